"""What follows from receipts: the delivery's standing, the dispatch's state, the log – in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from channels.channel import Channel, HandsOver, Sends
from channels.lane import Counting
from channels.left_behind import TakesBack, take_away_recalled
from channels.watching import expect_pages
from content.delivery import Act, Delivery, Dispatch, State
from content.edition import Edition, Ref
from content.log import Event, Kind, about
from content.receipt import Receipt, Standing
from content.store.order import Order
from content.store.store import Work

CALLED_OFF = "已撤回，不再发送。"
FROM = (State.BEGUN, State.HELD, State.WAITING, State.UNCONFIRMED)


def settle(
    work: Work,
    dispatch: Dispatch,
    receipts: Sequence[Receipt],
    channel: Channel | None,
    *,
    counts: Counting,
    now: datetime,
    by: str = "",
    links: Mapping[str, str] | None = None,
) -> Dispatch | None:
    """Take the receipts of a dispatch, move it on, and log what became public or was taken back.

    Returns it as it is then; None, with nothing changed, when somebody else settled it first. `by` is the person who
    confirmed a hand-over, else the one who ordered. `links`: per delivery key, an address nobody else may own.
    `channel` is None where it left the settings: then only what the log knows there may change.
    """
    state = _state_after(receipts, channel)
    changes: dict[str, Any] = {"state": state, "says": _says(receipts)}
    if state == State.HELD and isinstance(channel, Sends):
        changes |= {"ask_at": now + channel.next_poll(0), "asked": 0}
    if not work.dispatches.move(dispatch.id, dispatch.attempt, FROM, since=now, **changes):
        return None
    dispatch = _with_voids(work, dispatch)
    editions = {edition.key(dispatch.channel): edition for edition in dispatch.editions}
    events = [_event(work, dispatch, editions[receipt.key], receipt) for receipt in receipts]
    for receipt, event in zip(receipts, events, strict=True):
        work.deliveries.take(receipt, (links or {}).get(receipt.key))
        if event is not None and event.kind in (Kind.PUBLISHED, Kind.CORRECTED):
            work.deliveries.supersede(event.item_id, dispatch.channel, editions[receipt.key].number, receipt.at)
            _drop_withdrawals_of_replaced(work, dispatch.channel, editions[receipt.key], now)
    _make_known(work, dispatch, receipts, channel, now=now)
    _take_back_recalled(work, dispatch, receipts, now)
    if state == State.WAITING and channel and call_off(work, replace(dispatch, state=state), channel, now):
        return work.dispatches.get(dispatch.id)
    if state == State.FAILED:
        work.dispatches.drop_followers(dispatch.id, now)
    # Last in the transaction: from the first append on, everybody else who logs waits for its end.
    _append(work, filter(None, events), channel, counts=counts, by=by or dispatch.made_by)
    return replace(dispatch, **changes)


def _make_known(
    work: Work, dispatch: Dispatch, receipts: Sequence[Receipt], channel: Channel | None, *, now: datetime
) -> None:
    """What is public now, or no longer: to who reads pages back, and to the authors."""
    expect_pages(work, channel, receipts, now)
    _tell_authors(work, dispatch, receipts, channel.medium if channel else dispatch.channel, now=now)


def _tell_authors(work: Work, dispatch: Dispatch, receipts: Sequence[Receipt], where: str, *, now: datetime) -> None:
    """Of what has become public; those who have no account in the chat are not told."""
    editions = {edition.key(dispatch.channel): edition for edition in dispatch.editions}
    for receipt in receipts:
        if receipt.standing is Standing.LIVE:
            edition = editions[receipt.key]
            text = f"您的稿件已在{where}公开：《{edition.item.title}》{receipt.url}"
            work.notices.tell(edition.made_by, text, about=f"published:{receipt.key}", now=now)


def _append(work: Work, events: Iterable[Event], channel: Channel | None, *, counts: Counting, by: str) -> None:
    for event in events:
        counted = event.kind == Kind.PUBLISHED and counts(event.column)
        medium = channel.medium if channel else _medium_before(work, event)
        work.log.append(replace(event, medium=medium, by=by, counts="counted" if counted else ""))


def _with_voids(work: Work, dispatch: Dispatch) -> Dispatch:
    """That a withdrawal voids may have been said while it was on its way."""
    return replace(dispatch, voids=dispatch.act == Act.WITHDRAW and work.dispatches.get(dispatch.id).voids)


def _drop_withdrawals_of_replaced(work: Work, channel: str, edition: Edition, now: datetime) -> None:
    """An earlier edition that was to be withdrawn is not there any more: what took its place is taken back instead."""
    says = f"已由 {edition.ref} 替换，不用再撤。"
    for delivery in work.deliveries.of_item(edition.item_id):
        if delivery.channel == channel and delivery.number != edition.number:
            old = work.dispatches.get(delivery.dispatch_id)
            if old.act == Act.WITHDRAW:
                waits = (State.DUE, State.WAITING)
                work.dispatches.move(old.id, old.attempt, waits, state=State.CANCELLED, since=now, says=says)


def _take_back_recalled(work: Work, dispatch: Dispatch, receipts: Sequence[Receipt], now: datetime) -> None:
    """What was withdrawn while it was on its way, and is out now, is taken back at once."""
    live = [Ref.parse(one.key.partition("@")[0]) for one in receipts if one.standing == Standing.LIVE]
    recalls = work.dispatches.recalled(dispatch.id) if live else {}
    for item_id, number in live:
        if recall := recalls.get(item_id):
            work.dispatches.create(recall.withdrawal(dispatch.channel, [(item_id, number)], now), now)


def without_recalled(work: Work, begun: Dispatch, channel: Channel, now: datetime) -> Dispatch:
    """What there is to send of one just begun; cancelled, if nothing is."""
    if begun.editions and not begun.is_recalled:
        return begun
    if not call_off(work, begun, channel, now):
        recalls = work.dispatches.recalled(begun.id)  # also of items that have left before
        for item_id in (edition.item_id for edition in begun.editions if edition.item_id in recalls):
            work.dispatches.leave(begun.id, item_id, recalls[item_id].suffix, now)
    return work.dispatches.get(begun.id)


def call_off(work: Work, dispatch: Dispatch, channel: Channel, now: datetime) -> bool:
    """Cancel one that was withdrawn as a whole meanwhile, and let what it left on the platform be taken away.

    False where that is not so, and it may be handed on. The channel must be locked, or one more may come.
    """
    recalls = work.dispatches.recalled(dispatch.id)
    if not all(edition.item_id in recalls for edition in dispatch.editions):
        return False
    cancelled = {"state": State.CANCELLED, "since": now, "says": CALLED_OFF}
    if work.dispatches.move(dispatch.id, dispatch.attempt, (dispatch.state,), **cancelled):
        work.dispatches.drop_followers(dispatch.id, now)
        take_away_recalled(work, channel, work.dispatches.get(dispatch.id), now)
    return True


def take_out(work: Work, held: Dispatch, channel: Channel, now: datetime) -> bool:
    """Of one that the platform holds and that was withdrawn meanwhile: it must not become public first."""
    may = held.is_recalled and isinstance(channel, TakesBack) and channel.takes_back
    return may and call_off(work, held, channel, now)


def renew(work: Work, dispatch: Dispatch, now: datetime, *, again_at: datetime) -> None:
    """Turn a correction the platform does not allow into a withdrawal and a new publication after it.

    Nothing changes when somebody else has taken the dispatch over.
    """
    changes: dict[str, Any] = {
        "state": State.DUE,
        "act": Act.PUBLISH,
        "due_at": again_at,
        "since": now,
        "says": "平台不能修改已发表的文章：先撤回原文，再重新发表。",
    }
    if not work.dispatches.move(dispatch.id, dispatch.attempt, (State.BEGUN,), **changes):
        return
    held = [edition for edition in dispatch.editions if edition.item_id in dispatch.held]
    old = [dispatch.held[edition.item_id].key for edition in held]
    if not old:
        return
    order = Order(
        channel=dispatch.channel,
        act=Act.WITHDRAW,
        editions=[Ref.parse(key.partition("@")[0]) for key in old],
        due_at=now,
        by=dispatch.made_by,
        suffix=f"{dispatch.id.rpartition('-')[2]}r",
        reason=dispatch.reason,
    )
    withdrawal = work.dispatches.create(order, now)
    work.dispatches.move(dispatch.id, dispatch.attempt, (State.DUE,), follows=withdrawal)


def _medium_before(work: Work, event: Event) -> str:
    """What the item's last entry on the same channel counted as."""
    *_, last = work.log.entries(item_id=event.item_id, channel=event.channel)
    return last.event.medium


