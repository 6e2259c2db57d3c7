"""Tables for people's spreadsheets: CSV or XLSX, as the file's name says."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bot.actions.errors import WrongUse
from bot.views.cells import safe
from bot.views.new_file import new_file


def write_table(file: Path, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Into a new file (see `new_file`). Raises WrongUse for a name that ends in neither."""
    suffix = file.suffix.lower()
    if suffix not in WRITERS:
        raise WrongUse(f"文件名请以 .csv 或 .xlsx 结尾，现在是 {file.name}。")
    with new_file(file):
        WRITERS[suffix](file, headings, rows)


def write_csv(file: Path, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Row by row, however many there are."""
    # The mark at the beginning makes spreadsheet programs read it as UTF-8.
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        written = csv.writer(out)
        written.writerow(headings)
        written.writerows([safe(cell) for cell in row] for row in rows)


def _write_xlsx(file: Path, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from openpyxl import Workbook  # noqa: PLC0415  # slow to load

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(headings))
    for row in rows:
        sheet.append([safe(cell) for cell in row])
    book.save(file)


WRITERS = {".csv": write_csv, ".xlsx": _write_xlsx}
