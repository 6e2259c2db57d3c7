"""What a correction or a withdrawal of an item would do on each channel, before it is ordered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.checking import channels_of
from bot.actions.finding import edition_of, item_id_of
from bot.views.status import will_happen
from channels.channel import Records
from channels.consent import has_stopped
from channels.foretelling import Foretells
from channels.left_behind import is_taken_away
from content.delivery import IN_FLIGHT, OPEN, Act, Delivery, State
from content.edition import Edition
from content.log import Entry
from content.receipt import Standing
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App

LEAVING = "已经在撤回，不用再下令"
ON_ITS_WAY = "正在发送或结果不明：不再重发，一确认已经公开就立即撤回"
NOT_SENT = "还没有发出：取消发送；留在平台上的草稿接着删除，有人领取的转给领取人核对"
NOT_CORRECTED = "正在发送、撤回，平台还在审核，或结果不明：等有了结果才能更正"
REPLACED_BEFORE = "旧版次还没有发出：取消，改发这一版"


@dataclass(frozen=True, slots=True)
class Change:
    """On one channel: what is there now, and what would come of it. `stops`: it keeps the order from being given.

    `changed_there`: the last order stopped, as somebody had changed the page on its site.
    """

    delivery: Delivery
    words: str
    stops: bool = False
    changed_there: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """`changes`: per channel; `elsewhere`: channels the item goes to that have nothing of it, so nothing is done there.

    `may_renew`: on one of them something published cannot be changed by a call. `is_out`: this edition itself is
    public somewhere, or on its way.
    """

    edition: Edition
    changes: Sequence[Change]
    elsewhere: Sequence[str]
    may_renew: bool
    is_out: bool


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """`counted`: the entries of the log by which the item counts now."""

    edition: Edition
    changes: Sequence[Change]
    counted: Sequence[Entry]


def correction(app: "App", ref: str) -> Correction:
    """Of putting this edition in place of older ones. Raises WrongUse."""
    with app.store.read() as work:
        edition = edition_of(work, ref)
        found = work.deliveries.of_item(edition.item_id)
        changes = [change for one in found if (change := _corrected(app, work, one, edition=edition, found=found))]
    touched = {change.delivery.channel for change in changes}
    there = touched | {one.channel for one in found if one.ref == ref}
    names = [name for name in channels_of(app, edition.item) if not isinstance(app.channels[name], Records)]
    renews = any(_cannot_be_changed(app, change) for change in changes)
    is_out = any(one.ref == ref and (one.standing is Standing.LIVE or one.state in OPEN) for one in found)
    return Correction(edition, changes, [name for name in names if name not in there], renews, is_out)


def withdrawal(app: "App", item: str) -> Withdrawal:
    """Raises WrongUse for what is no item."""
    with app.store.read() as work:
        edition = work.items.latest(item_id_of(work, item))
        found = work.deliveries.of_item(edition.item_id)
        changes = [change for one in found if (change := _withdrawn(app, work, one))]
        return Withdrawal(edition, changes, work.log.counted(edition.item_id))


def _corrected(
    app: "App", work: Work, delivery: Delivery, *, edition: Edition, found: Sequence[Delivery]
) -> Change | None:
    if delivery.state in IN_FLIGHT:
        return Change(delivery, NOT_CORRECTED, stops=True)
    if delivery.number >= edition.number or is_taken_away(work, delivery):
        return None
    if delivery.standing is Standing.LIVE:
        there = [one for one in found if one.channel == delivery.channel]
        will = will_happen(app, delivery.channel, Act.CORRECT)
        return Change(delivery, will, changed_there=has_stopped(work, there))
    waits = delivery.state in (State.DUE, State.WAITING)
    return Change(delivery, REPLACED_BEFORE) if waits else None


def _withdrawn(app: "App", work: Work, delivery: Delivery) -> Change | None:
    open_now = delivery.state in {State.DUE, State.WAITING, *IN_FLIGHT}
    if open_now and work.dispatches.get(delivery.dispatch_id).act is Act.WITHDRAW:
        return Change(delivery, LEAVING)
    if delivery.state in IN_FLIGHT:
        return Change(delivery, ON_ITS_WAY)
    if delivery.standing is Standing.LIVE:
        return Change(delivery, will_happen(app, delivery.channel, Act.WITHDRAW))
    return Change(delivery, NOT_SENT) if delivery.state in (State.DUE, State.WAITING) else None


def _cannot_be_changed(app: "App", change: Change) -> bool:
    channel = app.channels.get(change.delivery.channel)
    return isinstance(channel, Foretells) and change.delivery.standing is Standing.LIVE
