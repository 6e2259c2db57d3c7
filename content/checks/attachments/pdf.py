"""PDF: the text of every page, notes on it, and the fields of forms. Scans have no text, and are said to have none."""

from collections.abc import Iterator
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from content.checks.attachments.piece import Budget, Piece, Unreadable
from content.checks.passage import clean

_MOST_PAGES = 400
# What pypdf lets through of a broken file.
_BROKEN = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    RecursionError,
    OSError,
    NotImplementedError,
)


def read(content: bytes, _: Budget) -> Iterator[Piece]:
    reader = _opened(content)
    pages = _pages(reader)
    empty: list[int] = []
    for number, page in enumerate(pages[:_MOST_PAGES], start=1):
        text, unread = _page(page)
        if unread:
            yield Piece(f"第{number}页", "", unread=unread)
        elif text.strip():
            yield Piece(f"第{number}页", clean(text))
        else:
            empty.append(number)
    yield from _fields(reader)
    if empty:
        shown = "、".join(str(number) for number in empty[:10]) + ("等" if len(empty) > 10 else "")
        yield Piece("", "", unread=f"第{shown}页没有文字（像是扫描件）")
    if len(pages) > _MOST_PAGES:
        yield Piece("", "", unread=f"有{len(pages)}页，只检查了前{_MOST_PAGES}页")


def _opened(content: bytes) -> PdfReader:
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("加了密码")
    except _BROKEN as error:
        raise Unreadable("已损坏或加了密码") from error
    return reader


def _pages(reader: PdfReader) -> list[PageObject]:
    try:
        return list(reader.pages)
    except _BROKEN as error:
        raise Unreadable("已损坏") from error


def _page(page: PageObject) -> tuple[str, str]:
    """(text with the notes, why it could not be read)."""
    try:
        notes = [str(note.get("/Contents", "")) for note in _notes(page)]
        return "\n".join([page.extract_text(), *notes]), ""
    except _BROKEN:
        return "", "读不出来"


def _notes(page: PageObject) -> Iterator[DictionaryObject]:
    for note in page.annotations or ():
        read = note.get_object()
        if isinstance(read, DictionaryObject):
            yield read


def _fields(reader: PdfReader) -> Iterator[Piece]:
    try:
        filled = reader.get_form_text_fields() or {}
    except _BROKEN:
        return
    text = "\n".join(f"{name}：{value}" for name, value in filled.items() if value)
    if text:
        yield Piece("表单", clean(text))