def last_receipt(delivery: Delivery) -> Receipt:
    """As the channel gave it."""
    return Receipt(
        key=delivery.key,
        standing=delivery.standing or Standing.HELD,
        at=delivery.since,
        remote_id=delivery.remote_id,
        url=delivery.url,
        evidence=delivery.evidence,
    )


def _state_after(receipts: Sequence[Receipt], channel: Channel | None) -> State:
    standings = {receipt.standing for receipt in receipts}
    if Standing.HELD in standings:
        return State.WAITING if isinstance(channel, HandsOver) else State.HELD
    return State.FAILED if standings & {Standing.REFUSED, Standing.GONE} else State.SETTLED


def _says(receipts: Sequence[Receipt]) -> str:
    return " ".join(dict.fromkeys(receipt.says for receipt in receipts if receipt.says))


def _event(work: Work, dispatch: Dispatch, edition: Edition, receipt: Receipt) -> Event | None:
    """What the log is told of this receipt; nothing while it is on its way."""
    kind = _kind(work, dispatch, edition, receipt)
    if kind is None:
        return None
    event = about(edition, kind, receipt.at, dispatch.made_by)
    return replace(event, channel=dispatch.channel, evidence=_evidence(dispatch, receipt))


def _kind(work: Work, dispatch: Dispatch, edition: Edition, receipt: Receipt) -> Kind | None:
    match receipt.standing:
        case Standing.LIVE:
            again = dispatch.renews or work.log.is_published(edition.item_id, dispatch.channel)
            return Kind.CORRECTED if again else Kind.PUBLISHED
        case Standing.WITHDRAWN | Standing.GONE:
            public = _was_public(work, edition, receipt.key)
            if dispatch.voids and (public or _still_counts(work, edition, dispatch.channel)):
                return Kind.VOIDED
            return Kind.WITHDRAWN if public else None
    return None


def _was_public(work: Work, edition: Edition, key: str) -> bool:
    """This edition itself: while an unused draft of it is removed, an earlier one may well be public."""
    delivery = work.deliveries.get(key)
    return delivery.standing is Standing.LIVE and work.log.is_published(edition.item_id, delivery.channel)


def _still_counts(work: Work, edition: Edition, channel: str) -> bool:
    """Though nothing of the item is public there any more: the platform took it down meanwhile."""
    return work.log.counts_on(edition.item_id, channel) and not work.log.is_published(edition.item_id, channel)


def _evidence(dispatch: Dispatch, receipt: Receipt) -> dict[str, str]:
    evidence = {"dispatch": dispatch.token, "url": receipt.url, "remote_id": receipt.remote_id, **receipt.evidence}
    if dispatch.reason:
        evidence["reason"] = dispatch.reason
    return {name: value for name, value in evidence.items() if value}
