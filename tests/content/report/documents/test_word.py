"""The Word document: an office's page and fonts, the form's merged cells, staff's text, charts with their numbers."""

from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from lxml import etree

from content.report.documents.word import word
from content.report.report import Report
from tests.content.report.documents.grids import wanted
from tests.content.report.documents.samples import later, zone

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module", params=[zone, later], ids=["2019", "2021"])
def report(request: pytest.FixtureRequest) -> Report:
    made: Report = request.param()
    return made


@pytest.fixture(scope="module")
def document(report: Report) -> Any:
    return docx.Document(BytesIO(word(report)))


def test_every_place_of_its_tables_is_the_forms(report: Report, document: Any) -> None:
    tables = document.element.body.findall(qn("w:tbl"))
    for kind, table in zip(("table2", "table3", "table4"), tables[-3:], strict=True):
        assert spread(table) == wanted(report, kind)


def spread(table: Any) -> list[list[str]]:
    """The words at every place of a w:tbl, merged cells spread out."""
    rows: list[list[str]] = []
    for line in table.findall(qn("w:tr")):
        row: list[str] = []
        for cell in line.findall(qn("w:tc")):
            merged, wide = cell.tcPr.find(qn("w:vMerge")), cell.tcPr.find(qn("w:gridSpan"))
            goes_on = merged is not None and merged.get(qn("w:val")) is None
            words = rows[-1][len(row)] if goes_on else "".join(text.text for text in cell.iter(qn("w:t")))
            row += [words] * (1 if wide is None else int(wide.get(qn("w:val"))))
        rows.append(row)
    return rows


def test_headings_are_repeated_and_no_row_is_parted(document: Any) -> None:
    three = document.element.body.findall(qn("w:tbl"))[-2]
    rows = three.findall(qn("w:tr"))
    assert [row.find(f"*/{qn('w:tblHeader')}") is not None for row in rows] == [True] * 3 + [False] * (len(rows) - 3)
    assert all(row.find(f"*/{qn('w:cantSplit')}") is not None for row in rows)
    between_margins = (210 - 28 - 26) / 25.4 * 1440
    assert sum(int(column.get(qn("w:w"))) for column in three.iter(qn("w:gridCol"))) <= between_margins + 10


def test_its_page_and_fonts_are_those_of_an_official_document(report: Report, document: Any) -> None:
    page = document.sections[0]
    assert [round(side.mm) for side in (page.page_width, page.page_height)] == [210, 297]
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(side.mm) for side in margins] == [37, 35, 28, 26]
    fonts = {name: _font(document.styles[name]) for name in ("Title", "Normal", "Heading 1", "Heading 2")}
    assert fonts == {
        "Title": ("方正小标宋简体", 22),
        "Normal": ("仿宋_GB2312", 16),
        "Heading 1": ("黑体", 16),
        "Heading 2": ("楷体_GB2312", 16),
    }
    others = {font.get(qn("w:name")): font.find(qn("w:altName")) for font in part(document, "/word/fontTable.xml")}
    assert others["仿宋_GB2312"].get(qn("w:val")) == "仿宋"
    normal = document.styles["Normal"]
    assert normal.paragraph_format.line_spacing.pt == 28
    assert normal.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    footer = "".join(part(document, "/word/footer1.xml").itertext())
    assert footer.replace(" ", "").strip() == "—PAGE1—"
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (report.title, report.office, "zh-CN")


def part(document: Any, name: str) -> etree._Element:
    return etree.fromstring(next(one.blob for one in document.part.package.iter_parts() if one.partname == name))


def _font(style: Any) -> tuple[str, float]:
    return style.element.rPr.rFonts.get(qn("w:eastAsia")), style.font.size.pt


def test_the_text_is_as_staff_wrote_it(report: Report, document: Any) -> None:
    lines = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.text]
    assert lines[0] == ("Title", f"{report.office}\n{report.year}年政府信息公开工作年度报告")
    headings = [text for style, text in lines if style == "Heading 1"]
    assert headings == [section.title for section in report.format.sections]
    assert ("Heading 2", "（一）主动公开") in lines
    assert ("Normal", "1. 规范性文件：新制作15件；") in lines
    (listed,) = [one for one in document.paragraphs if one.text.startswith("1. ")]
    assert [(run.text, run.bold) for run in listed.runs[1:2]] == [("规范性文件", True)]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows][1:] == [
        ["政府网站", "629"], ["微信公众号", "102"],
    ]  # fmt: skip


def test_its_charts_hold_their_numbers_to_be_edited(report: Report, document: Any) -> None:
    charts = [one for one in document.part.package.iter_parts() if "/charts/" in one.partname]
    media, months = (etree.fromstring(one.blob) for one in charts)
    assert report.counts is not None
    assert _numbers(media) == [list(report.counts.media.values())]
    *stacked, sums = _numbers(months)
    assert [sum(month) for month in zip(*stacked, strict=True)] == sums
    assert sum(sums) == report.counts.added
    (book,) = [relation.target_part for relation in charts[1].rels.values()]
    rows = list(openpyxl.load_workbook(BytesIO(book.blob)).worksheets[0].values)
    assert [row[-1] for row in rows[1:]] == sums


def _numbers(chart: etree._Element) -> list[list[int]]:
    return [[int(one.text or "") for one in values.iter(f"{CHART}v")] for values in chart.iter(f"{CHART}val")]


def test_what_staff_write_becomes_paragraphs_of_a_document() -> None:
    text = (
        "[规定](https://www.example.gov.cn/a)说<em>甲</em>。\n\n- 一\n- 二\n  - 三\n\n> 引文\n\n"
        "<p align='right'>2026年1月20日</p>"
    )
    made = docx.Document(BytesIO(word(Report(office="甲局", year=2023, cells={}, text={"五": text}))))
    lines = [paragraph.text for paragraph in made.paragraphs]
    for line in ("规定（https://www.example.gov.cn/a）说甲。", "• 一", "• 二", "• 三", "引文"):
        assert line in lines
    (day,) = [paragraph for paragraph in made.paragraphs if paragraph.text == "2026年1月20日"]
    assert day.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT
    assert not [one for one in made.part.package.iter_parts() if "/charts/" in one.partname]


def test_a_table_with_wrong_spans_and_signs_that_no_file_may_hold_still_make_a_whole_document() -> None:
    crossing = "<table><tr><td>甲<td rowspan=2>乙<td>丙</tr><tr><td colspan=3>丁\x00\x0b</td></tr></table>"
    made = docx.Document(BytesIO(word(Report(office="甲\x00局", year=2023, cells={}, text={"六": crossing}))))
    table = made.element.body.findall(qn("w:tbl"))[-1]
    assert spread(table) == [["甲", "乙", "丙"], ["丁", "乙", ""]]
    assert made.core_properties.author == "甲局"
