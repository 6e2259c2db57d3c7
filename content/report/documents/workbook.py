"""The report as a workbook for Excel and WPS: its tables with formulas for totals, and their checks beside them.

A total is a formula where the formula gives the report's own figure; else the figure stands there as it is, and the
check beside it says 不符. Each formula's value is in the file too, for viewers that reckon nothing.
"""

from io import BytesIO

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.workbook.workbook import Workbook

from content.report.documents import workbook_channels
from content.report.documents.layout import layouts
from content.report.documents.workbook_cached import with_values
from content.report.documents.workbook_checks import Checks
from content.report.documents.workbook_sheets import FONT, Paper, words
from content.report.labels import CHINESE
from content.report.report import Report
from content.text import legible

COVER, CHANNELS = "封面", "渠道"
IDENTITIES = {
    "S1": "第一项加第二项之和，等于第三项加第四项之和",
    "I1": "办理结果各项之和，等于（七）总计",
    "I2": "各类申请人之和，等于总计",
    "I3": "各种结果之和，等于总计",
}


def workbook(report: Report) -> bytes:
    """An .xlsx file."""
    book = openpyxl.Workbook()
    cover = Paper(book.worksheets[0], COVER)
    papers, checks = [cover], []
    for kind, layout in layouts(report.format).items():
        paper = Paper(book.create_sheet(), CHINESE[kind])
        papers.append(paper)
        heading = next(section.title for section in report.format.sections if section.kind == kind)
        checks.append(Checks(paper, layout, report, heading))
    papers.append(workbook_channels.write(book, CHANNELS, report))
    _cover(cover, report, checks)
    _describe(book, report)
    made = BytesIO()
    book.save(made)
    return with_values(made.getvalue(), {paper.sheet.title: paper.values for paper in papers})


def _cover(paper: Paper, report: Report, checks: list[Checks]) -> None:
    """Title, period, and whether every check of a kind holds."""
    sheet = paper.sheet
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 60, 16
    for row, (text, size) in enumerate(((report.title, 18), (report.period, 12)), 1):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
        words(sheet.cell(row, 1), text)
        sheet.cell(row, 1).font = Font(name=FONT, size=size, bold=row == 1)
        sheet.cell(row, 1).alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.row_dimensions[row].height = 60 if row == 1 else 24
    paper.line(4, ["勾稽关系", "核对结果"])
    found = {code: ranges for one in checks for code, ranges in one.found.items()}
    for row, (code, where) in enumerate(found.items(), 5):
        paper.line(row, [f"{code} {IDENTITIES.get(code, '')}", ""])
        paper.formula((row, 2), f'=IF(COUNTIF({where.range},"相符")={where.count},"相符","不符")', where.says)
    paper.printed(f"A1:B{4 + len(found)}", landscape=False)


def _describe(book: Workbook, report: Report) -> None:
    properties = book.properties
    properties.title, properties.creator = legible(report.title), legible(report.office)
    properties.lastModifiedBy = legible(report.office)
    properties.language = "zh-CN"
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True
