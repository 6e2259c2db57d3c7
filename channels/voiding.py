"""What was counted in error is taken back: one entry by its number, or all that an item counts. Each once."""

from collections.abc import Collection
from datetime import datetime

from content.log import Entry, Kind, voiding
from content.problems import InWords
from content.store.store import Work


class CannotVoid(InWords):
    """This entry cannot be taken back, or was."""


def void_entry(work: Work, seq: int, *, by: str, reason: str, now: datetime) -> Entry:
    """Take back one publication or record that is out no more; what was recorded may come again, as it should be.

    Raises KeyError for a number that the log has not, CannotVoid in words.
    """
    work.log.lock()
    original = work.log.get(seq)
    _require_voidable(work, original)
    work.imports.forget(seq)
    return work.log.append(voiding(original.event, at=now, by=by, voids=str(seq), reason=reason))


def void_counts(
    work: Work, item_id: str, *, but_on: Collection[str], by: str, reason: str, now: datetime
) -> list[Entry]:
    """Take back what the item counts now; on the channels of `but_on` its withdrawal will, once it is done.

    What the press carried of it goes too, and may be recorded anew, as it should be.
    """
    work.log.lock()
    voided = []
    for entry in work.log.counted(item_id):
        channel = entry.event.channel
        if channel not in but_on:
            voided.append(work.log.append(voiding(entry.event, at=now, by=by, reason=reason)))
            for piece in list(work.log.entries(item_id=item_id, kind=Kind.RECORDED, channel=channel)):
                work.imports.forget(piece.seq)
    return voided


def _require_voidable(work: Work, entry: Entry) -> None:
    seq, event = entry.seq, entry.event
    if event.kind not in (Kind.PUBLISHED, Kind.RECORDED):
        raise CannotVoid(f"第 {seq} 条是“{event.kind.chinese}”，不能作废；只有公开和登记的可以。")
    if event.kind == Kind.PUBLISHED and work.log.is_published(event.item_id, event.channel):
        raise CannotVoid(
            f"{event.ref} 还在{event.channel}公开着，请按误发撤回（gongkai withdraw {event.item_id} --voided）。"
        )
    if work.log.is_voided(entry):
        raise CannotVoid(f"第 {seq} 条已经作废过。")
