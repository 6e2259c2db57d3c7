"""Which reader opens which kind of file."""

from collections.abc import Callable, Iterator
from importlib import import_module

from content.checks.attachments.piece import Budget, Piece, Unreadable

_Reader = Callable[[bytes, Budget], Iterator[Piece]]

_MODULES = {
    **dict.fromkeys((".docx", ".docm", ".dotx"), "word"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx"), "sheets"),
    **dict.fromkeys((".pptx", ".pptm"), "slides"),
    **dict.fromkeys((".txt", ".csv", ".md", ".html", ".htm", ".xml", ".json"), "plain"),
    ".pdf": "pdf",
    ".ofd": "ofd",
    ".zip": "archive",
}
_OLD = frozenset({".doc", ".xls", ".ppt", ".wps", ".et", ".dps", ".rtf"})
_PACKED = frozenset({".rar", ".7z", ".gz", ".tar"})
_NO_TEXT = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".mp4", ".mp3", ".mov", ".wav", ".avi"})


def may_hold_text(suffix: str) -> bool:
    return suffix not in _NO_TEXT


def pieces(name: str, content: bytes, budget: Budget) -> Iterator[Piece]:
    """The document's text, piece by piece. Raises Unreadable where nothing, or nothing more, can be read."""
    reader = _reader(name)
    for piece in reader(content, budget):
        budget.take_text(piece.text)
        yield piece


def _reader(name: str) -> _Reader:
    suffix = f".{name.rpartition('.')[2].lower()}"
    if suffix in _OLD:
        raise Unreadable("是旧格式，系统不能读（请转为 docx、xlsx 或 pdf）")
    if suffix in _PACKED:
        raise Unreadable("是系统不能解开的压缩包（请改用 zip）")
    module = _MODULES.get(suffix)
    if module is None:
        raise Unreadable("是系统不能读的格式")
    # each reader is loaded when its kind of file comes: some are slow to load
    reader: _Reader = import_module(f"content.checks.attachments.{module}").read
    return reader
