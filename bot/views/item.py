"""One item as staff see it: its editions, where each is, and everything that happened to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.cases import case_of
from bot.actions.finding import edition_of, item_id_of
from bot.views.review_queue import turn, who_may
from bot.views.reviews import Returned, last_return
from bot.views.status import where, words
from bot.views.waits import waits
from content.delivery import Delivery
from content.edition import Edition
from content.log import Entry
from content.review import Review, state_words

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class OnChannel:
    """A delivery; `words`: its state, `where`: what it waits for, where it is, or what is the matter."""

    delivery: Delivery
    medium: str
    words: str
    where: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """`edition`: the one shown, `latest`: the number of the newest. `state`: of its review, in words."""

    edition: Edition
    latest: int
    review: Review | None
    state: str
    waits_for: str
    who: Sequence[str]
    returned: Returned | None
    deliveries: Sequence[OnChannel]
    entries: Sequence[Entry]


def item(app: "App", named: str, now: datetime) -> ItemShown:
    """Of an item (its latest edition) or of one of its editions. Raises WrongUse for what is none."""
    with app.store.read() as work:
        item_id = item_id_of(work, named)
        latest = work.items.latest(item_id)
        edition = edition_of(work, named) if "." in named else latest
        case = case_of(app, work, edition)
        people = work.people.all()
        deliveries = work.deliveries.of_item(item_id)
        entries = list(work.log.entries(item_id=item_id))
        returned = last_return(work, edition.ref)
    why = waits(app, deliveries, now)
    return ItemShown(
        edition=edition,
        latest=latest.number,
        review=case.review,
        state=state_words(case),
        waits_for=turn(case),
        who=who_may(case, people),
        returned=returned,
        deliveries=[_on_channel(app, one, why) for one in deliveries],
        entries=entries,
    )


def _on_channel(app: "App", delivery: Delivery, why: Mapping[str, str]) -> OnChannel:
    channel = app.channels.get(delivery.channel)
    medium = channel.medium if channel else ""
    return OnChannel(delivery, medium, words(delivery), where(delivery, why))
