"""A table of the report on its sheet: figures, totals as formulas, and the identities (勾稽关系) beside as formulas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from content.report.cell import Cell, Number
from content.report.documents.layout import Layout, Place
from content.report.documents.workbook_sheets import CENTRED, FONT, FRAME, SHADE, Paper, framed, number_format, words
from content.report.format import COLUMNS, Identity
from content.report.report import Report

HOLDS, BROKEN, UNCHECKED = "相符", "不符", "无法核对"
TOP = 2
"""The sheet's row where the table begins; its heading is above."""
WIDTHS = {"table2": (26,) * 4, "table3": (8, 12, 40, *(9,) * 7), "table4": (7,) * 15}


@dataclass(frozen=True, slots=True)
class Found:
    """Where the checks of one identity are, how many, and what all of them together say."""

    range: str
    count: int
    says: str


class Checks:
    """Writes the table at once. `found`: by identity."""

    def __init__(self, paper: Paper, layout: Layout, report: Report, heading: str) -> None:
        self.paper, self.layout, self.report = paper, layout, report
        self.found: dict[str, Found] = {}
        self._at = {place.cell: (place.row + TOP, place.column + 1) for place in layout.places if place.cell}
        self._heading(heading)
        self._places()
        inside = [one for one in report.format.identities if one.table == layout.table and not one.asks_previous]
        for identity in inside:
            self._totals(identity)
        for number, identity in enumerate(inside):
            self._check(identity, number)
        self._settle()

    def _heading(self, heading: str) -> None:
        sheet = self.paper.sheet
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=self.layout.width)
        words(sheet.cell(1, 1), heading)
        sheet.cell(1, 1).font = Font(name=FONT, size=14, bold=True)
        sheet.cell(1, 1).alignment = CENTRED
        sheet.row_dimensions[1].height = 30

    def _places(self) -> None:
        for place in self.layout.places:
            area = self._area(place)
            for row in area[0]:
                for column in area[1]:
                    self.paper.sheet.cell(row, column).border = FRAME
            self._place(place, self.paper.sheet.cell(area[0][0], area[1][0]))
            if place.rows > 1 or place.columns > 1:
                self.paper.sheet.merge_cells(
                    start_row=area[0][0], end_row=area[0][-1], start_column=area[1][0], end_column=area[1][-1]
                )

    def _area(self, place: Place) -> tuple[range, range]:
        down = range(place.row + TOP, place.last_row + TOP + 1)
        return down, range(place.column + 1, place.last_column + 2)

    def _place(self, place: Place, cell: Any) -> None:
        framed(cell)
        if place.cell is None:
            words(cell, place.text)
            if place.heads:
                cell.fill = SHADE
            if place.heads == "row" and place.column:
                cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
            return
        number = self.report.cells.get(place.cell)
        cell.value, cell.number_format = number, number_format(number, place.unit)

    def _totals(self, identity: Identity) -> None:
        """A right side of one term is a total."""
        for parts, (total, *others) in self._instances(identity):
            number = self.report.cells.get(total)
            at = self._at[total]
            taken = self.paper.sheet.cell(*at).coordinate in self.paper.values
            if not others and not taken and number is not None and number == self._sum(parts):
                self.paper.formula(at, f"={self._sum_of(parts)}", number)

    def _check(self, identity: Identity, number: int) -> None:
        places, says = [], []
        for left, right in self._instances(identity):
            at = self._check_at(identity, right[-1], number)
            equal = f'IF({self._sum_of(left)}={self._sum_of(right)},"{HOLDS}","{BROKEN}")'
            empty = f"COUNT({self._refs(right)})=0,{self._sum_of(left)}<>0"
            self.paper.formula(at, f'=IF(AND({empty}),"{UNCHECKED}",{equal})', self._verdict(left, right))
            places.append(at)
            says.append(self._verdict(left, right))
        self._name(identity, places)
        whole = HOLDS if set(says) == {HOLDS} else BROKEN
        where = f"{_ref(places[0])}:{_ref(places[-1])}"
        self.found[identity.code] = Found(f"'{self.paper.sheet.title}'!{where}", len(places), whole)

    def _check_at(self, identity: Identity, last: Cell, number: int) -> tuple[int, int]:
        """Below its column; behind its row where the table has more than one."""
        row, column = self._at[last]
        bottom = TOP + len(self.layout.rows)
        if self.layout.table == "table4" or identity.each == "column":
            return bottom + 1 + number, column
        return row, self.layout.width + 2

    def _name(self, identity: Identity, places: Sequence[tuple[int, int]]) -> None:
        row, column = places[0]
        behind = column > self.layout.width
        at = (row - 1, column) if behind else (row, 1)
        words(self.paper.sheet.cell(*at), f"核对 {identity.code}")
        framed(self.paper.sheet.cell(*at))

    def _instances(self, identity: Identity) -> Iterator[tuple[list[Cell], list[Cell]]]:
        """The cells of the left and of the right side, once for each column or row."""
        table = self.layout.table
        if identity.each == "column":
            for column in COLUMNS:
                yield (
                    [Cell(table, row, column) for row in identity.left],
                    [Cell(table, row, column) for row in identity.right],
                )
            return
        for row in identity.rows or dict.fromkeys(cell.row for cell in self._at):
            yield (
                [Cell(table, row, column) for column in identity.left],
                [Cell(table, row, column) for column in identity.right],
            )

    def _verdict(self, left: Sequence[Cell], right: Sequence[Cell]) -> str:
        if all(self.report.cells.get(cell) is None for cell in right) and self._sum(left):
            return UNCHECKED
        return HOLDS if self._sum(left) == self._sum(right) else BROKEN

    def _sum(self, cells: Sequence[Cell]) -> int | Decimal:
        numbers: list[Number] = [self.report.cells.get(cell) for cell in cells]
        return sum((number for number in numbers if number is not None), 0)

    def _sum_of(self, cells: Sequence[Cell]) -> str:
        return f"SUM({self._refs(cells)})"

    def _refs(self, cells: Sequence[Cell]) -> str:
        """`D5:D9` where they are neighbours in a column or a row, else one by one."""
        places = [self._at[cell] for cell in cells]
        (row, column), (last_row, last_column) = places[0], places[-1]
        down = [(each, column) for each in range(row, last_row + 1)]
        right = [(row, each) for each in range(column, last_column + 1)]
        if len(places) > 1 and places in (down, right):
            return f"{_ref(places[0])}:{_ref(places[-1])}"
        return ",".join(map(_ref, places))

    def _settle(self) -> None:
        sheet, bottom = self.paper.sheet, TOP + len(self.layout.rows) - 1
        for column, width in enumerate(WIDTHS[self.layout.table], 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        for row in range(TOP, bottom + 1):
            sheet.row_dimensions[row].height = 27
        if note := self.report.notes.get(self.layout.table):
            bottom += 1
            sheet.merge_cells(start_row=bottom, end_row=bottom, start_column=1, end_column=self.layout.width)
            words(sheet.cell(bottom, 1), f"注：{note}")
            sheet.cell(bottom, 1).font = Font(name=FONT, size=10)
        last = get_column_letter(self.layout.width)
        self.paper.printed(f"A1:{last}{bottom}", landscape=self.layout.table == "table4")
        if self.layout.headings:
            sheet.print_title_rows = f"{TOP}:{TOP + self.layout.headings - 1}"
            sheet.freeze_panes = f"A{TOP + self.layout.headings}"


def _ref(at: tuple[int, int]) -> str:
    return f"{get_column_letter(at[1])}{at[0]}"
