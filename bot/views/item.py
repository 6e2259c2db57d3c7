"""One item as staff see it: its editions, where each is, everything that happened to it, what may be done now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from bot.actions.cases import case_of
from bot.actions.checking import channels_of
from bot.actions.finding import edition_of, item_id_of
from bot.actions.rights import ROLES, Right, publishing_roles
from bot.views.channels import called
from bot.views.review_queue import may_explain, may_review_secrecy, turn, who_may
from bot.views.reviews import Returned, last_return
from bot.views.status import where, words
from bot.views.timeline import Happening, Related, related, timeline
from bot.views.waits import waits
from content import review
from content.consent import may_agree_too
from content.delivery import OPEN, Delivery, State
from content.edition import Edition, Frozen
from content.item import Disclosure
from content.page_checks import PageCheck
from content.people import Person
from content.receipt import Standing
from content.review import Case, Review, may_publish, state_words

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class OnChannel:
    """A delivery; `words`: its state, `where`: what it waits for, or what is the matter. `mood`: good, bad, "".

    `page`: what its public page showed, where that is read back."""

    delivery: Delivery
    words: str
    where: str
    mood: str
    page: PageCheck | None


@dataclass(frozen=True, slots=True)
class Options:
    """What this person may do with the item now: offered, and refused by the actions to everybody else.

    `settle`: the dispatch of which they are to say whether it is out, "" = none.
    """

    review: bool
    settle: str
    publish: bool
    correct: bool
    withdraw: bool
    cancel: bool
    write: bool


@dataclass(frozen=True, slots=True)
class ItemShown:
    """`edition`: the one shown; `editions`: all, newest first. `state`: of its review, in words."""

    edition: Edition
    editions: Sequence[Frozen]
    reviews: Mapping[int, Review]
    state: str
    waits_for: str
    who: Sequence[str]
    returned: Returned | None
    on_channels: Sequence[OnChannel]
    happened: Sequence[Happening]
    related: Related
    options: Options

    @property
    def was_out(self) -> bool:
        """It was taken down everywhere: by us, or by the platform."""
        standings = {one.delivery.standing for one in self.on_channels}
        return Standing.LIVE not in standings and bool(standings & {Standing.WITHDRAWN, Standing.GONE})

    @property
    def is_latest(self) -> bool:
        return self.edition.number == self.editions[0].number


def edition_named(app: "App", ref: str) -> Edition:
    """Raises WrongUse for what is none."""
    with app.store.glance() as work:
        return edition_of(work, ref)


def item_shown(app: "App", name: str, named: str, now: datetime) -> ItemShown:
    """Of an item (its latest edition) or of one of its editions. Raises WrongUse for what is none."""
    with app.store.read() as work:
        item_id = item_id_of(work, named)
        editions = work.items.frozen(item_id)[::-1]
        edition = edition_of(work, named if "." in named else f"{item_id}.{editions[0].number}")
        case = case_of(app, work, edition)
        people = work.people.all()
        reviews = work.reviews.of_item(item_id)
        deliveries = work.deliveries.of_item(item_id)
        checks = {one.key: one for one in work.page_checks.of_item(item_id)}
        happened, others = timeline(work, item_id, partial(called, app)), related(work, edition, app.channels)
        returned = last_return(work, edition.ref)
    why = waits(app, deliveries, now)
    return ItemShown(
        edition=edition,
        editions=editions,
        reviews=reviews,
        state=state_words(case),
        waits_for=turn(case),
        who=who_may(case, people),
        returned=returned if returned and _is_meant(returned, case) else None,
        on_channels=[_on_channel(one, why, checks.get(one.key)) for one in reversed(deliveries)],
        happened=happened,
        related=others,
        options=_options(app, case, next(one for one in people if one.name == name), deliveries),
    )


def _is_meant(returned: Returned, case: Case) -> bool:
    """What was said when an earlier edition was given back is of use until this one is approved."""
    return case.review is None or case.review.state is not review.State.APPROVED or returned.ref == case.edition.ref


def _on_channel(delivery: Delivery, why: Mapping[str, str], page: PageCheck | None) -> OnChannel:
    told = where(delivery, why)
    return OnChannel(
        delivery=delivery,
        words=words(delivery),
        where=told.removeprefix(delivery.url).strip(),
        mood=_mood(delivery),
        page=page,
    )


def _mood(delivery: Delivery) -> str:
    if delivery.state in (State.FAILED, State.UNCONFIRMED) or delivery.standing in (Standing.REFUSED, Standing.GONE):
        return "bad"
    return "good" if delivery.standing is Standing.LIVE else ""


def _has_a_say(case: Case, person: Person) -> bool:
    decides = review.is_turn_of(case, person) or may_agree_too(case, person)
    return decides or may_review_secrecy(case, person) or may_explain(case, person)


def _options(app: "App", case: Case, person: Person, deliveries: Sequence[Delivery]) -> Options:
    edition = case.edition
    covered = person.covers(edition.item.unit, edition.item.column)
    publisher = covered and person.may(*publishing_roles(app.settings.review))
    older = [one for one in deliveries if one.number < case.edition.number]
    going = [one for one in deliveries if one.standing is Standing.LIVE or one.state in OPEN]
    approved = publisher and may_publish(case)
    ordered = {one.channel for one in going if one.number == edition.number}
    doubtful = [one.dispatch_id for one in deliveries if one.state is State.UNCONFIRMED]
    settles = covered and person.may(*ROLES[Right.SETTLE])
    left = set(channels_of(app, edition.item)) - ordered
    return Options(
        review=_has_a_say(case, person),
        settle=doubtful[0] if doubtful and settles else "",
        publish=approved and edition.item.disclosure is Disclosure.ACTIVE and bool(left),
        correct=approved and any(one in going for one in older),
        withdraw=publisher and bool(going),
        cancel=publisher and any(one.state in (State.DUE, State.WAITING) for one in deliveries),
        write=covered and person.may(*ROLES[Right.SUBMIT]),
    )
