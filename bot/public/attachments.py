"""The files of a form: what it brings back, what it brings anew, and what of it is not taken."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.incoming import Sent, Upload
from bot.limits import UPLOADED, UPLOADED_BY_ALL
from bot.public.window import Window
from bot.waiting_room import Waiting

log = logging.getLogger(__name__)
EXPIRED = "先前收到的附件放得太久，已经删除，请重新选择后再提交；不要了就直接提交。"
FULL = "附件今天收得太多了，暂时不能再收。请先不带附件提交，或过一小时再试。"
NOT_KEPT = "附件现在存不下。请先不带附件提交（已收到的去掉勾），或稍后再试。"
TOO_MANY = "“{}”没有收下：最多 {} 个附件。"


@dataclass(frozen=True, slots=True)
class Attached:
    """`faults` are words for whoever sent the form."""

    waiting: Sequence[Waiting]
    faults: Sequence[str] = ()

    def shown(self, window: Window, now: datetime) -> list[dict[str, object]]:
        """For the form's page: each file with the seal that brings it back."""
        return [{"name": one.name, "size": one.size, "seal": window.waiting.seal(one, now)} for one in self.waiting]


def attached(window: Window, sent: Sent, field: str, allowed: Sequence[str], *, most: int, address: str) -> Attached:
    """Take the files of one field, `most` with those it brings back; `address` is who they count for."""
    now = window.now
    returned = window.waiting.returned(sent, field, now)
    faults = [EXPIRED] if len(returned) < len(sent.texts(f"{field}_kept")) else []
    faults += [TOO_MANY.format(one.name, most) for one in returned[most:]]
    waiting = returned[:most]
    for upload in sent.files(field):
        if len(waiting) >= most:
            faults.append(TOO_MANY.format(upload.name, most))
            continue
        taken = _take(window, upload, allowed, address=address)
        if isinstance(taken, Waiting):
            waiting.append(taken)
        else:
            faults.append(taken)
    return Attached(waiting, faults)


def _take(window: Window, upload: Upload, allowed: Sequence[str], *, address: str) -> Waiting | str:
    now = window.now
    counted = (
        window.limits.count(UPLOADED, address, now, by=upload.size)
        and window.limits.count(UPLOADED_BY_ALL, "all", now, by=upload.size)
    )  # fmt: skip
    if not counted:
        return FULL
    try:
        return window.waiting.take(upload, allowed, now)
    except OSError as error:
        return not_kept(error)


def not_kept(error: OSError) -> str:
    """The folder is not there, or its disk is full: a line in the log, and words for whoever sent the form."""
    log.error("附件存不下：%s", error)
    return NOT_KEPT
