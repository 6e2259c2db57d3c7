"""The office's own annual report of a year as it stands now, and last year's as it was frozen: for its check."""

from typing import TYPE_CHECKING

from bot.views.annual_report import report_of
from bot.views.report_draft import folder_of
from bot.views.report_folder import ReportFolder
from bot.views.report_versions import frozen_report
from content.report import text_file
from content.report.report import Report

if TYPE_CHECKING:
    from bot.app import App


def own_report(app: "App", year: int) -> tuple[Report, Report | None]:
    """(This year's with the text staff edit, else with its drafts; last year's or None where none was frozen).

    Raises NoFormat.
    """
    text = ReportFolder(folder_of(app, year)).text()
    return report_of(app, year, text_file.read(text) if text else None), frozen_report(app, year - 1)
