"""The office's own annual report of a year as it stands now, and last year's as it was frozen: for its check."""

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.views.annual_report import report_of
from content.report.record import of_record
from content.report.report import Report

if TYPE_CHECKING:
    from bot.app import App


def own_report(app: "App", year: int) -> tuple[Report, Report | None]:
    """(This year's with its drafts, last year's or None where none was frozen). Raises NoFormat."""
    report = report_of(app, year)
    with app.store.read() as work:
        frozen = work.reports.latest(year - 1)
    return report, of_record(json.loads(frozen.written, parse_float=Decimal)) if frozen else None
