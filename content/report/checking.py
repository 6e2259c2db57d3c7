"""Everything that is looked at before a report goes out."""

from content.report.finding import Finding
from content.report.identities import broken
from content.report.report import Report


def findings(report: Report, previous: Report | None = None) -> list[Finding]:
    """All that is wrong or worth a look, what blocks first. `previous`: the same body's report of last year."""
    return broken(report.cells, report.format, previous.cells if previous else None)
