"""Tables that would be read with less in them than people see are not read, and say where."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from content.sheets import Unreadable, rows_of

HEADING = ["日期", "标题", "载体"]


def workbook(fill: Callable[[Any], object]) -> bytes:
    book = openpyxl.Workbook()
    fill(book.active)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ('2020-03-02,"通知,政府网站\n2020-03-03,通知,政府网站\n', "第 2 行的引号没有成对"),
        ('2020-03-02,"检查"通知,政府网站\n', "第 2 行的引号没有成对"),
        (f"2020-03-02,{'长' * 140_000},政府网站\n", "第 2 行有一格超过 131072 个字"),
        ("2020-03-02,#REF!,政府网站\n", "第 2 行第 2 列是错误值“#REF!”"),
    ],
)
def test_a_csv_that_would_lose_something_is_refused_at_its_line(rows: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        rows_of(f"{','.join(HEADING)}\n{rows}".encode())


def test_cells_merged_over_rows_with_content_are_refused_a_title_over_the_table_is_not() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["2020年台账"])
        sheet.merge_cells("A1:C2")
        for row in ([], HEADING, ["2020-03-02", "甲", "政府网站"], [None, "乙", "政府网站"]):
            sheet.append(row)

    def and_merge(sheet: Any) -> None:
        fill(sheet)
        sheet.merge_cells("A4:A5")

    assert len(rows_of(workbook(fill))) == 4
    with pytest.raises(Unreadable, match=r"第 4 到 5 行有合并的单元格（A4:A5）"):
        rows_of(workbook(and_merge))


def test_a_formula_that_no_spreadsheet_program_calculated_is_refused() -> None:
    rows = [HEADING, ["2020-03-02", '="通"&"知"', "政府网站"]]
    with pytest.raises(Unreadable, match="第 2 行第 2 列是公式"):
        rows_of(workbook(lambda sheet: [sheet.append(row) for row in rows]))


def test_a_workbook_that_unfolds_beyond_all_reason_is_not_unfolded() -> None:
    kept = io.BytesIO(workbook(lambda sheet: sheet.append(HEADING)))
    with zipfile.ZipFile(kept, "a") as book:
        book.writestr("xl/worksheets/sheet2.xml", b"")
        book.filelist[-1].file_size = 500 << 20
    with pytest.raises(Unreadable, match="展开后太大"):
        rows_of(kept.getvalue())
