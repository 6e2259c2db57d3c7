"""Pictures of somebody's identity document (身份证明), which an applicant may have to show (第二十九条)."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from content.file_types import MEGABYTE

LARGEST = 10 * MEGABYTE
MOST = 4
KEPT = timedelta(days=184)
"""So long after an application is closed they may still be needed: six months, in which somebody may sue (行政诉讼法
第四十六条); a reconsideration is asked for within 60 days (行政复议法 第二十条).
"""
BEGINNINGS = {
    b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
    b"\x89PNG": ("image/png", ".png"),
    b"%PDF": ("application/pdf", ".pdf"),
}
"""What such a file begins with: photographs as phones take them, and scans."""


def may_go(closed_on: date, today: date) -> bool:
    return today - closed_on > KEPT


@dataclass(frozen=True, slots=True)
class Picture:
    """As it was handed in. `name` is the file's name, or empty."""

    content: bytes = field(repr=False)
    name: str = field(default="", repr=False)

    @property
    def media_type(self) -> str:
        """By its beginning; "" for what is neither JPEG, PNG nor PDF."""
        return self._likeness()[0]

    @property
    def suffix(self) -> str:
        return self._likeness()[1]

    @property
    def fault(self) -> str:
        """Why it cannot be taken, in Chinese; "" where it can."""
        if not self.media_type:
            return "证件图片要用 JPG、PNG 图片或 PDF 文件。"
        return f"证件图片太大，每个不超过 {LARGEST // MEGABYTE} MB。" if len(self.content) > LARGEST else ""

    def _likeness(self) -> tuple[str, str]:
        return next((kind for start, kind in BEGINNINGS.items() if self.content.startswith(start)), ("", ""))


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """One that is kept apart, by its id. `key` opens the file; it is shown nowhere."""

    id: str
    number: str
    media_type: str
    size: int
    at: datetime
    key: str = field(repr=False)

    @property
    def suffix(self) -> str:
        return next(suffix for kind, suffix in BEGINNINGS.values() if kind == self.media_type)
