"""Before an edition is ordered out: where it may go, how it gets there, when, and what is left to send with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.actions.cases import case_of
from bot.actions.checking import channels_of, open_problems
from bot.actions.finding import edition_of
from bot.views.status import will_happen
from channels.channel import Quota, Records
from channels.consent import has_stopped
from content.delivery import OPEN, Act, Delivery
from content.edition import Edition
from content.problems import Problem
from content.receipt import Standing
from content.review import may_publish, state_words
from content.store.store import Work
from content.zone import SHANGHAI, day_of

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Place:
    """A channel an edition may go to. `due`: its next time (now, where it has none of its own); `after`: which go
    before it. `waiting`: sends that are to go out there today; `capacity`: editions in one send.

    `there`: what the channel has of the item, or is to get; `own`: where the item goes by itself. `changed_there`: the
    last order stopped, as its page on the site says something else.
    """

    name: str
    how: str
    after: Sequence[str]
    at: str
    due: datetime
    allowance: Sequence[Quota]
    waiting: int
    capacity: int
    paused: str
    own: bool
    there: Delivery | None
    changed_there: bool

    @property
    def is_done(self) -> bool:
        """It is out there already, or on its way: ordering again changes nothing."""
        return self.there is not None and (self.there.state in OPEN or self.there.standing is Standing.LIVE)


@dataclass(frozen=True, slots=True)
class GoingOut:
    """`is_approved`, `state`: of its review; `problems`: what stands open, for the channels it goes to."""

    edition: Edition
    is_approved: bool
    state: str
    problems: Sequence[Problem]
    places: Sequence[Place]


def going_out(app: "App", ref: str, now: datetime) -> GoingOut:
    """Of an edition. Raises WrongUse for what is none."""
    with app.store.read() as work:
        edition = edition_of(work, ref)
        case = case_of(app, work, edition)
        own = channels_of(app, edition.item)
        there = {one.channel: one for one in work.deliveries.of_item(edition.item_id) if _stands(one, edition)}
        problems = open_problems(app, case, own, now)
        waiting = work.under_way.due_until(end_of_day(now))
        names = [name for name, channel in app.channels.items() if not isinstance(channel, Records)]
        places = [_place(app, work, name, own=name in own, there=there, waiting=waiting, now=now) for name in names]
    return GoingOut(edition, may_publish(case), state_words(case), problems, places)


def end_of_day(now: datetime) -> datetime:
    """The midnight that comes, in Shanghai."""
    return datetime.combine(day_of(now) + timedelta(days=1), time(), SHANGHAI)


def _stands(delivery: Delivery, edition: Edition) -> bool:
    """Of the edition itself whatever there is, of others what is out or under way."""
    return delivery.ref == edition.ref or delivery.state in OPEN or delivery.standing is Standing.LIVE


def _place(
    app: "App",
    work: Work,
    name: str,
    *,
    own: bool,
    there: Mapping[str, Delivery],
    waiting: Mapping[str, int],
    now: datetime,
) -> Place:
    channel, lane = app.channels[name], app.lanes[name]
    return Place(
        name=name,
        how=will_happen(app, name, Act.PUBLISH),
        after=lane.after,
        at=lane.at,
        due=lane.slot(now),
        allowance=channel.allowance(now),
        waiting=waiting.get(name, 0),
        capacity=channel.capacity,
        paused=work.dispatches.paused(name) or "",
        own=own,
        there=there.get(name),
        changed_there=name in there and _has_stopped(work, there[name]),
    )


def _has_stopped(work: Work, delivery: Delivery) -> bool:
    """A correction that stopped says nothing of what is there now: since then the page was withdrawn."""
    is_publication = work.dispatches.get(delivery.dispatch_id).act is Act.PUBLISH
    return is_publication and has_stopped(work, [delivery])
