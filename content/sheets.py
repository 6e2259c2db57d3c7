"""Rows of text out of a spreadsheet somebody made: CSV in the encodings offices use, or XLSX."""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from content.cells import one_line
from content.file_types import MEGABYTE, UTF_16
from content.problems import InWords

Row = tuple[int, list[str]]
"""Line number in the file (from 1) and its cells, trimmed; rows with nothing in them are left out."""
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DELIMITERS = (",", "\t", ";", "，")
ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")
MERGED = re.compile(r'<mergeCell ref="([A-Z]+(\d+):[A-Z]+(\d+))"')
LARGEST_INSIDE = 400 * MEGABYTE
OLD_BOOK = "这是旧版 Excel 文件（.xls）或加密的文件：请在 Excel 里另存为 .xlsx 或 CSV（去掉密码）再导入。"


class Unreadable(InWords):
    """Not a table this can read."""


def rows_of(content: bytes) -> list[Row]:
    """The rows of a CSV (UTF-8, GB18030 or Excel's UTF-16) or XLSX file, told apart by its bytes.

    Dates come as `2020-03-02`, with the time where there is one. Raises Unreadable.
    """
    if content.startswith(OLD_OFFICE):
        raise Unreadable(OLD_BOOK)
    rows = _of_xlsx(content) if content.startswith(ZIP) else _of_csv(content)
    filled = [(line, cells) for line, cells in rows if any(cells)]
    _refuse_errors(filled)
    return filled


def _refuse_errors(rows: Sequence[Row]) -> None:
    for line, cells in rows:
        if wrong := next((cell for cell in cells if cell in ERRORS), ""):
            place = cells.index(wrong) + 1
            raise Unreadable(f"第 {line} 行第 {place} 列是错误值“{wrong}”：请在表格里改正，再导入。")


def _of_csv(content: bytes) -> Iterator[Row]:
    encoding = _encoding(content)
    first = next(filter(str.strip, _lines(content, encoding)), "")
    # Strict: a quotation mark that is not closed would swallow the rows below it without a word.
    reader = csv.reader(_lines(content, encoding), delimiter=max(DELIMITERS, key=first.count), strict=True)
    line = 1
    cell = lru_cache(maxsize=1000)(one_line)  # what stands in every row is kept once
    try:
        for cells in reader:
            yield line, list(map(cell, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        if "field larger" in str(error):
            raise Unreadable(f"第 {line} 行有一格超过 {csv.field_size_limit()} 个字，请核对。") from error
        raise Unreadable(
            f"第 {line} 行的引号没有成对：一格里有引号的，整格要用引号括起来，里面的引号写两遍；或另存为 .xlsx 再导入。"
        ) from error


def _lines(content: bytes, encoding: str) -> Iterator[str]:
    """One by one: a big file as text is four times as big."""
    return io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline="")


def _encoding(content: bytes) -> str:
    if content.startswith(UTF_16):
        return "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise Unreadable("文件的编码认不出：请另存为“CSV UTF-8”或 .xlsx 再导入。")


def _of_xlsx(content: bytes) -> Iterator[Row]:
    try:
        _refuse_bomb(content)
        filled = _filled_sheets(content)
    except (zipfile.BadZipFile, SyntaxError, KeyError, ValueError, OSError) as error:
        raise Unreadable("这个文件不是 Excel 工作簿，或已损坏：请另存为 .xlsx 或 CSV 再导入。") from error
    if len(filled) > 1:
        raise Unreadable(f"工作簿里有 {len(filled)} 张有内容的表（{'、'.join(filled)}）：请每张另存为一个文件再导入。")
    yield from next(iter(filled.values()), [])


def _refuse_bomb(content: bytes) -> None:
    """A small file may hold what no memory does."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        if sum(entry.file_size for entry in book.infolist()) > LARGEST_INSIDE:
            raise Unreadable("这个工作簿展开后太大：请只留要导入的表，分成几个文件再导入。")


def _filled_sheets(content: bytes) -> dict[str, list[Row]]:
    rows = _sheets(content, data_only=True)
    parts = _parts(content)
    if any(b"<f" in part for part in parts):
        _refuse_uncalculated(rows, _sheets(content, data_only=False))
    filled = {title: found for title, found in rows.items() if found}
    if len(filled) == 1:
        _refuse_merged(parts, {line for line, _ in next(iter(filled.values()))})
    return filled


def _sheets(content: bytes, *, data_only: bool) -> dict[str, list[Row]]:
    import openpyxl  # noqa: PLC0415  # slow to load, and whatever opens the house comes by here

    with warnings.catch_warnings(action="ignore"):  # openpyxl warns of styles and extensions it leaves out
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
        try:
            return {sheet.title: list(_of_sheet(sheet)) for sheet in book.worksheets}
        finally:
            book.close()


def _parts(content: bytes) -> list[bytes]:
    """The sheets as they stand in the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/sheet")]


def _refuse_uncalculated(sheets: Mapping[str, Sequence[Row]], with_formulas: Mapping[str, Sequence[Row]]) -> None:
    """What a program wrote and no spreadsheet has opened since holds formulas without their values."""
    for title, rows in with_formulas.items():
        values = dict(sheets[title])
        for line, cells in rows:
            for place, cell in enumerate(cells):
                shown = values.get(line, [])
                if cell.startswith("=") and not (place < len(shown) and shown[place]):
                    where = f"第 {line} 行第 {place + 1} 列"
                    raise Unreadable(f"{where}是公式，还没有算出结果：请用 Excel 或 WPS 打开，保存一次，再导入。")


def _refuse_merged(parts: Sequence[bytes], filled: Collection[int]) -> None:
    """Of cells merged over several rows only the first holds anything; the rows below would be read without it."""
    for part in parts:
        for ref, first, last in MERGED.findall(part.decode("utf-8", "replace")):
            if any(line in filled for line in range(int(first) + 1, int(last) + 1)):
                raise Unreadable(f"第 {first} 到 {last} 行有合并的单元格（{ref}）：请取消合并，每行填好，再导入。")


def _of_sheet(sheet: Any) -> Iterator[Row]:
    for line, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        texts = [_cell(cell) for cell in cells]
        if any(texts):
            yield line, texts


def _cell(value: Any) -> str:
    """As people see it, on one line: 20200302.0 is 20200302, 1e-06 is 0.000001, midnight the day alone."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d") if value.time() == value.min.time() else value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float) and "e" in repr(value):
        return f"{Decimal(repr(value)):f}"
    return one_line(str(value))
