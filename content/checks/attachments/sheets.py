"""Excel workbooks: every sheet, hidden ones too, with comments, drawn text and the values formulas last had."""

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from content.checks.attachments.packed import embedded, links, local, opened, tree
from content.checks.attachments.piece import Budget, Piece, Unreadable
from content.checks.passage import clean

_STATES = {"hidden": "（隐藏）", "veryHidden": "（深度隐藏）"}
_EXTRA = re.compile(
    r"xl/(?P<kind>comments/comment|comments|threadedComments/threadedComment|drawings/drawing)\d*\.xml$"
)
_WHERE = {
    "comments": "批注",
    "comments/comment": "批注",
    "threadedComments/threadedComment": "批注",
    "drawings/drawing": "文本框",
}


def read(content: bytes, budget: Budget) -> Iterator[Piece]:
    with opened(content, budget) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise Unreadable("不是 Excel 工作簿或已损坏（xlsb 格式请另存为 xlsx）")
        shared = _shared(archive)
        for name, path in _sheets(archive):
            yield _sheet(archive, name, path, shared)
        for part in archive.namelist():
            if found := _EXTRA.match(part):
                yield Piece(_WHERE[found["kind"]], clean(_lines(tree(archive, part))))
        yield from links(archive)
        yield from embedded(archive, budget)


def _shared(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return [_joined(item) for item in tree(archive, "xl/sharedStrings.xml") if local(item.tag) == "si"]


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """(name for staff, part) in the workbook's order."""
    relations = {
        relation.get("Id"): relation.get("Target", "") for relation in tree(archive, "xl/_rels/workbook.xml.rels")
    }
    for sheet in tree(archive, "xl/workbook.xml").iter():
        if local(sheet.tag) != "sheet":
            continue
        target = next((relations.get(value, "") for key, value in sheet.attrib.items() if local(key) == "id"), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in archive.namelist():
            yield f"工作表“{sheet.get('name', '')}”{_STATES.get(sheet.get('state', ''), '')}", path


def _sheet(archive: zipfile.ZipFile, name: str, path: str, shared: list[str]) -> Piece:
    """Rows as lines, cells parted by tabs; every cell's place is kept."""
    written: list[str] = []
    places: list[tuple[int, str]] = []
    length = 0
    for row in (element for element in tree(archive, path).iter() if local(element.tag) == "row"):
        for cell in row:
            value = clean(_value(cell, shared)).replace("\n", " ").replace("\t", " ")
            places.append((length, cell.get("r", "")))
            written.append(f"{value}\t")
            length += len(value) + 1
        written.append("\n")
        length += 1
    return Piece(name, "".join(written), tuple(places))


def _value(cell: Any, shared: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _joined(cell)
    value = next((child.text or "" for child in cell if local(child.tag) == "v"), "")
    if kind == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    return _number(value) if kind == "n" else value


def _number(value: str) -> str:
    """A long number is written as 1.38E10 in the file."""
    if "E" not in value.upper():
        return value
    try:
        return f"{Decimal(value):f}"
    except InvalidOperation:
        return value


def _joined(element: Any) -> str:
    """All text below, without the reading aids (phonetic runs) of East Asian text."""
    return "".join(child.text or "" for child in element.iter() if local(child.tag) == "t")


def _lines(root: Any) -> str:
    texts = (_joined(element) for element in root.iter() if local(element.tag) in {"comment", "p", "text"})
    return "\n".join(dict.fromkeys(texts))
