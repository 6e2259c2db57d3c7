"""What goes out together on a channel that takes several editions at once: what waits, and what may be chosen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from bot.actions.checking import channels_of
from bot.actions.errors import WrongUse
from bot.actions.finding import edition_of, require_channels
from bot.views.going_out import end_of_day
from channels.channel import Quota
from channels.lane import to_be_out_first
from content.delivery import OPEN, Act, State
from content.edition import Ref
from content.store.store import Work
from content.store.under_way import Outgoing

if TYPE_CHECKING:
    from bot.app import App

MOST = 100


@dataclass(frozen=True, slots=True)
class OneSend:
    """A send that waits. `stays`: why nobody can change it, "" = they can."""

    id: str
    due_at: datetime
    items: Sequence[Outgoing]
    stays: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """An edition that may go in. `waits_for`: channels it is to be out on first; `also`: where it is ordered with it.

    `due_at`: when it is to go out as things are; None = nobody has ordered it.
    """

    ref: str
    title: str
    unit: str
    column: str
    due_at: datetime | None = None
    waits_for: Sequence[str] = ()
    also: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class SendPlan:
    """A channel's sends. `at`: its daily time; `due`: the next one. `waiting`: sends that are to go out today."""

    name: str
    capacity: int
    at: str
    due: datetime
    allowance: Sequence[Quota]
    waiting: int
    paused: str
    sends: Sequence[OneSend]

    @property
    def same_time(self) -> int:
        """How many of the sends that a person may change are to go out at one time, where most do."""
        times = Counter(one.due_at for one in self.sends if not one.stays)
        return max(times.values(), default=0)


def send_plan(app: "App", name: str, now: datetime) -> SendPlan:
    """Raises WrongUse for a channel that takes one edition at a time, or is none."""
    require_channels(app, [name])
    channel, lane = app.channels[name], app.lanes[name]
    if channel.capacity < 2:
        raise WrongUse(f"{name} 一次只能发一篇，没有合并推送。")
    with app.store.read() as work:
        due = work.under_way.open((State.DUE,), channel=name, limit=MOST)
        sends = [_send(work, list(items)) for _, items in groupby(due, lambda one: one.delivery.dispatch_id)]
        waiting = work.under_way.due_until(end_of_day(now)).get(name, 0)
        paused = work.dispatches.paused(name) or ""
    return SendPlan(
        name=name,
        capacity=channel.capacity,
        at=lane.at,
        due=lane.slot(now),
        allowance=channel.allowance(now),
        waiting=waiting,
        paused=paused,
        sends=[one for one in sends if one.items[0].act is Act.PUBLISH],
    )


def choices(app: "App", name: str, refs: Sequence[str]) -> list[Choice]:
    """Of these refs, in order. Raises WrongUse for one that is none."""
    with app.store.read() as work:
        return [_choice(app, work, name, ref) for ref in dict.fromkeys(refs)]


def may_join(app: "App", plan: SendPlan) -> list[Choice]:
    """What waits on the channel, then what is approved for it and not ordered, longest waiting first."""
    due = [one.delivery.ref for send in plan.sends if not send.stays for one in send.items]
    with app.store.read() as work:
        waiting = [one.review.ref for one in work.reviews.to_order(skip=0, limit=MOST)]
        new = [ref for ref in waiting if plan.name in channels_of(app, edition_of(work, ref).item)]
        return [_choice(app, work, plan.name, ref) for ref in (*due, *new)]


def _send(work: Work, items: Sequence[Outgoing]) -> OneSend:
    first = items[0]
    stays = "要接着撤回原文发出" if first.follows else ""
    if work.dispatches.recalled(first.delivery.dispatch_id):
        stays = "里面有已下令撤回的稿件"
    return OneSend(first.delivery.dispatch_id, first.due_at, items, stays)


def _choice(app: "App", work: Work, name: str, ref: str) -> Choice:
    item = edition_of(work, ref).item
    found = work.deliveries.of_item(*Ref.parse(ref))
    there = next((one for one in found if one.channel == name and one.state in OPEN), None)
    if there is None:
        also = [other for other in channels_of(app, item) if other != name]
        return Choice(ref, item.title, item.unit, item.column, also=also)
    dispatch = work.dispatches.get(there.dispatch_id)
    first = [one.channel for one in to_be_out_first(work, app.lanes[name], dispatch) if one.ref == ref]
    return Choice(ref, item.title, item.unit, item.column, dispatch.due_at, first)
