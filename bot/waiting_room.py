"""Files of a form that is not accepted yet: they wait a day, so that nobody uploads them again for a slip elsewhere.

They lie encrypted, apart from what is kept for good, in the files folder that all machines share. The key of each is
only in what the page hands out for it: without the form nobody can read them, and in a day they are gone.
"""

import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from cryptography.fernet import Fernet

from bot.actions.sweep_waiting import room_of, sweep_waiting
from bot.incoming import LARGEST_FILE, MOST_FILES, Sent, Upload
from bot.seals import Seals
from content.file_types import BEGINNINGS, IMAGES, MEGABYTE, attachment_fault, image_fault, image_suffix, suffix_of
from content.store.files import FilesFolder

WHAT = "file"
DOCUMENTS = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".ofd", ".txt")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that has been looked at. `place` is its random name in the room; `field` the one it was sent in."""

    field: str
    name: str
    size: int
    place: str
    key: str = dataclass_field(repr=False)

    @property
    def is_picture(self) -> bool:
        return suffix_of(self.name) in IMAGES


class WaitingRoom:
    def __init__(self, files: FilesFolder, seals: Seals) -> None:
        self._files, self._folder = files, room_of(files)
        self._seals = seals

    def returned(self, sent: Sent, field: str, now: datetime) -> list[Waiting]:
        """Those that a form brings back: still there, and handed out by us."""
        opened = (self._opened(sealed, now) for sealed in sent.texts(f"{field}_kept"))
        return [one for one in opened if one and one.field == field and (self._folder / one.place).is_file()]

    def take(self, upload: Upload, allowed: Sequence[str], now: datetime) -> Waiting | str:
        """Let a file wait, or say what is wrong with it."""
        if upload.file is None:
            return _too_much(upload)
        name = _named_by_content(upload.name, upload.file)
        if fault := _fault(name, upload.file, upload.size, allowed):
            return f"“{name}”没有收下：{fault}"
        sweep_waiting(self._files, now)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        place, key = secrets.token_hex(16), Fernet.generate_key()
        upload.file.seek(0)
        (self._folder / place).write_bytes(Fernet(key).encrypt(upload.file.read()))
        return Waiting(upload.field, name, upload.size, place, key.decode())

    def seal(self, one: Waiting, now: datetime) -> str:
        return self._seals.seal("\n".join((WHAT, one.field, one.place, one.key, str(one.size), one.name)), now)

    def read(self, one: Waiting) -> bytes:
        return Fernet(one.key).decrypt((self._folder / one.place).read_bytes())

    def leave(self, waiting: Sequence[Waiting]) -> None:
        """They are kept elsewhere now."""
        for one in waiting:
            (self._folder / one.place).unlink(missing_ok=True)

    def _opened(self, sealed: str, now: datetime) -> Waiting | None:
        what, *rest = (self._seals.open(sealed, now) or "").split("\n")
        if what != WHAT or len(rest) != 5:
            return None
        field, place, key, size, name = rest
        return Waiting(field, name, int(size), place, key)


def _too_much(upload: Upload) -> str:
    if upload.size > LARGEST_FILE:
        return f"“{upload.name}”超过 {LARGEST_FILE // MEGABYTE} MB，没有收下。请把图片缩小，或把文件分成几个。"
    return f"“{upload.name}”没有收下：一次最多 {MOST_FILES} 个文件。"


def _named_by_content(name: str, file: IO[bytes]) -> str:
    """Phones name pictures as they like: the content says what they are."""
    head = file.read(16)
    file.seek(0)
    found = ".pdf" if head.startswith(BEGINNINGS[".pdf"]) else image_suffix(head)
    # "BM" is no proof of a .bmp: a text may begin with it.
    if found in ("", ".bmp") or head.startswith(BEGINNINGS.get(suffix_of(name), ())):
        return name
    return f"{name.rpartition('.')[0] or name or '文件'}{found}"


def _fault(name: str, file: IO[bytes], size: int, allowed: Sequence[str]) -> str:
    suffix = suffix_of(name)
    if not size:
        return "文件是空的，请重新选择。"
    if suffix not in allowed:
        return f"不收“{suffix or '没有后缀名'}”文件，可以是 {'、'.join(ending[1:] for ending in allowed)}。"
    if suffix in IMAGES:
        return image_fault(name, file.read())
    with NamedTemporaryFile() as looked_at:  # the check wants a path
        shutil.copyfileobj(file, looked_at)
        looked_at.flush()
        return attachment_fault(name, Path(looked_at.name))
