"""Word documents: paragraphs, and tables with cells merged to the side (gridSpan, hMerge) and downwards (vMerge)."""

from collections.abc import Iterator
from typing import Any

from content.checks.attachments.packed import local, opened, tree
from content.checks.attachments.piece import Budget, Unreadable
from content.checks.passage import clean
from content.report.reading.grid import MOST_COLUMNS, Box, Grid, Paper, Row

DOCUMENT = "word/document.xml"
# What old readers show instead of a drawing repeats its text; what tracked changes deleted is no text any more.
LARGEST = 30_000_000
"""Bytes of text with its markup; pictures are apart."""
SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
OFF = frozenset({"0", "false", "off"})
NO_TEXT = frozenset({"Fallback", "del", "moveFrom"})


def paper(content: bytes) -> Paper:
    """Raises `content.checks.attachments.piece.Unreadable`."""
    with opened(content, Budget()) as archive:
        if DOCUMENT not in archive.namelist():
            raise Unreadable("不是 Word 文档")
        if archive.getinfo(DOCUMENT).file_size > LARGEST:
            raise Unreadable("文字过多，不像一份年度报告")
        root = tree(archive, DOCUMENT)
    try:
        return _paper(root)
    except RecursionError as error:
        raise Unreadable("一层套一层，套得太深") from error


def _paper(root: Any) -> Paper:
    tables = [element for element in root.iter() if local(element.tag) == "tbl"]
    lines = [" ".join(line.split()) for paragraph in _paragraphs(root) for line in _text(paragraph).split("\n")]
    return Paper([line for line in lines if line], [_grid(table) for table in tables])


def _paragraphs(element: Any) -> Iterator[Any]:
    """Outside tables."""
    for child in element:
        name = local(child.tag)
        if name == "p":
            yield child
        elif name not in ("tbl", *NO_TEXT):
            yield from _paragraphs(child)


def _text(element: Any) -> str:
    """Each paragraph and each break begins a line; a table inside a cell is read by itself."""
    written = []
    for child in element:
        name = local(child.tag)
        if name == "t":
            written.append(child.text or "")
        elif name in SIGNS:
            written.append(SIGNS[name])
        elif name not in ("tbl", *NO_TEXT) and not (name == "r" and _is_hidden(child)):
            written.append(_text(child) + ("\n" if name == "p" else ""))
    return clean("".join(written))


def _is_hidden(run: Any) -> bool:
    """Hidden text is neither shown nor printed."""
    hidden = next((one for one in run.iter() if local(one.tag) == "vanish"), None)
    return hidden is not None and _value(hidden) not in OFF


def _grid(table: Any) -> Grid:
    grid: Grid = []
    for line in _own(table, "tr"):
        above = grid[-1] if grid else []
        row: Row = [None] * _number(line, "gridBefore")
        for cell in _own(line, "tc"):
            goes_on = _goes_on(cell, "vMerge") and len(row) < len(above)
            box = above[len(row)] if goes_on else Box(_text(cell).strip())
            if row and _goes_on(cell, "hMerge"):
                box = row[-1]
            row += [box] * min(max(_number(cell, "gridSpan"), 1), MOST_COLUMNS)
        grid.append(row)
    return grid


def _own(element: Any, wanted: str) -> Iterator[Any]:
    """Its rows, or a row's cells, also those wrapped in a content control; not those of a table inside."""
    for child in element:
        name = local(child.tag)
        if name == wanted:
            yield child
        elif name not in ("tbl", "tc", "p", *NO_TEXT):
            yield from _own(child, wanted)


def _property(element: Any, name: str) -> Any:
    for properties in element:
        if local(properties.tag) in ("tcPr", "trPr"):
            return next((one for one in properties if local(one.tag) == name), None)
    return None


def _value(element: Any) -> str:
    return next((value for key, value in element.attrib.items() if local(key) == "val"), "")


def _number(element: Any, name: str) -> int:
    found = _property(element, name)
    written = "" if found is None else _value(found)
    return int(written) if written.isdecimal() and len(written) < 4 else 0


def _goes_on(cell: Any, merge: str) -> bool:
    """Part of the cell above, or of the one before."""
    merged = _property(cell, merge)
    return merged is not None and _value(merged) != "restart"
