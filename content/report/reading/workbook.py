"""Excel workbooks, with merged cells; sums that no spreadsheet has computed yet are added up here."""

import io
import re
import warnings
import zipfile
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from content.checks.attachments.packed import opened
from content.checks.attachments.piece import Budget, Unreadable
from content.report.reading.grid import MOST_COLUMNS, MOST_ROWS, Grid, Paper, Spanned, distinct, spread

SUM = re.compile(r"SUM\(([A-Z0-9:,$]+)\)")
PLACE = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,5}(?::\$?[A-Z]{1,3}\$?\d{1,5})?")
ADDED = re.compile(r"[+-]?(?:SUM\([A-Z0-9:,$]+\)|\$?[A-Z]{1,3}\$?\d{1,5})")
UNIT = re.compile("亿元|万元|元")
"""Shown behind an amount by the cell's format alone."""
DEEPEST = 6
BROKEN = (InvalidFileException, zipfile.BadZipFile, SyntaxError, KeyError, ValueError, TypeError, OSError)


def paper(content: bytes) -> Paper:
    """A sheet is a table; a row with words in one place only is a line of text as well.

    Raises `content.checks.attachments.piece.Unreadable`.
    """
    with opened(content, Budget()):  # refuses what unpacks to too much
        pass
    try:
        shown, written = (_book(content, data_only=data_only) for data_only in (True, False))
    except BROKEN as error:
        raise Unreadable("不是 Excel 工作簿，或已损坏") from error
    found = Paper()
    for sheet, formulas in zip(shown.worksheets, written.worksheets, strict=True):
        grid = _grid(sheet, formulas)
        found.grids.append(grid)
        for boxes in map(distinct, grid):
            words = [box.text for box in boxes if box.text]
            if len(words) == 1:
                found.lines.extend(" ".join(line.split()) for line in words[0].split("\n"))
    return found


def _book(content: bytes, *, data_only: bool) -> Any:
    with warnings.catch_warnings(action="ignore"):  # openpyxl warns of styles and extensions it leaves out
        return openpyxl.load_workbook(io.BytesIO(content), data_only=data_only)


def _grid(sheet: Any, formulas: Any) -> Grid:
    merged = {(one.min_row, one.min_col): one for one in sheet.merged_cells.ranges}
    covered = {
        (row, column)
        for one in merged.values()
        for row in range(one.min_row, min(one.max_row, MOST_ROWS) + 1)
        for column in range(one.min_col, min(one.max_col, MOST_COLUMNS) + 1)
    } - set(merged)
    rows = []
    for row in range(1, min(sheet.max_row, MOST_ROWS) + 1):
        cells = []
        for column in range(1, min(sheet.max_column, MOST_COLUMNS) + 1):
            if (row, column) not in covered:
                span = merged.get((row, column))
                size = (span.size["rows"], span.size["columns"]) if span else (1, 1)
                cells.append(Spanned(_shown(sheet, formulas, (row, column)), *size))
        rows.append(cells)
    return spread(rows)


def _shown(sheet: Any, formulas: Any, place: tuple[int, int]) -> str:
    value = sheet.cell(*place).value
    if value is None:
        value = _computed(formulas, place, 0)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    unit = UNIT.search(sheet.cell(*place).number_format) if isinstance(value, int | float) else None
    return "" if value is None else f"{value}{unit[0] if unit else ''}"


def _computed(sheet: Any, place: tuple[int, int], depth: int) -> Any:
    """A formula of sums and additions; any other as it is written, which then reads as no number."""
    value = sheet.cell(*place).value
    if not (isinstance(value, str) and value.startswith("=")):
        return value
    formula = value[1:].replace(" ", "").upper()
    terms = ADDED.findall(formula)
    if depth > DEEPEST or "".join(terms) != formula:
        return value
    return sum((-1 if term.startswith("-") else 1) * _term(sheet, term.lstrip("+-"), depth) for term in terms)


def _term(sheet: Any, term: str, depth: int) -> Any:
    match = SUM.fullmatch(term)
    places = PLACE.findall(match[1] if match else term)
    values = [_computed(sheet, inside, depth + 1) for place in places for inside in _within(place.replace("$", ""))]
    return sum(value for value in values if isinstance(value, int | float))


def _within(area: str) -> list[tuple[int, int]]:
    left, top, right, bottom = (side or 0 for side in range_boundaries(area))
    return [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
