"""zip archives: every readable document in them."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from content.checks.attachments import readers
from content.checks.attachments.packed import opened, part
from content.checks.attachments.piece import Budget, Piece, Unreadable

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


def read(content: bytes, budget: Budget) -> Iterator[Piece]:
    with opened(content, budget) as archive:
        for entry in archive.infolist():
            name = _name(entry)
            suffix = PurePosixPath(name).suffix.lower()
            if entry.is_dir() or not readers.may_hold_text(suffix):
                continue
            if entry.flag_bits & _ENCRYPTED:
                yield Piece(name, "", unread="加了密码")
                continue
            yield from inner(name, part(archive, entry.filename), budget, label=name)


def inner(name: str, content: bytes, budget: Budget, *, label: str) -> Iterator[Piece]:
    """The pieces of a document inside another, its name before their places; what cannot be read is said so."""
    try:
        with budget.deeper():
            for piece in readers.pieces(name, content, budget):
                yield replace(piece, where=f"{label} {piece.where}".strip())
    except Unreadable as why:
        yield Piece(f"{label} {why.where}".strip(), "", unread=str(why))


def _name(entry: zipfile.ZipInfo) -> str:
    """Windows writes Chinese names in GBK without saying so; zipfile then reads them as CP437."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename
