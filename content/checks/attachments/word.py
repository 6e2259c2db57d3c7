"""Word documents: body, tables, text boxes, headers, notes, comments, and what tracked changes deleted."""

import re
from collections.abc import Iterator
from typing import Any

from content.checks.attachments.packed import embedded, links, local, opened, tree
from content.checks.attachments.piece import Budget, Piece, Unreadable
from content.checks.passage import clean

_PARTS = re.compile(r"word/(?P<kind>document|header|footer|footnotes|endnotes|comments)\d*\.xml$")
_WHERE = {
    "document": "正文",
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
}
_ENDS = {"p": "\n", "tr": "\n", "tc": "\t", "br": "\n", "cr": "\n", "tab": " "}
# What old readers show instead of a drawing repeats its text.
_REPEATED = "Fallback"


def read(content: bytes, budget: Budget) -> Iterator[Piece]:
    with opened(content, budget) as archive:
        names = [name for name in archive.namelist() if _PARTS.match(name)]
        if "word/document.xml" not in names:
            raise Unreadable("不是 Word 文档或已损坏")
        for name in names:
            where = _WHERE[_PARTS.match(name)["kind"]]  # type: ignore[index]  # only names that match are here
            root = tree(archive, name)
            for text, place in ((_text(root, "t"), where), (_text(root, "delText"), f"{where}（修订中删去的文字）")):
                if text.strip():
                    yield Piece(place, clean(text))
        yield from links(archive)
        yield from embedded(archive, budget)


def _text(root: Any, wanted: str) -> str:
    """The text of all `wanted` elements: paragraphs as lines, cells parted by tabs."""
    written: list[str] = []
    _walk(root, wanted, written, in_cell=False)
    return "".join(written)


def _walk(element: Any, wanted: str, written: list[str], *, in_cell: bool) -> None:
    for child in element:
        name = local(child.tag)
        if name == _REPEATED:
            continue
        if name == wanted:
            written.append(child.text or "")
            continue
        _walk(child, wanted, written, in_cell=in_cell or name == "tc")
        if name in _ENDS:
            written.append(" " if in_cell and name in {"p", "br"} else _ENDS[name])
