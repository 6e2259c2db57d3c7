"""Opening what is a zip of XML: Office documents and OFD."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from defusedxml import DefusedXmlException, ElementTree

from content.checks.attachments.piece import Budget, Piece, Unreadable

_ENCRYPTED = b"\xd0\xcf\x11\xe0"  # Office wraps an encrypted document in an OLE file
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


@contextmanager
def opened(content: bytes, budget: Budget) -> Iterator[zipfile.ZipFile]:
    if content.startswith(_ENCRYPTED):
        raise Unreadable("加了密码或是旧格式")
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except _BROKEN as error:
        raise Unreadable("已损坏或不是它后缀名所说的格式") from error
    with archive:
        budget.take_archive(archive)
        yield archive


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part's bytes. Raises Unreadable where it is encrypted or broken."""
    try:
        return archive.read(name)
    except RuntimeError as error:
        raise Unreadable("加了密码") from error
    except (KeyError, *_BROKEN) as error:
        raise Unreadable("已损坏") from error


def tree(archive: zipfile.ZipFile, name: str) -> Any:
    """The part's root element. Entities and DTDs are refused."""
    try:
        return ElementTree.fromstring(part(archive, name), forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise Unreadable("已损坏") from error


def local(tag: Any) -> str:
    """An element's name without its namespace; empty for comments."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def links(archive: zipfile.ZipFile) -> Iterator[Piece]:
    """Addresses behind the document's links."""
    addresses = [
        relation.get("Target", "")
        for name in archive.namelist()
        if name.endswith(".rels")
        for relation in tree(archive, name)
        if relation.get("TargetMode") == "External"
    ]
    if addresses:
        yield Piece("链接", "\n".join(addresses))


def embedded(archive: zipfile.ZipFile, budget: Budget) -> Iterator[Piece]:
    """Documents inside the document."""
    from content.checks.attachments.archive import inner  # noqa: PLC0415  # archives and documents hold one another

    for name in archive.namelist():
        if "/embeddings/" in name and name.rpartition(".")[2].lower() in {"docx", "xlsx", "pptx", "pdf"}:
            yield from inner(
                name.rpartition("/")[2], part(archive, name), budget, label=f"内嵌文件{name.rpartition('/')[2]}"
            )
