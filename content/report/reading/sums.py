"""Sums in a workbook that no spreadsheet has computed yet."""

import re
from typing import Any

from openpyxl.utils.cell import range_boundaries

from content.report.reading.figures import figure
from content.report.reading.grid import MOST_COLUMNS, MOST_ROWS

SUM = re.compile(r"SUM\(([A-Z0-9:,$]+)\)")
PLACE = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,5}(?::\$?[A-Z]{1,3}\$?\d{1,5})?")
ADDED = re.compile(r"[+-]?(?:SUM\([A-Z0-9:,$]+\)|\$?[A-Z]{1,3}\$?\d{1,5})")
MOST_LOOKED_AT = 200_000
"""Cells that all sums of a sheet look at together: the tables' own come to some hundreds."""

Place = tuple[int, int]


class NotAdded(Exception):
    """More than sums and additions, or a circle: nobody can tell what a spreadsheet would show."""


class Sums:
    """Of one sheet, read with its formulas."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._known: dict[Place, Any] = {}
        self._looked_at = 0

    def written(self, place: Place) -> Any:
        """A formula of sums and additions is its result; any other is as it is written, which reads as no number."""
        try:
            return self._value(place)
        except (NotAdded, RecursionError):
            return self._sheet.cell(*place).value

    def _value(self, place: Place) -> Any:
        value = self._sheet.cell(*place).value
        if not (isinstance(value, str) and value.startswith("=")):
            return value
        if place not in self._known:
            self._known[place] = None  # stays so in a circle
            self._known[place] = self._added(value[1:].replace(" ", "").upper())
        if self._known[place] is None:
            raise NotAdded
        return self._known[place]

    def _added(self, formula: str) -> Any:
        terms = ADDED.findall(formula)
        if "".join(terms) != formula:
            raise NotAdded
        return sum((-1 if term.startswith("-") else 1) * self._term(term.lstrip("+-")) for term in terms)

    def _term(self, term: str) -> Any:
        """As spreadsheets do: a number written as text is added alone, and left out within SUM."""
        match = SUM.fullmatch(term)
        if match is None:
            value = self._value(_within(term)[0])
            return _number(value) if isinstance(value, str) else value or 0
        values = [self._value(one) for area in PLACE.findall(match[1]) for one in self._places(area)]
        return sum(value for value in values if isinstance(value, int | float))

    def _places(self, area: str) -> list[Place]:
        places = _within(area)
        self._looked_at += len(places)
        if self._looked_at > MOST_LOOKED_AT:
            raise NotAdded
        return places


def _number(text: str) -> Any:
    read = figure(text)
    if read.value is None or read.says:
        raise NotAdded
    return read.value if isinstance(read.value, int) else float(read.value)


def _within(area: str) -> list[Place]:
    try:
        left, top, right, bottom = (side or 0 for side in range_boundaries(area))
    except ValueError:
        raise NotAdded from None
    if bottom > MOST_ROWS or right > MOST_COLUMNS:
        raise NotAdded
    rows, columns = range(top, bottom + 1), range(left, right + 1)
    return [(row, column) for row in rows for column in columns]
