"""The report's three tables as they stand on paper: every cell with its place, what it spans and what it heads."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from content.report.cell import Cell, Cells, written
from content.report.format import COLUMNS, ORGANISATIONS, PERSON, TOTAL, Block, Format, TableFour, TableThree

APPLICANTS = "申请人情况"
ORGANISATION = "法人或其他组织"
SUBJECT = "信息内容"
LABELS = 3
"""Grid columns that the labels of table three take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A cell on the grid, from 0. A label has `text`, a figure its `cell` and, where its amount has one, `unit`.

    `heads` is the HTML scope of a label: col, colgroup, row, rowgroup; "" for a remark.
    """

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    text: str = ""
    heads: str = ""
    cell: Cell | None = None
    unit: str = ""

    @property
    def last_row(self) -> int:
        return self.row + self.rows - 1

    @property
    def last_column(self) -> int:
        return self.column + self.columns - 1

    def words(self, cells: Cells) -> str:
        """What stands there: the label, or the figure as written, with its unit; empty for a blank."""
        if self.cell is None:
            return self.text
        number = cells.get(self.cell)
        return "" if number is None else f"{written(number)}{self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """`table` as in Cell; `headings` is how many rows at the top are repeated on every page."""

    table: str
    caption: str
    width: int
    headings: int
    places: tuple[Place, ...]

    @property
    def rows(self) -> list[list[Place]]:
        """By the row a cell begins in, from left to right."""
        inside = sorted(self.places, key=lambda place: (place.row, place.column))
        found = {row: list(places) for row, places in groupby(inside, key=lambda place: place.row)}
        return [found.get(row, []) for row in range(max(found) + 1)]


def layouts(form: Format) -> dict[str, Layout]:
    """Tables two, three and four by their names in Cell, which are the kinds of the format's sections."""
    caption = {section.kind: section.heading for section in form.sections}
    two, three, four = tuple(_two(form.table2)), tuple(_three(form.table3)), tuple(_four(form.table4))
    return {
        "table2": Layout(table="table2", caption=caption["table2"], width=4, headings=0, places=two),
        "table3": Layout(
            table="table3", caption=caption["table3"], width=LABELS + len(COLUMNS), headings=3, places=three
        ),
        "table4": Layout(
            table="table4",
            caption=caption["table4"],
            width=len(form.table4.groups) * len(form.table4.columns),
            headings=3,
            places=four,
        ),
    }


def _two(blocks: tuple[Block, ...]) -> Iterator[Place]:
    row = 0
    for block in blocks:
        yield Place(row=row, column=0, columns=4, text=block.article, heads="colgroup")
        yield Place(row=row + 1, column=0, text=SUBJECT, heads="col")
        yield from _across(block, row + 1)
        for line in block.rows:
            row_of_line = row + 2 + block.rows.index(line)
            yield Place(row=row_of_line, column=0, text=line.label, heads="row")
            yield from _across(block, row_of_line, line.label)
        row += 2 + len(block.rows)


def _across(block: Block, row: int, label: str = "") -> Iterator[Place]:
    """A block's headings, or the figures of the line with this label."""
    at = 1
    for column in block.columns:
        if label:
            cell = Cell("table2", label, column.label)
            yield Place(row=row, column=at, columns=column.span, cell=cell, unit=column.unit)
        else:
            heads = "col" if column.span == 1 else "colgroup"
            yield Place(row=row, column=at, columns=column.span, text=column.label, heads=heads)
        at += column.span


def _three(table: TableThree) -> Iterator[Place]:
    yield Place(row=0, column=0, rows=3, columns=LABELS, text=table.corner)
    yield Place(row=0, column=LABELS, columns=len(COLUMNS), text=APPLICANTS, heads="colgroup")
    yield Place(row=1, column=LABELS, rows=2, text=PERSON, heads="col")
    yield Place(row=1, column=LABELS + 1, columns=len(ORGANISATIONS), text=ORGANISATION, heads="colgroup")
    yield Place(row=1, column=LABELS + len(COLUMNS) - 1, rows=2, text=TOTAL, heads="col")
    for number, kind in enumerate(ORGANISATIONS):
        yield Place(row=2, column=LABELS + 1 + number, text=kind, heads="col")
    for row, line in enumerate(table.rows, 3):
        at = LABELS - sum(text.columns for text in line.texts)
        for text in line.texts:
            heads = "row" if text.rows == 1 else "rowgroup"
            yield Place(row=row, column=at, rows=text.rows, columns=text.columns, text=text.text, heads=heads)
            at += text.columns
        for number, column in enumerate(COLUMNS):
            yield Place(row=row, column=LABELS + number, cell=Cell("table3", line.key, column))


def _four(table: TableFour) -> Iterator[Place]:
    each, at = len(table.columns), 0
    for under, groups in groupby(table.groups, key=lambda group: group.under):
        below = list(groups)
        if under:
            yield Place(row=0, column=at, columns=each * len(below), text=under, heads="colgroup")
        for group in below:
            top, rows = (1, 1) if under else (0, 2)
            yield Place(row=top, rows=rows, column=at, columns=each, text=group.label, heads="colgroup")
            for number, column in enumerate(table.columns):
                yield Place(row=2, column=at + number, text=column, heads="col")
                yield Place(row=3, column=at + number, cell=Cell("table4", group.label, column))
            at += each
