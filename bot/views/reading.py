"""An edition as a reviewer wants to see it: what is said, what is found in it, what it looks like on every channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.cases import case_of
from bot.actions.checking import channels_of, open_problems, problems_of
from bot.actions.finding import edition_of
from channels.channel import Context, Rendition
from channels.lane import page_before
from content.edition import Edition
from content.problems import Problem
from content.review import state_words

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Reading:
    """`problems`: what still stands. `state`: of its review, in words."""

    edition: Edition
    state: str
    problems: Sequence[Problem]


def read(app: "App", ref: str, now: datetime) -> Reading:
    """Raises WrongUse for a ref that is none."""
    with app.store.read() as work:
        edition = edition_of(work, ref)
        case = case_of(app, work, edition)
    return Reading(edition, state_words(case), open_problems(app, case, channels_of(app, edition.item), now))


def problems_in(app: "App", draft: Edition, now: datetime) -> Sequence[Problem]:
    """Of what nobody handed in yet."""
    return problems_of(app, draft, channels_of(app, draft.item), now)


def renditions(app: "App", edition: Edition) -> list[Rendition]:
    """Exactly what will be sent, one for each channel it goes to."""
    return [rendition(app, edition, name) for name in channels_of(app, edition.item)]


def rendition(app: "App", edition: Edition, channel: str) -> Rendition:
    """Exactly what will be sent to one channel."""
    with app.store.read() as work:
        page_url = page_before(work, app.lanes[channel], edition.item_id) if edition.item_id else ""
    return app.channels[channel].prepare(edition, Context(page_url=page_url))
