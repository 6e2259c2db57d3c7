"""The files of a form: what it brings back, what it brings anew, and what of it is not taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.public.incoming import MOST_FILES, Sent, Upload
from bot.public.limits import UPLOADED, UPLOADED_BY_ALL
from bot.public.waiting_room import Waiting
from bot.public.window import Window

EXPIRED = "先前收到的附件放得太久，已经删除，请重新选择后再提交；不要了就直接提交。"
FULL = "附件今天收得太多了，暂时不能再收。请先不带附件提交，或过一小时再试。"


@dataclass(frozen=True, slots=True)
class Attached:
    """`faults` are words for whoever sent the form."""

    waiting: Sequence[Waiting]
    faults: Sequence[str] = ()

    def shown(self, window: Window, now: datetime) -> list[dict[str, object]]:
        """For the form's page: each file with the seal that brings it back."""
        return [{"name": one.name, "size": one.size, "seal": window.waiting.seal(one, now)} for one in self.waiting]


def attached(window: Window, sent: Sent, field: str, allowed: Sequence[str], *, address: str) -> Attached:
    """Take the files of one field; `address` is who they count for."""
    now = window.now
    waiting = window.waiting.returned(sent, field, now)
    faults = [EXPIRED] if len(waiting) < len(sent.texts(f"{field}_kept")) else []
    for upload in sent.files(field):
        taken = _take(window, upload, allowed, room=MOST_FILES - len(waiting), address=address)
        if isinstance(taken, Waiting):
            waiting.append(taken)
        else:
            faults.append(taken)
    return Attached(waiting, faults)


def _take(window: Window, upload: Upload, allowed: Sequence[str], *, room: int, address: str) -> Waiting | str:
    now = window.now
    if room <= 0:
        return f"“{upload.name}”没有收下：最多 {MOST_FILES} 个附件。"
    counted = (
        window.limits.count(UPLOADED, address, now, by=upload.size)
        and window.limits.count(UPLOADED_BY_ALL, "all", now, by=upload.size)
    )  # fmt: skip
    return window.waiting.take(upload, allowed, now) if counted else FULL
