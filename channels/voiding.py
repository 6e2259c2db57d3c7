"""Published in error: what an item counts goes, everywhere, once; also where it was taken down before."""

from collections.abc import Collection
from datetime import datetime

from content.log import Entry, Kind, voiding
from content.store.store import Work


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
