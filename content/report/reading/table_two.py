"""Table two: a heading line in each block, a row for each kind of thing."""

from collections.abc import Sequence

from content.report.cell import Cell
from content.report.format import Block, Row
from content.report.reading.figures import UNIT
from content.report.reading.found import Found
from content.report.reading.grid import Box, Grid, below, distinct
from content.report.reading.grid import Row as Line
from content.report.reading.likeness import BRACKETED, bare, nearest

CONTENT = "信息内容"
LIKE_ROW = 0.7
"""The kinds of table two are less alike than the results of table three."""
ARTICLE = "第二十条第"


def read(grids: Sequence[Grid], found: Found) -> None:
    """Every row of every table that has the heading of table two, or an article's line."""
    rows = {row.label: (block, row) for block in found.form.table2 for row in block.rows}
    for grid in grids:
        if not any(_opens(box.text) for line in grid for box in distinct(line)):
            continue
        heading: Line = []
        for line in grid:
            boxes = distinct(line)
            if any(bare(box.text) == CONTENT for box in boxes):
                heading = line
            elif (place := _label(boxes, rows)) is not None:
                label, _ = nearest(boxes[place].text, rows, LIKE_ROW)
                found.label("table2", boxes[place].text, label)
                _row(line, heading, (boxes[place], *rows[label]), found)
    found.tell_missing("table2", {label: label for label in rows})


def _opens(text: str) -> bool:
    return bare(text) == CONTENT or bare(text).startswith(ARTICLE)


def _label(boxes: Sequence[Box], rows: dict[str, tuple[Block, Row]]) -> int | None:
    """Where the row's name stands; None for a line that is none of the form's."""
    named = [place for place, box in enumerate(boxes[:-1]) if nearest(box.text, rows, LIKE_ROW)[0]]
    return named[0] if named else None


def _row(line: Line, heading: Line, known: tuple[Box, Block, Row], found: Found) -> None:
    label, block, row = known
    values = [box for box in distinct(line[line.index(label) :]) if box is not label]
    headings = _headings(heading)
    if len(headings) == len(block.columns):
        for written, column in zip(headings, block.columns, strict=True):
            found.label("table2", BRACKETED.sub("", written.text), column.label)
    if len(values) != len(block.columns):
        values = below(line, values, heading, _places(heading, headings))
    if len(values) != len(block.columns):
        found.remark("unread", f"表二“{row.label}”这一行的格数和表头对不上，没有读")
        return
    for place, (column, box) in enumerate(zip(block.columns, values, strict=True)):
        cell = Cell("table2", row.label, column.label)
        found.put(cell, box.text, _unit(headings[place].text) if place < len(headings) else "")


def _headings(heading: Line) -> list[Box]:
    boxes = distinct(heading)
    start = next((place for place, box in enumerate(boxes) if bare(box.text) == CONTENT), len(boxes))
    return [box for box in boxes[start + 1 :] if box.text.strip()]


def _places(heading: Line, headings: Sequence[Box]) -> list[int]:
    return [heading.index(box) for box in headings]


def _unit(heading: str) -> str:
    """`采购总金额（单位：万元）`, `采购总金额（元）`."""
    for bracket in BRACKETED.findall(heading):
        if match := UNIT.match(bracket.strip("()（）").removeprefix("单位").lstrip(":：")):
            return match["unit"]
    return ""
