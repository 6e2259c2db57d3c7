"""Orders: what staff ask the desk to do. Rights and checks come before this, in the actions."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from channels.channel import Records
from channels.consent import consents, reason_with
from channels.lane import Lane
from channels.left_behind import Removals, for_a_person, is_taken_away
from channels.placing import alone, place
from channels.voiding import void_counts
from content.delivery import AGAIN, IN_FLIGHT, OPEN, Act, Delivery, Dispatch, State
from content.edition import Edition
from content.log import Entry
from content.problems import InWords
from content.receipt import Standing
from content.store.order import Order
from content.store.recalls import Recall
from content.store.store import Store, Work


class CannotOrder(InWords):
    """What was asked for makes no sense now."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Every delivery of the item as it stands after the order, and what was voided at once."""

    deliveries: list[Delivery]
    voided: list[Entry]


class Orders:
    """`suffix` gives a few random characters for the ids of new dispatches."""

    def __init__(self, store: Store, lanes: Mapping[str, Lane], suffix: Callable[[], str]) -> None:
        self._store = store
        self._lanes = lanes
        self._suffix = suffix
        self._removals = Removals(lanes, suffix)

    def publish(
        self,
        edition: Edition,
        channels: Sequence[str],
        *,
        by: str,
        now: datetime,
        at: datetime | None = None,
        overwrites: bool = False,
    ) -> list[Delivery]:
        """One delivery per channel; ordering again what is under way or out already changes nothing.

        `overwrites`: where the last order stopped as the page was changed on its site, our words stand.
        """
        with self._store.write() as work:
            alone(work, self._lanes, edition.item_id)
            before = work.deliveries.of_item(edition.item_id)
            on = {name: [delivery for delivery in before if delivery.channel == name] for name in channels}
            given = _consents(work, by, on) if overwrites else {}
            for name, there in on.items():
                self.publish_on(work, edition, name, there=there, by=by, now=now, at=at, consent=given.get(name, {}))
            ordered = {one.channel: one for one in work.deliveries.of_item(edition.item_id, edition.number)}
            return [ordered[name] for name in channels]

    def correct(
        self, edition: Edition, *, by: str, now: datetime, reason: str, renew: bool, overwrites: bool = False
    ) -> list[Delivery]:
        """Put a new edition in place of the one that is out, on every channel that shows one.

        `renew`: where the platform lets nothing be changed, withdraw and publish anew; else a person does it. Where the
        old one only waits (for its time, or for a person), it is cancelled and the new one published. `overwrites`: as
        of `publish`.
        """
        with self._store.write() as work:
            alone(work, self._lanes, edition.item_id)
            _refuse_under_way(work, edition.item_id)
            out = [d for d in work.deliveries.live(edition.item_id) if d.number < edition.number]
            waiting = self._waiting_before(work, edition, out)
            if not (out or waiting):
                raise CannotOrder(f"{edition.item_id} 没有已公开的旧版次，不需要更正；请直接发布 {edition.ref}。")
            shown = list(dict.fromkeys(delivery.channel for delivery in out))
            ordered = work.deliveries.of_item(edition.item_id, edition.number)
            elsewhere = {delivery.dispatch_id for delivery in ordered if delivery.channel not in shown}
            self._cancel_due(work, edition.item_id, by=by, reason=reason, now=now, but=elsewhere)
            before = work.deliveries.of_item(edition.item_id)
            on = {name: [d for d in before if d.channel == name] for name in (*shown, *waiting)}
            given = _consents(work, by, on) if overwrites else {}
            for name in shown:
                consent = given.get(name, {})
                order = self._order(edition, name, Act.CORRECT, by=by, due_at=now, reason=reason_with(reason, consent))
                follows = self._removals.before(work, edition, on[name], by=by, now=now)
                place(work, self._lanes, replace(order, renews=renew, follows=follows, marks=consent), now)
            for name in waiting:
                self.publish_on(work, edition, name, there=on[name], by=by, now=now, at=None)
            return [work.deliveries.get(edition.key(name)) for name in on]

    def withdraw(self, item_id: str, *, by: str, now: datetime, reason: str, voids: bool = False) -> Withdrawal:
        """Take an item back from every channel that shows it; what is still due is cancelled, what it left removed.

        What is on its way just now is not sent again, and taken back as soon as it is known to be out. With `voids`,
        what the item counts on other channels is taken back at once.
        """
        with self._store.write() as work:
            alone(work, self._lanes, item_id)
            cancelled = self._cancel_due(work, item_id, by=by, reason=reason, now=now)
            cancelled += self._removals.of_ended(work, work.deliveries.of_item(item_id), by=by, reason=reason, now=now)
            on_its_way = [one for one in work.deliveries.of_item(item_id) if one.state in IN_FLIGHT]
            for delivery in on_its_way:
                recall = Recall(by=by, reason=reason, voids=voids, suffix=self._suffix())
                work.dispatches.recall(delivery.dispatch_id, item_id, recall, now)
            # One whose own dispatch is in flight is being withdrawn already.
            out = [one for one in work.deliveries.live(item_id) if one.state not in IN_FLIGHT]
            for delivery in out:
                order = Order(
                    channel=delivery.channel,
                    act=Act.WITHDRAW,
                    editions=[(item_id, delivery.number)],
                    due_at=now,
                    by=by,
                    suffix=self._suffix(),
                    reason=reason,
                    voids=voids,
                )
                place(work, self._lanes, order, now)
            # Last: from here on, everybody else who logs waits for the end of this.
            leaving = {one.channel for one in (*out, *on_its_way) if work.log.is_published(item_id, one.channel)}
            voided = void_counts(work, item_id, but_on=leaving, by=by, reason=reason, now=now) if voids else []
            if not (out or cancelled or on_its_way or voided):
                raise CannotOrder(f"{item_id} 没有已公开或待发送的内容，不需要撤回。")
            return Withdrawal(work.deliveries.of_item(item_id), voided)

    def cancel(self, dispatch_id: str, now: datetime, item_id: str = "", *, by: str = "") -> None:
        """Take back what has not been sent yet; of a bundle, only the item named. What it left is removed."""
        with self._store.write() as work:
            dispatch = locked(work, dispatch_id)
            if item_id and item_id not in {edition.item_id for edition in dispatch.editions}:
                raise CannotOrder(
                    f"{item_id} 已不在 {dispatch_id} 这次发送里，没有取消什么：请看现状（gongkai status {item_id}）。"
                )
            if dispatch.act == Act.WITHDRAW and _never_live(work.deliveries.of_dispatch(dispatch_id)):
                if dispatch.channel not in self._lanes and dispatch.state == State.DUE:
                    for_a_person(work, dispatch, now)
                    return
                raise CannotOrder(
                    "这一件是要从平台上删除的，不能取消：请核对、删除以后确认；要再发布的，确认以后再发布。"
                )
            if not self._drop(work, dispatch, item_id, by=by or dispatch.made_by, reason="已取消", now=now):
                raise CannotOrder(f"这一件现在是“{dispatch.state.chinese}”，不能取消了；已公开的请用撤回。")

    def publish_on(
        self,
        work: Work,
        edition: Edition,
        name: str,
        *,
        there: Sequence[Delivery],
        by: str,
        now: datetime,
        at: datetime | None,
        consent: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """On one channel, within an order. `there`: every delivery of the item on it."""
        if isinstance(self._lanes[name].channel, Records):
            raise CannotOrder(f"{name} 只登记已经刊播的内容，刊播了的请登记（gongkai record）。")
        slot = self._lanes[name].slot(at or now)
        standing = standing_of(work, edition, there)
        due = [delivery for delivery in standing if delivery.state == State.DUE]
        if standing and not any(self._reschedule(work, delivery, slot, now, at=at) for delivery in due):
            return
        order = self._order(edition, name, Act.PUBLISH, by=by, due_at=slot, reason=reason_with("", consent))
        follows = self._removals.before(work, edition, there, by=by, now=now)
        again = {AGAIN: "1"} if any(one.standing for one in there) else {}
        marks = {**again, **self._removals.kept_by(work, edition, there), **consent}
        place(work, self._lanes, replace(order, follows=follows, marks=marks), now)

    def _order(self, edition: Edition, name: str, act: Act, *, by: str, due_at: datetime, reason: str) -> Order:
        editions = [(edition.item_id, edition.number)]
        suffix = self._suffix()
        return Order(channel=name, act=act, editions=editions, due_at=due_at, by=by, suffix=suffix, reason=reason)

    def _reschedule(
        self, work: Work, delivery: Delivery, slot: datetime, now: datetime, *, at: datetime | None
    ) -> bool:
        """Ordered again while still due: sooner if it waits (for a quota, say), at another time if one is given.

        True if it left its bundle for that, and must be placed anew.
        """
        dispatch = work.dispatches.get(delivery.dispatch_id)
        if dispatch.state != State.DUE or slot == dispatch.due_at or (at is None and slot > dispatch.due_at):
            return False
        if len(dispatch.editions) > 1:
            work.dispatches.leave(dispatch.id, delivery.item_id, self._suffix(), now)
            return True
        work.dispatches.move(dispatch.id, dispatch.attempt, (State.DUE,), due_at=slot)
        return False

    def _cancel_due(
        self, work: Work, item_id: str, *, by: str, reason: str, now: datetime, but: Collection[str] = ()
    ) -> list[str]:
        found = [work.dispatches.get(one) for one in work.dispatches.open_for(item_id) if one not in but]
        return [one.id for one in found if self._drop(work, one, item_id, by=by, reason=reason, now=now)]

    def _drop(self, work: Work, dispatch: Dispatch, item_id: str, *, by: str, reason: str, now: datetime) -> bool:
        """Cancel one that is due or waits for a person, of a bundle only the item; False where that cannot be."""
        deliveries = work.deliveries.of_dispatch(dispatch.id)
        if dispatch.act == Act.WITHDRAW and _never_live(deliveries):
            return False
        bundled = bool(item_id) and len(dispatch.editions) > 1 and dispatch.state == State.DUE
        if bundled:
            work.dispatches.leave(dispatch.id, item_id, self._suffix(), now)
            deliveries = [delivery for delivery in deliveries if delivery.item_id == item_id]
        else:
            cancelled = {"state": State.CANCELLED, "since": now, "says": ""}
            if not work.dispatches.move(dispatch.id, dispatch.attempt, (State.DUE, State.WAITING), **cancelled):
                return False
            work.dispatches.drop_followers(dispatch.id, now)
        removal = self._removals.of(work, dispatch, deliveries, by=by, reason=reason, now=now)
        if bundled and removal:
            # The draft was of the whole bundle: what stays in it is made anew, once that one is gone.
            work.dispatches.move(dispatch.id, dispatch.attempt, (State.DUE,), follows=removal)
        return True

    def _waiting_before(self, work: Work, edition: Edition, out: Sequence[Delivery]) -> list[str]:
        """Channels where an earlier edition has not gone out yet, and none is out."""
        shown = {delivery.channel for delivery in out}
        found = [d for d in work.deliveries.of_item(edition.item_id) if d.number < edition.number]
        waits = [d for d in found if d.state in (State.DUE, State.WAITING) and d.channel in self._lanes.keys() - shown]
        return list(dict.fromkeys(d.channel for d in waits if not is_taken_away(work, d)))


def _consents(work: Work, by: str, on: Mapping[str, Sequence[Delivery]]) -> Mapping[str, Mapping[str, str]]:
    given = consents(work, by, on)
    if not given:
        raise CannotOrder("没有哪个渠道是因为网页在网站上被人改过而停下的，不用选“以本系统为准”。")
    return given


def _refuse_under_way(work: Work, item_id: str) -> None:
    """Before anything is ordered: half an order would be worse than none."""
    for delivery in work.deliveries.of_item(item_id):
        if delivery.state in IN_FLIGHT:
            raise CannotOrder(
                f"{delivery.key} 正在发送、撤回或结果不明，现在不能更正：等有了结果再更正（gongkai status {item_id}）。"
            )


def locked(work: Work, dispatch_id: str) -> Dispatch:
    """As it is once nobody else decides anything on its channel. Raises CannotOrder for one there is not."""
    try:
        work.dispatches.lock_channel(work.dispatches.channel_of(dispatch_id))
    except KeyError:
        raise CannotOrder(f"没有编号为 {dispatch_id} 的发送。") from None
    return work.dispatches.get(dispatch_id)


def standing_of(work: Work, edition: Edition, there: Sequence[Delivery]) -> list[Delivery]:
    """What is out of the edition on one channel, or under way. Raises CannotOrder where something else is."""
    standing = []
    for delivery in there:
        own = delivery.number == edition.number
        if delivery.state not in OPEN and delivery.standing != Standing.LIVE:
            continue
        if own and is_taken_away(work, delivery):
            raise CannotOrder(f"{delivery.key} 上次留在平台上的还在等删除或核对，办好后再发布。")
        if is_taken_away(work, delivery):
            continue
        if _is_withdrawn(work, delivery):
            raise CannotOrder(
                f"{delivery.key} 已下令撤回：等撤回有了结果再发布；还没有开始的，也可以先取消（gongkai cancel）。"
            )
        if not own:
            says = f"{delivery.ref} 已公开或正在发送：请用 {edition.ref} 更正它"
            raise CannotOrder(f"{says}（gongkai correct {edition.ref}）。")
        standing.append(delivery)
    return standing


def _is_withdrawn(work: Work, delivery: Delivery) -> bool:
    """Being taken back, or to be as soon as it is known to be out: no publication can be joined to that."""
    if delivery.state not in OPEN:
        return False
    recalled = delivery.item_id in work.dispatches.recalled(delivery.dispatch_id)
    return recalled or work.dispatches.get(delivery.dispatch_id).act is Act.WITHDRAW


def _never_live(deliveries: Sequence[Delivery]) -> bool:
    return any(delivery.standing != Standing.LIVE for delivery in deliveries)
