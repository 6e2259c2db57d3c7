"""Files of a form that is not accepted yet: they wait a day, so that nobody uploads them again for a slip elsewhere.

What a page hands out for them is sealed. They lie apart from what is kept for good, in the files folder that all
machines share, and go into it only with the form they belong to.
"""

import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from bot.public.incoming import LARGEST_FILE, MEGABYTE, MOST_FILES, Sent, Upload
from bot.public.seals import Seals
from content.file_types import attachment_fault, image_fault, suffix_of
from content.item import StoredFile
from content.store.files import FilesFolder

LASTS = timedelta(hours=24)
FOLDER = ".waiting"
DOCUMENTS = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".ofd", ".txt")
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp")
# Phones name pictures as they like: for these the content says what they are.
BY_CONTENT = (
    (b"\xff\xd8\xff", ".jpg", (".jpg", ".jpeg")),
    (b"\x89PNG\r\n\x1a\n", ".png", (".png",)),
    (b"GIF8", ".gif", (".gif",)),
    (b"%PDF", ".pdf", (".pdf",)),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that has been looked at. `place` is its random name in the room; `field` the one it was sent in."""

    field: str
    name: str
    size: int
    place: str


class WaitingRoom:
    def __init__(self, files: FilesFolder, seals: Seals) -> None:
        self._files = files
        self._folder = files.root / FOLDER
        self._seals = seals

    def returned(self, sent: Sent, field: str, now: datetime) -> list[Waiting]:
        """Those that a form brings back: still there, and handed out by us."""
        opened = (self._opened(sealed, now) for sealed in sent.texts(f"{field}_kept"))
        return [one for one in opened if one and one.field == field and (self._folder / one.place).is_file()]

    def take(self, upload: Upload, allowed: Sequence[str], now: datetime) -> Waiting | str:
        """Let a file wait, or say what is wrong with it."""
        if upload.file is None:
            return _too_much(upload)
        self._sweep(now)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        name = _named_by_content(upload.name, upload.file)
        place = self._folder / secrets.token_hex(16)
        with place.open("wb") as room:
            shutil.copyfileobj(upload.file, room)
        if fault := _fault(name, place, upload.size, allowed):
            place.unlink()
            return f"“{name}”没有收下：{fault}"
        return Waiting(upload.field, name, upload.size, place.name)

    def seal(self, one: Waiting, now: datetime) -> str:
        return self._seals.seal(f"file\n{one.field}\n{one.place}\n{one.size}\n{one.name}", now)

    def keep(self, waiting: Sequence[Waiting]) -> list[StoredFile]:
        """For good. They also go on waiting, in case the form fails after all; then the sweep takes them."""
        return [self._files.keep(self._folder / one.place, one.name) for one in waiting]

    def leave(self, waiting: Sequence[Waiting]) -> None:
        for one in waiting:
            (self._folder / one.place).unlink(missing_ok=True)

    def _opened(self, sealed: str, now: datetime) -> Waiting | None:
        what, *rest = (self._seals.open(sealed, now) or "").split("\n")
        if what != "file" or len(rest) != 4:
            return None
        return Waiting(rest[0], rest[3], int(rest[2]), rest[1])

    def _sweep(self, now: datetime) -> None:
        before = (now - LASTS).timestamp()
        for path in self._folder.glob("*") if self._folder.is_dir() else ():
            _drop_old(path, before)


def _drop_old(path: Path, before: float) -> None:
    try:
        if path.stat().st_mtime < before:
            path.unlink()
    except FileNotFoundError:
        return  # another worker swept it


def _too_much(upload: Upload) -> str:
    if upload.size > LARGEST_FILE:
        return f"“{upload.name}”超过 {LARGEST_FILE // MEGABYTE} MB，没有收下。请把图片缩小，或把文件分成几个。"
    return f"“{upload.name}”没有收下：一次最多 {MOST_FILES} 个文件。"


def _named_by_content(name: str, file: IO[bytes]) -> str:
    head = file.read(16)
    file.seek(0)
    webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    for beginning, suffix, right in (*BY_CONTENT, (b"RIFF", ".webp", (".webp",))) if webp else BY_CONTENT:
        if head.startswith(beginning) and suffix_of(name) not in right:
            return f"{name.rpartition('.')[0] or name or '文件'}{suffix}"
    return name


def _fault(name: str, path: Path, size: int, allowed: Sequence[str]) -> str:
    suffix = suffix_of(name)
    if not size:
        return "文件是空的，请重新选择。"
    if suffix not in allowed:
        return f"不收“{suffix or '没有后缀名'}”文件，可以是 {'、'.join(ending[1:] for ending in allowed)}。"
    if suffix in PICTURES:
        return image_fault(name, path.read_bytes())
    return attachment_fault(name, path)
