"""OFD (GB/T 33190): a zip of XML whose pages hold the text in TextCode elements."""

import re
from collections.abc import Iterator
from typing import Any

from content.checks.attachments.packed import local, opened, tree
from content.checks.attachments.piece import Budget, Piece, Unreadable
from content.checks.passage import clean

_PAGE = re.compile(r"(?:.*/)?Pages/Page_(?P<n>\d+)/Content\.xml$", re.IGNORECASE)
_OTHER = re.compile(r"(?:.*/)?(?:Annots?/.*|Tpls?/.*/Content|CustomTags?/.*)\.xml$", re.IGNORECASE)
_SAME_LINE = 1.0  # millimetres


def read(content: bytes, budget: Budget) -> Iterator[Piece]:
    with opened(content, budget) as archive:
        names = archive.namelist()
        if "OFD.xml" not in names:
            raise Unreadable("不是 OFD 文件或已损坏")
        seen = False
        for name in names:
            page = _PAGE.match(name)
            if page or _OTHER.match(name):
                text = _text(tree(archive, name))
                seen = seen or bool(text.strip())
                yield Piece(f"第{int(page['n']) + 1}页" if page else "批注或模板", clean(text))
        if not seen:
            raise Unreadable("没有文字（像是扫描件）")


def _text(root: Any) -> str:
    """Text objects side by side make one line: a number may be cut into several."""
    written: list[str] = []
    last = None
    for text_object in root.iter():
        if local(text_object.tag) != "TextObject":
            continue
        top = _top(text_object)
        if last is not None and (top is None or abs(top - last) > _SAME_LINE):
            written.append("\n")
        last = top
        written.extend(code.text or "" for code in text_object.iter() if local(code.tag) == "TextCode")
    return "".join(written)


def _top(text_object: Any) -> float | None:
    """The upper edge of `Boundary="x y width height"`."""
    parts = str(text_object.get("Boundary", "")).split()
    try:
        return float(parts[1])
    except (IndexError, ValueError):
        return None
