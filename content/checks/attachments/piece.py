"""A piece of a document's text, and how much of a document is read at most."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

MEGABYTE = 1 << 20
_LARGEST_FILE = 60 * MEGABYTE
_LARGEST_UNPACKED = 300 * MEGABYTE
_LARGEST_PART = 100 * MEGABYTE
_MOST_PARTS = 5000
_MOST_TEXT = 8_000_000  # characters
DEEPEST = 3


class Unreadable(Exception):
    """A file, or a part of it, that could not be looked at; the text says why, in words for staff."""

    def __init__(self, says: str, where: str = "") -> None:
        super().__init__(says)
        self.where = where


@dataclass(frozen=True, slots=True)
class Piece:
    """`where` is a page, a sheet, a file in an archive; `places` names offsets in the text (a cell).

    With `unread` the piece holds no text but says why a part could not be looked at.
    """

    where: str
    text: str
    places: tuple[tuple[int, str], ...] = ()
    unread: str = ""


@dataclass(slots=True)
class Budget:
    """What may still be read of one attachment with all that is packed into it."""

    unpacked: int = _LARGEST_UNPACKED
    parts: int = _MOST_PARTS
    text: int = _MOST_TEXT
    depth: int = 0

    def take_file(self, size: int) -> None:
        if size > _LARGEST_FILE:
            raise Unreadable(f"超过{_LARGEST_FILE // MEGABYTE}MB")

    def take_text(self, text: str) -> None:
        self.text -= len(text)
        if self.text < 0:
            raise Unreadable("文字过多，只检查了前面一部分")

    def take_archive(self, archive: zipfile.ZipFile) -> None:
        """Before anything is unpacked: sizes as the archive's directory says them, which reading then holds to."""
        parts = archive.infolist()
        self.parts -= len(parts)
        self.unpacked -= sum(part.file_size for part in parts)
        if self.parts < 0 or self.unpacked < 0 or any(part.file_size > _LARGEST_PART for part in parts):
            raise Unreadable("解开后过大或文件过多（可能是压缩炸弹）")

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """One archive inside another."""
        if self.depth >= DEEPEST:
            raise Unreadable("压缩包套得太深")
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1
