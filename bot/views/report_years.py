"""The years there is or will be a report of, and how far each is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.actions.rights import Right, require
from bot.views.report_versions import is_out
from content.report.deadline import due_on, is_over
from content.report.format import formats
from content.review import State
from content.store.work import Work
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class ReportYear:
    """`version`: the latest that was frozen, 0 = none; `ref`: what was sent into review last, "" = nothing, and its
    `state` there. `waits`: the latest version was not handed in yet, or was sent back. `public`: the version that the
    public sees, 0 = none; an older one than the latest until the correction is out. `due`: the last day for the first.
    """

    year: int
    is_over: bool
    version: int
    ref: str
    state: str
    waits: bool
    public: int
    due: date

    @property
    def is_public(self) -> bool:
        return self.public > 0

    def left(self, today: date) -> int:
        """Days until it is due; negative = late."""
        return (self.due - today).days


def report_years(app: "App", by: str, now: datetime) -> list[ReportYear]:
    """The latest first, back to the first year of the log, or of a frozen report."""
    today = day_of(now)
    with app.store.read() as work:
        require(work, by, Right.REPORT)
        newest = work.reports.newest()
        first = next(work.log.entries(limit=1), None)
        begin = min([*newest, day_of(first.event.at).year if first else today.year])
        begin = max(min(begin, today.year - 1), formats()[0].first_year)
        return [_year(app, work, year, newest, today=today) for year in range(today.year, begin - 1, -1)]


def report_year(app: "App", by: str, year: int, now: datetime) -> ReportYear:
    with app.store.read() as work:
        require(work, by, Right.REPORT)
        return _year(app, work, year, work.reports.newest(), today=day_of(now))


def _year(app: "App", work: Work, year: int, newest: dict[int, int], *, today: date) -> ReportYear:
    refs, version = work.reports.handed_in(year), newest.get(year, 0)
    latest = work.reports.refs(year, version)
    return ReportYear(
        year=year,
        is_over=is_over(year, today),
        version=version,
        ref=refs[-1] if refs else "",
        state=work.reviews.get(refs[-1]).state.chinese if refs else "",
        waits=version > 0 and (not latest or work.reviews.get(latest[-1]).state is State.RETURNED),
        public=_public(work, year, version),
        due=due_on(year, app.settings.report.level),
    )


def _public(work: Work, year: int, newest: int) -> int:
    versions = range(newest, 0, -1)
    return next((one for one in versions if any(is_out(work, ref) for ref in work.reports.refs(year, one))), 0)
