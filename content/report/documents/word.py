"""The report as a Word document, as an office hands it in. Source of its page: 党政机关公文格式 GB/T 9704-2012."""

from io import BytesIO
from typing import Any

import docx
from docx.shared import Pt

from content.official_word import describe
from content.report.documents import sections, word_charts, word_styles, word_text
from content.report.documents.layout import layouts
from content.report.documents.word_tables import Widths, table
from content.report.format import Section
from content.report.report import Report
from content.text import legible

WIDTHS = {
    "table2": Widths((39,) * 4, heading=21, figure=21, high=8.5),
    "table3": Widths((12, 17, 50) + (11,) * 7, heading=16, figure=18, high=6.2),
    "table4": Widths((10.4,) * 15, heading=16, figure=18, high=8),
}
"""Of the tables' columns, in millimetres: 156 together."""
LONGEST_TITLE = 20
"""Signs of a title on one line."""


def word(report: Report) -> bytes:
    """A .docx file."""
    document = docx.Document()
    word_styles.settle(document)
    title, author = legible(report.title), legible(report.office)
    describe(document, title=title, author=author, subject="政府信息公开工作年度报告")
    body = word_text.Body(document)
    body.paragraph(_title(report), "Title")
    body.paragraph(report.period)
    for section in report.format.sections:
        heading = body.paragraph(section.title, "Heading 1")
        heading.paragraph_format.space_after = None if section.kind == "text" else Pt(6)
        _section(body, report, section)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _title(report: Report) -> str:
    """Where it needs two lines, the first is the office's name."""
    if len(report.title) <= LONGEST_TITLE:
        return report.title
    return f"{report.office}\n{report.title.removeprefix(report.office)}"


def _section(body: word_text.Body, report: Report, section: Section) -> None:
    if section.kind == "text":
        body.html(sections.html_of(report, section.number))
        if section == report.format.sections[0]:
            _charts(body, report)
        return
    body.add(table(layouts(report.format)[section.kind], report.cells, WIDTHS[section.kind]))
    body.paragraph(f"注：{report.notes[section.kind]}" if report.notes.get(section.kind) else "", word_styles.NOTE)


def _charts(body: word_text.Body, report: Report) -> None:
    drawings: list[Any] = word_charts.charts(body.document, report)
    for drawing in drawings:
        body.drawing(drawing)
