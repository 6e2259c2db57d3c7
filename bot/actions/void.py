"""Take back what was counted in error: its entry stays in the log, and a new one says that it counts no more."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.reasons import require_reason
from bot.actions.rights import Right, require
from content.log import Entry, Kind, voiding
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App


def void(app: "App", by: str, seq: int, *, reason: str, now: datetime) -> Entry:
    """`seq` is the entry's number in the log: a press piece, an imported row, or something withdrawn since.

    Returns the new entry. The same piece or row may then be recorded anew, as it should be.
    """
    require_reason(reason, "作废")
    with app.store.write() as work:
        require(work, by, Right.VOID)
        work.log.lock()
        original = _voidable(work, seq)
        work.imports.forget(seq)
        return work.log.append(voiding(original.event, at=now, by=by, voids=str(seq), reason=reason))


def _voidable(work: Work, seq: int) -> Entry:
    try:
        entry = work.log.get(seq)
    except KeyError:
        raise WrongUse(f"台账没有第 {seq} 条。台账号见 gongkai log list 或 gongkai counts --by rows。") from None
    event = entry.event
    if event.kind not in (Kind.PUBLISHED, Kind.RECORDED):
        raise CannotDo(f"第 {seq} 条是“{event.kind.chinese}”，不能作废；只有公开和登记的可以。")
    if event.kind == Kind.PUBLISHED and work.log.is_published(event.item_id, event.channel):
        raise CannotDo(f"{event.ref} 还在{event.channel}公开着，请用 gongkai withdraw {event.item_id} --voided 撤回。")
    if work.log.is_voided(entry):
        raise CannotDo(f"第 {seq} 条已经作废过。")
    return entry
