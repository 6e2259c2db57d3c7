"""The page staff check a report with: every figure leads to the rows it is made of."""

from typing import TYPE_CHECKING

from content.report.documents import html
from content.report.report import Report

if TYPE_CHECKING:
    from bot.app import App


def checking_page(_app: "App", _by: str, report: Report) -> str:
    return html.page(report)
