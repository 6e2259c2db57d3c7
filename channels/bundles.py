"""One send of several editions (一次推送): a person says which go in it, in which order; the first is the headline."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from channels.channel import LeavesDrafts
from channels.lane import Lane
from channels.left_behind import Removals
from channels.orders import CannotOrder, Orders, locked, standing_of
from channels.placing import alone, place
from content.delivery import Act, Delivery, Dispatch, State
from content.edition import Edition
from content.store.order import Order
from content.store.store import Store, Work

MERGED = "稿件已并入另一次发送。"
STARTED = {State.BEGUN: "正在发送", State.HELD: "已交给平台", State.CANCELLED: "已取消", State.SETTLED: "已经发出"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineUp:
    """`editions`, the headline first. `elsewhere`: for those not ordered yet, by ref, the other channels they go to.

    `send` is the dispatch that is changed, and `was` what it held when somebody looked, in order; without one a new
    send is made. `at`: not before this moment; without one a send keeps its time, and a new one takes the channel's.
    """

    channel: str
    editions: Sequence[Edition]
    elsewhere: Mapping[str, Sequence[str]]
    send: str = ""
    was: Sequence[str] = ()
    at: datetime | None = None


class Bundles:
    """`suffix` gives a few random characters for the ids of new dispatches."""

    def __init__(self, store: Store, orders: Orders, lanes: Mapping[str, Lane], suffix: Callable[[], str]) -> None:
        self._store = store
        self._orders = orders
        self._lanes = lanes
        self._suffix = suffix
        self._removals = Removals(lanes, suffix)

    def line_up(self, wanted: LineUp, *, by: str, now: datetime) -> Dispatch:
        """What is still due elsewhere on the channel comes out of there; what is left out goes with a later send.

        Raises CannotOrder, with nothing changed, where one of them cannot be moved or the send is not as it was seen.
        """
        _require_fitting(wanted, self._lanes[wanted.channel].channel.capacity)
        with self._store.write() as work:
            alone(work, self._lanes, *(edition.item_id for edition in wanted.editions))
            before = _as_seen(work, wanted) if wanted.send else None
            carried = [self._carried(work, wanted, edition, by=by, now=now) for edition in wanted.editions]
            send = self._arrange(work, wanted, before, by=by, now=now)
            emptied = dict.fromkeys(one for one in carried if isinstance(one, str) and one != send)
            drafts = [one for one in carried if not isinstance(one, str)]
            drafts += [self._close(work, one, now) for one in emptied if not work.deliveries.of_dispatch(one)]
            self._use_draft(work, send, drafts)
            if before:
                self._put_off(work, wanted, before, by=by, now=now)
            return work.dispatches.get(send)

    def _carried(
        self, work: Work, wanted: LineUp, edition: Edition, *, by: str, now: datetime
    ) -> str | Mapping[str, str]:
        """The dispatch that was to send it on the channel; where none was, what it left there before."""
        of_item = work.deliveries.of_item(edition.item_id)
        there = [one for one in of_item if one.channel == wanted.channel]
        if ordered := standing_of(work, edition, there):
            return _movable(work, ordered[0])
        if self._removals.before(work, edition, there, by=by, now=now):
            raise CannotOrder(f"{edition.ref} 的旧版次留在平台上的要先删除，不能排进这次推送；请单独发布。")
        for name in wanted.elsewhere.get(edition.ref, ()):
            on_it = [one for one in of_item if one.channel == name]
            self._orders.publish_on(work, edition, name, there=on_it, by=by, now=now, at=wanted.at)
        return self._removals.kept_by(work, edition, there)

    def _arrange(self, work: Work, wanted: LineUp, before: Dispatch | None, *, by: str, now: datetime) -> str:
        editions = [(edition.item_id, edition.number) for edition in wanted.editions]
        slot = self._lanes[wanted.channel].slot(wanted.at or now)
        if before is None:
            order = Order(
                channel=wanted.channel,
                act=Act.PUBLISH,
                editions=editions,
                due_at=slot,
                by=by,
                suffix=self._suffix(),
            )
            return work.dispatches.create(order, now)
        work.dispatches.line_up(before.id, editions, now)
        if wanted.at and slot != before.due_at:
            work.dispatches.move(before.id, before.attempt, (State.DUE,), due_at=slot, says="")
        return before.id

    def _close(self, work: Work, dispatch_id: str, now: datetime) -> Mapping[str, str]:
        """One whose editions all go with another; what it left on the platform."""
        dispatch = work.dispatches.get(dispatch_id)
        left = self._removals.taken_over(work, dispatch)
        cancelled = {"state": State.CANCELLED, "since": now, "says": MERGED}
        work.dispatches.move(dispatch_id, dispatch.attempt, (State.DUE,), **cancelled)
        return left

    def _use_draft(self, work: Work, send: str, drafts: Sequence[Mapping[str, str]]) -> None:
        """A draft that one of them left is used, or deleted, by the send; it can look after one only."""
        dispatch = work.dispatches.get(send)
        channel = self._lanes[dispatch.channel].channel
        own = channel.left(dispatch) if isinstance(channel, LeavesDrafts) else {}
        known = [marks for marks in drafts if any(marks.values())]
        if len(known) + any(own.values()) > 1:
            raise CannotOrder(
                "这些稿件上次没有发成，各在平台上留下了草稿，不能并成一次推送：请先取消其中一些，等草稿删除以后再排。"
            )
        taken = next(iter([*known, *drafts]), {})
        if taken:
            work.dispatches.move(send, dispatch.attempt, (State.DUE,), marks={**dispatch.marks, **taken})

    def _put_off(self, work: Work, wanted: LineUp, before: Dispatch, *, by: str, now: datetime) -> None:
        """What is left out goes at the channel's next time; where it has none, at the same time by itself."""
        lane = self._lanes[before.channel]
        later = lane.slot(before.due_at + timedelta(minutes=1)) if lane.at else before.due_at
        kept = {edition.ref for edition in wanted.editions}
        for edition in before.editions:
            if edition.ref not in kept:
                order = Order(
                    channel=before.channel,
                    act=Act.PUBLISH,
                    editions=[(edition.item_id, edition.number)],
                    due_at=later,
                    by=by,
                    suffix=self._suffix(),
                )
                place(work, self._lanes, order, now)


