"""Excel workbooks, with merged cells; sums that no spreadsheet has computed yet are added up here."""

import io
import re
import warnings
import zipfile
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from content.checks.attachments.packed import opened, part
from content.checks.attachments.piece import Budget, Unreadable
from content.checks.passage import clean
from content.report.reading.grid import MOST_COLUMNS, MOST_ROWS, Grid, Paper, Spanned, distinct, spread
from content.report.reading.sums import Sums

SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\sr=\"(\d{1,9})\"")
LARGE = 1_000_000
"""Bytes of a sheet: more than the tables need."""
UNIT = re.compile("亿元|万元|元")
"""Shown behind an amount by the cell's format alone."""
# IndexError: openpyxl looks for a style that the file does not have.
BROKEN = (InvalidFileException, zipfile.BadZipFile, SyntaxError, LookupError, ValueError, TypeError, OSError)


def paper(content: bytes) -> Paper:
    """A sheet is a table; a row with words in one place only is a line of text as well.

    Raises `content.checks.attachments.piece.Unreadable`.
    """
    try:
        cut = _cut(content)
        shown, written = (_book(cut, data_only=data_only) for data_only in (True, False))
    except BROKEN as error:
        raise Unreadable("不是 Excel 工作簿，或已损坏") from error
    found = Paper()
    for sheet, formulas in zip(shown.worksheets, written.worksheets, strict=True):
        if sheet.sheet_state != "visible":
            continue
        grid = _grid(sheet, formulas)
        found.grids.append(grid)
        for boxes in map(distinct, grid):
            words = [box.text for box in boxes if box.text]
            if len(words) == 1:
                found.lines.extend(" ".join(line.split()) for line in words[0].split("\n"))
    return found


def _cut(content: bytes) -> bytes:
    """Without the rows past those a report has: some sheets are formatted down to their last, the 1048576th."""
    kept = io.BytesIO()
    with opened(content, Budget()) as archive, zipfile.ZipFile(kept, "w") as written:
        if not any(SHEET.match(one.filename) and one.file_size > LARGE for one in archive.infolist()):
            return content
        for name in archive.namelist():
            xml = part(archive, name)
            past = (row.start() for row in ROW.finditer(xml) if int(row[1]) > MOST_ROWS) if SHEET.match(name) else ()
            if (start := next(iter(past), None)) is not None:
                xml = xml[:start] + xml[xml.rfind(b"</", start, xml.rfind(b"sheetData>")) :]
            written.writestr(name, xml)
    return kept.getvalue()


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
    sums, rows = Sums(formulas), []
    height, width = min(sheet.max_row, MOST_ROWS), min(sheet.max_column, MOST_COLUMNS)
    for row in range(1, height + 1):
        cells = []
        for column in range(1, width + 1):
            if (row, column) not in covered:
                span = merged.get((row, column))
                size = (span.size["rows"], span.size["columns"]) if span else (1, 1)
                cells.append(Spanned(_shown(sheet, sums, (row, column)), *size))
        rows.append(cells)
    return spread(rows)


def _shown(sheet: Any, sums: Sums, place: tuple[int, int]) -> str:
    cell = sheet.cell(*place)
    value = sums.written(place) if cell.value is None else cell.value
    unit = UNIT.search(cell.number_format) if isinstance(value, int | float) else None
    if isinstance(value, float):
        value = f"{Decimal(f'{value:.15g}'):f}"  # as a spreadsheet shows it: 0.1 + 0.2 is 0.3, and 0.00001 no 1e-05
    return "" if value is None else clean(f"{value}{unit[0] if unit else ''}")
