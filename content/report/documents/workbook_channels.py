"""The sheet of publications per medium and month, with charts that Excel and WPS draw."""

from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook

from content import charts as drawn
from content.counts import UNKNOWN
from content.report.documents.workbook_sheets import Paper, framed
from content.report.report import Report

TOTAL = "合计"
LAST = len(drawn.MONTHS) + 2
"""The column of sums."""


def write(book: Workbook, title: str, report: Report) -> Paper:
    """A sheet that says so where there are no publications to show."""
    paper = Paper(book.create_sheet(), title)
    series = drawn.by_month(report.counts, report.media) if report.counts else {}
    paper.line(1, ["载体", *(f"{month}月" for month in drawn.MONTHS), TOTAL])
    for row, (medium, numbers) in enumerate(series.items(), 2):
        paper.line(row, [medium])
        for column, number in enumerate(numbers, 2):
            paper.sheet.cell(row, column, number)
            framed(paper.sheet.cell(row, column))
        paper.formula((row, LAST), f"=SUM(B{row}:{get_column_letter(LAST - 1)}{row})", sum(numbers))
    bottom = len(series) + 2
    _sums(paper, list(series.values()), bottom)
    _distinct(paper, report, bottom + 1)
    if series:
        _charts(paper.sheet, report, bottom)
    paper.sheet.column_dimensions["A"].width = 30
    paper.printed(f"A1:{get_column_letter(LAST)}{bottom + 40}", landscape=True)
    return paper


def _sums(paper: Paper, series: list[list[int]], bottom: int) -> None:
    paper.line(bottom, [TOTAL])
    columns = list(zip(*series, strict=True)) or [(0,)] * len(drawn.MONTHS)
    totals = [sum(numbers) for numbers in columns]
    for column, number in enumerate([*totals, sum(totals)], 2):
        letter = get_column_letter(column)
        formula = f"=SUM({letter}2:{letter}{bottom - 1})" if series else "=0"
        paper.formula((bottom, column), formula, number)


def _distinct(paper: Paper, report: Report, row: int) -> None:
    """The other way of counting, so that nobody takes the sum for it."""
    if report.counts is None:
        return
    distinct = report.counts.distinct
    paper.line(row, ["同一信息在不同载体公开的只计1条", UNKNOWN if distinct is None else ""])
    if distinct is not None:
        paper.sheet.cell(row, 2, distinct)


def _charts(sheet: Any, report: Report, bottom: int) -> None:
    if report.counts is None:
        return
    names = Reference(sheet, min_col=1, min_row=2, max_row=bottom - 1)
    media = _chart("bar", drawn.medium_title(report.counts))
    media.add_data(Reference(sheet, min_col=LAST, min_row=2, max_row=bottom - 1))
    media.set_categories(names)
    media.x_axis.scaling.orientation = "maxMin"
    media.legend, media.y_axis.delete = None, True
    media.series[0].dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    sheet.add_chart(media, f"A{bottom + 3}")
    months = _chart("col", drawn.month_title(report.counts))
    months.grouping, months.overlap = "stacked", 100
    rows = Reference(sheet, min_col=1, max_col=LAST - 1, min_row=2, max_row=bottom - 1)
    months.add_data(rows, from_rows=True, titles_from_data=True)
    months.set_categories(Reference(sheet, min_col=2, max_col=LAST - 1, min_row=1))
    months.legend.position = "b"
    sheet.add_chart(months, f"G{bottom + 3}")


def _chart(direction: str, title: str) -> BarChart:
    chart = BarChart()
    chart.type, chart.title, chart.style = direction, title, 10
    chart.width, chart.height = 15, 9
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    chart.y_axis.majorGridlines = None
    return chart