def _require_fitting(wanted: LineUp, capacity: int) -> None:
    chosen = [edition.item_id for edition in wanted.editions]
    if capacity < 2:
        raise CannotOrder("这个渠道一次只能发一篇，不能合并推送。")
    if not chosen:
        raise CannotOrder("这次推送里至少要有一篇稿件；不再发送的，请逐篇取消。")
    if len(chosen) > capacity:
        raise CannotOrder(f"一次最多 {capacity} 篇，现在选了 {len(chosen)} 篇，请移出一些。")
    if len(set(chosen)) < len(chosen):
        raise CannotOrder("同一篇稿件只能在一次推送里出现一次。")


def _as_seen(work: Work, wanted: LineUp) -> Dispatch:
    """The send, while it still is what somebody looked at."""
    dispatch = locked(work, wanted.send)
    if dispatch.state != State.DUE:
        raise CannotOrder(f"这次推送{STARTED.get(dispatch.state, '已经开始或结束')}，不能再调整。")
    if dispatch.channel != wanted.channel or dispatch.act != Act.PUBLISH or dispatch.follows or dispatch.is_recalled:
        raise CannotOrder("这次发送不能调整：它要接着撤回发出，或里面有已下令撤回的稿件。")
    if [edition.ref for edition in dispatch.editions] != list(wanted.was):
        raise CannotOrder("刚才有人调整了这次推送。没有保存您的调整，请按现在的样子再排。")
    return dispatch


def _movable(work: Work, delivery: Delivery) -> str:
    """Its dispatch, if it can go with another one."""
    dispatch = work.dispatches.get(delivery.dispatch_id)
    if dispatch.state != State.DUE:
        raise CannotOrder(f"{delivery.key} 现在是“{dispatch.state.chinese}”，不能再排进推送。")
    if dispatch.act != Act.PUBLISH or dispatch.follows:
        raise CannotOrder(f"{delivery.key} 要接着撤回原文发出，不能排进这次推送。")
    return dispatch.id
