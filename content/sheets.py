"""Rows of text out of a spreadsheet somebody made: CSV in the encodings offices use, or XLSX."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from content.problems import InWords

Row = tuple[int, list[str]]
"""Line number in the file (from 1) and its cells, trimmed; rows with nothing in them are left out."""
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DELIMITERS = (",", "\t", ";", "，")


class Unreadable(InWords):
    """Not a table this can read."""


def rows_of(content: bytes) -> list[Row]:
    """The rows of a CSV (UTF-8, GB18030 or Excel's UTF-16) or XLSX file, told apart by its bytes.

    Dates come as `2020-03-02`, with the time where there is one. Raises Unreadable.
    """
    if content.startswith(OLD_OFFICE):
        raise Unreadable(
            "这是旧版 Excel 文件（.xls）或加密的文件：请在 Excel 里另存为 .xlsx 或 CSV（去掉密码）再导入。"
        )
    rows = _of_xlsx(content) if content.startswith(ZIP) else _of_csv(content)
    return [(line, cells) for line, cells in rows if any(cells)]


def _of_csv(content: bytes) -> Iterator[Row]:
    text = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count))
    line = 1
    try:
        for cells in reader:
            yield line, [_cell(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(f"第 {line} 行读不出来，多半是引号没有成对（{error}）。") from error


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("文件的编码认不出：请另存为“CSV UTF-8”或 .xlsx 再导入。")


def _of_xlsx(content: bytes) -> Iterator[Row]:
    try:
        filled = _filled_sheets(content)
    except (InvalidFileException, zipfile.BadZipFile, SyntaxError, KeyError, ValueError, OSError) as error:
        raise Unreadable("这个文件不是 Excel 工作簿，或已损坏：请另存为 .xlsx 或 CSV 再导入。") from error
    if len(filled) > 1:
        raise Unreadable(f"工作簿里有 {len(filled)} 张有内容的表（{'、'.join(filled)}）：请每张另存为一个文件再导入。")
    yield from next(iter(filled.values()), [])


def _filled_sheets(content: bytes) -> dict[str, list[Row]]:
    with warnings.catch_warnings(action="ignore"):  # openpyxl warns of styles and extensions it leaves out
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            return {sheet.title: rows for sheet in book.worksheets if (rows := list(_of_sheet(sheet)))}
        finally:
            book.close()


def _of_sheet(sheet: Any) -> Iterator[Row]:
    for line, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        texts = [_cell(cell) for cell in cells]
        if any(texts):
            yield line, texts


def _cell(value: Any) -> str:
    """As people see it, on one line: 20200302.0 is 20200302, midnight is the day alone, spaces are single."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d") if value.time() == value.min.time() else value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    printable = "".join(letter if letter.isprintable() else " " for letter in str(value))
    return " ".join(printable.split())
