"""Files as offices make them: hidden words, tracked changes, cells that are not merged, sums nobody computed."""

import re
import zipfile
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from content.report.cell import Cell
from content.report.format import COLUMNS
from content.report.reading import CannotRead, open_report
from content.report.report import Report
from tests.content.report.papers import OFFICE, report
from tests.content.report.reading import samples
from tests.content.report.reading.samples import Written

OLD, NEW = report(2020), report(2023)
NUMBERED = Report(office=OFFICE, year=2023, cells={cell: 100 + place for place, cell in enumerate(NEW.cells)})
LESS = Report(office=OFFICE, year=2020, cells={**OLD.cells, Cell("table2", "行政许可", "本年增/减"): -4})


def word(one: Report, old: str, new: str) -> dict[Cell, Any]:
    """What is read of a Word document in which something was put in place of `old`, a pattern."""
    with zipfile.ZipFile(BytesIO(samples.document(one))) as archive:
        body = archive.read("word/document.xml").decode()
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("word/document.xml", re.sub(old, new, body))
    return dict(open_report("年报.docx", kept.getvalue()).report.cells)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("(</w:p></w:tc>)", r"<w:r><w:rPr><w:vanish/></w:rPr><w:t>5</w:t></w:r>\1"),
        ("(</w:p></w:tc>)", r'<w:del w:id="1"><w:r><w:delText>9</w:delText></w:r></w:del>\1'),
        ("<w:r><w:t>-</w:t></w:r>", "<w:r><w:noBreakHyphen/></w:r>"),
        (
            '<w:tc><w:tcPr><w:gridSpan w:val="2"/>(.*?</w:tc>)',
            (
                r'<w:tc><w:tcPr><w:hMerge w:val="restart"/>\1'
                "<w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc>"
            ),
        ),
    ],
    ids=["hidden", "deleted", "a hyphen that does not break", "cells merged as Word 97 did"],
)
def test_what_word_shows_is_read(old: str, new: str) -> None:
    assert word(LESS, old, new) == LESS.cells


def test_two_paragraphs_of_a_cell_are_no_single_number() -> None:
    broken = word(NUMBERED, "<w:r><w:t>1</w:t></w:r>(<w:r><w:t>50</w:t></w:r>)", r"\1</w:p><w:p>\1")
    assert [value for value in broken.values() if value == 5050] == []
    page = samples.page(NUMBERED).replace(">150<", "><p>1</p><p>50</p><")
    assert list(open_report("a.html", page.encode()).report.cells.values()).count(None) == 1


def test_what_a_page_hides_is_not_read() -> None:
    page = samples.page(NUMBERED).replace("</span></p></td>", '</span><span style="display: none">7</span></p></td>')
    page = page.replace("<tr><td", '<tr style="display:none"><td>第二十条第（一）项</td></tr><tr><td')
    assert open_report("a.html", page.encode()).report.cells == NUMBERED.cells


def test_a_page_with_a_damaged_letter_is_read() -> None:
    page = samples.page(NEW).encode("gb18030").replace(b"</body>", b"<p>\xff</p></body>")
    assert open_report("a.html", page).report.cells == NEW.cells


def test_columns_in_another_order_are_found_by_their_headings() -> None:
    order = ("总计", "其他", "自然人", *COLUMNS[1:5])
    rows = samples.rows_of(NUMBERED, "table3")[3:]
    labels = [row[:-7] for row in rows]
    turned = [[row[-7:][COLUMNS.index(name)] for name in order] for row in rows]
    heading = [Written("", columns=3), *map(Written, order)]
    three = [heading, *([*label, *seven] for label, seven in zip(labels, turned, strict=True))]
    groups = ["行政诉讼（复议后起诉）", "行政复议", "行政诉讼（未经复议直接起诉）"]
    above, values = samples.rows_of(NUMBERED, "table4")[-2:]
    four = [[Written(one, columns=5) for one in groups], above, [*values[10:], *values[:10]]]
    found = open_report("a.html", samples.page(NUMBERED, {"table3": [three], "table4": [four]}).encode())
    assert (found.report.cells, found.remarks) == (NUMBERED.cells, ())


def test_a_blank_table_four_is_there() -> None:
    cells = {cell: None if cell.table == "table4" else value for cell, value in NEW.cells.items()}
    found = open_report("a.html", samples.page(Report(office=OFFICE, year=2023, cells=cells)).encode())
    assert (found.report.cells, found.remarks) == (cells, ())


def book(*, merged: bool, add: str) -> dict[Cell, Any]:
    """What is read of a workbook whose formulas for the rows' totals are otherwise, beside a hidden sheet."""
    made = openpyxl.load_workbook(BytesIO(samples.book(NEW)))
    sheet: Any = made.active
    for cell in [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=SUM")]:
        cell.value = add.format(row=cell.row)
        first = sheet.cell(cell.row, 4)
        first.value = None if first.value is None else str(first.value)
    for area in [] if merged else list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    old = made.create_sheet("去年", 0)
    for row in sheet.iter_rows(values_only=True):
        old.append([9 if isinstance(value, int) else value for value in row])
    old.sheet_state, made.active = "hidden", 1
    kept = BytesIO()
    made.save(kept)
    return dict(open_report("年报.xlsx", kept.getvalue()).report.cells)


def test_cells_that_are_not_merged_and_numbers_that_are_text_are_added_up() -> None:
    assert book(merged=False, add="=D{row}+E{row}+SUM(F{row}:I{row})") == NEW.cells


@pytest.mark.parametrize("add", ["=SUM(D{row}:J{row})", "=ROUND(D{row},0)", "=D{row}+A99999", "=SUM(A1:XFD99999)"])
def test_a_sum_nobody_can_compute_is_not_guessed(add: str) -> None:
    cells = book(merged=True, add=add)
    assert {cells[cell] for cell in cells if cell.table == "table3" and cell.column == "总计"} == {None}


def test_rows_past_the_tables_are_left_out_unread() -> None:
    """Sheets are formatted down to their last row, the 1048576th: opening them takes minutes."""
    kept, past = BytesIO(), b'<row r="2001"><c r="A2001"><v>no number</v></c></row>' + b" " * 1_000_000
    with zipfile.ZipFile(BytesIO(samples.book(NEW))) as made, zipfile.ZipFile(kept, "w") as archive:
        for name in made.namelist():
            archive.writestr(name, made.read(name).replace(b"</sheetData>", past + b"</sheetData>"))
    assert open_report("年报.xlsx", kept.getvalue()).report.cells == NEW.cells


def test_a_document_that_unpacks_to_far_too_much_is_refused() -> None:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b"<b/>" * 8_000_000 + b"</a>")
    with pytest.raises(CannotRead, match="文字过多"):
        open_report("年报.docx", kept.getvalue())


def test_of_a_section_without_end_the_beginning_is_looked_at() -> None:
    page = samples.page(report(2023, text={"六": "没有收费。" * 20_000}))
    found = open_report("a.html", page.encode())
    assert len(found.report.text["六"]) == 50_000
    assert found.remarks[0].says == "第六部分超过 50000 字，只看了前面这些。"
