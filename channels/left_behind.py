"""What an order that was taken back may have left on a platform: a draft, or a video that somebody was at work on.

It is taken away as everything else is done: by a dispatch that is written down first, and by a person where no call
can do it. What was ordered in its place waits until that is settled.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol, runtime_checkable

from channels.channel import Channel, HandsOver, LeavesDrafts, Sends
from channels.lane import Lane
from content.delivery import OPEN, RELEASED_BY, Act, Delivery, Dispatch, State
from content.edition import Edition
from content.receipt import Standing
from content.store.order import Order
from content.store.recalls import only_recalls, recalls_in
from content.store.store import Work

LEFT_BY_HAND = "设置里已没有这个渠道：请人到平台上办好后确认（gongkai confirm），台账随之记下。"
NOT_OUT = (State.FAILED, State.CANCELLED)


@runtime_checkable
class TakesBack(LeavesDrafts, Protocol):
    """What waits for the platform's own people can be taken out of their hands before they let it out."""

    @property
    def takes_back(self) -> bool: ...


class Removals:
    """Orders them, for the same lanes and with the same `suffix` of ids as `Orders`."""

    def __init__(self, lanes: Mapping[str, Lane], suffix: Callable[[], str]) -> None:
        self._lanes = lanes
        self._suffix = suffix

    def of(
        self, work: Work, dispatch: Dispatch, deliveries: Sequence[Delivery], *, by: str, reason: str, now: datetime
    ) -> str:
        """What these deliveries of a dispatch left; the removal's id, empty if they left nothing.

        `dispatch` and `deliveries` as they were before they were taken back.
        """
        lane = self._lanes.get(dispatch.channel)
        marks = _left_by(work, lane.channel if lane else None, dispatch, deliveries)
        if marks is None:
            return ""
        order = Order(
            channel=dispatch.channel,
            act=Act.WITHDRAW,
            editions=_named(deliveries),
            due_at=now,
            by=by,
            suffix=self._suffix(),
            reason=reason,
            marks=marks,
        )
        removal = _take_away(work, order, deliveries, now)
        if lane is None:
            for_a_person(work, work.dispatches.get(removal), now)
        return removal

    def of_ended(self, work: Work, deliveries: Sequence[Delivery], *, by: str, reason: str, now: datetime) -> list[str]:
        """What those left that ended without getting out; the removals' ids."""
        ended = [one for one in deliveries if one.state in NOT_OUT and one.standing != Standing.LIVE]
        removals = [
            self.of(work, work.dispatches.get(one.dispatch_id), [one], by=by, reason=reason, now=now) for one in ended
        ]
        return [removal for removal in removals if removal]

    def before(self, work: Work, edition: Edition, there: Sequence[Delivery], *, by: str, now: datetime) -> str:
        """The removal of what other editions left `there`, to be settled before this one goes out; empty for none."""
        others = [delivery for delivery in there if delivery.number != edition.number]
        new = self.of_ended(work, others, by=by, reason=f"改为发布 {edition.ref}", now=now)
        under_way = [one.dispatch_id for one in others if one.state in OPEN and is_taken_away(work, one)]
        return next(iter([*new, *under_way]), "")

    def kept_by(self, work: Work, edition: Edition, there: Sequence[Delivery]) -> Mapping[str, str]:
        """The marks of what this very edition left `there`, to be used again."""
        for delivery in there:
            if delivery.number == edition.number and delivery.state in NOT_OUT:
                dispatch = work.dispatches.get(delivery.dispatch_id)
                return _left_by(work, self._lanes[delivery.channel].channel, dispatch, [delivery]) or {}
        return {}

    def taken_over(self, work: Work, dispatch: Dispatch) -> Mapping[str, str]:
        """The marks of what one left whose editions go on with another, which looks after it from then on."""
        return _left_by(work, self._lanes[dispatch.channel].channel, dispatch, ()) or {}


def take_away_recalled(work: Work, channel: Channel, called_off: Dispatch, now: datetime) -> None:
    """Of one that was withdrawn as a whole while it was on its way, and is cancelled now instead of being sent."""
    deliveries = work.deliveries.of_dispatch(called_off.id)
    marks = _left_by(work, channel, called_off, deliveries)
    if marks and deliveries:
        recall = next(iter(recalls_in(called_off.marks).values()))
        order = recall.withdrawal(called_off.channel, _named(deliveries), now)
        _take_away(work, replace(order, voids=False, marks=marks), deliveries, now)  # never live: nothing to void


def is_taken_away(work: Work, delivery: Delivery) -> bool:
    """Being removed from the platform, never having been live."""
    never_live = delivery.standing not in (Standing.LIVE, Standing.WITHDRAWN)
    return never_live and work.dispatches.get(delivery.dispatch_id).act is Act.WITHDRAW


def _left_by(
    work: Work, channel: Channel | None, dispatch: Dispatch, deliveries: Sequence[Delivery]
) -> Mapping[str, str] | None:
    """The marks to find it by; None where nothing can be there. Told once: who asks looks after it from then on.

    Nobody can know whether a person who took a video has uploaded it.
    """
    at_work = any(map(_was_taken, deliveries))
    if isinstance(channel, LeavesDrafts):
        marks = channel.left(dispatch)
        if marks:
            work.dispatches.move(dispatch.id, dispatch.attempt, tuple(State), marks=only_recalls(dispatch.marks))
        return marks or None
    by_hand = channel is None or (isinstance(channel, HandsOver) and not isinstance(channel, Sends))
    waits = dispatch.state is State.WAITING and dispatch.act is not Act.WITHDRAW
    return {} if by_hand and waits and at_work else None


def _was_taken(delivery: Delivery) -> bool:
    """Into somebody's hands, or with the platform for review."""
    return bool(delivery.claimed_by or RELEASED_BY in delivery.evidence or delivery.standing is Standing.HELD)


def _take_away(work: Work, order: Order, deliveries: Sequence[Delivery], now: datetime) -> str:
    """Who had taken the hand-over keeps it, for the time that was left."""
    dispatch_id = work.dispatches.create(order, now)
    for delivery in deliveries:
        if delivery.claimed_by and delivery.claimed_until is not None:
            work.deliveries.claim(delivery.key, delivery.claimed_by, delivery.claimed_until, now)
    return dispatch_id


def for_a_person(work: Work, dispatch: Dispatch, now: datetime) -> None:
    """On a channel that left the settings nothing is called, and no worker would ever begin it."""
    job = {"state": State.WAITING, "begun_at": now, "since": now, "says": LEFT_BY_HAND}
    work.dispatches.move(dispatch.id, dispatch.attempt, (State.DUE,), **job)


def _named(deliveries: Sequence[Delivery]) -> list[tuple[str, int]]:
    return [(delivery.item_id, delivery.number) for delivery in deliveries]
