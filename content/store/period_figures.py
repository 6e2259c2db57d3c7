"""The figures of some months of a year: publications from the log, applications, letters, decisions and fees."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from content.log import Counted
from content.registers.applications import State
from content.report.periods import Period
from content.store.bare import Bare
from content.store.figures import SUBJECT
from content.tables import ApplicationRow, LetterRow, RegisterEntryRow
from content.zone import SHANGHAI

COUNTED = f"FROM log WHERE year = ? AND counts = '{Counted.COUNTED}' AND change <> 0"
PUBLISHED = (
    f"SELECT medium, column_name, unit, SUM(change) {COUNTED} AND month BETWEEN ? AND ? "
    "GROUP BY medium, column_name, unit HAVING SUM(change) <> 0"
)
# What counted in an earlier month of the year already is not new in a later one: the months add up to the year.
FIRST = (
    f"SELECT {SUBJECT} AS subject, month, SUM(change) AS count {COUNTED} AND month <= ? "
    f"GROUP BY {SUBJECT}, month HAVING SUM(change) > 0"
)
ONCE = (
    "SELECT first, SUM(CASE WHEN subject <> '' THEN 1 ELSE 0 END), "  # noqa: S608  # constants only
    "SUM(CASE WHEN subject = '' THEN count ELSE 0 END) "
    f"FROM (SELECT subject, MIN(month) AS first, SUM(count) AS count FROM ({FIRST}) AS one "
    "GROUP BY subject, CASE WHEN subject = '' THEN month ELSE 0 END) AS other GROUP BY first"
)
SPLITS = ("medium", "column", "unit")


class PeriodFigures:
    """Valid inside one unit of work."""

    def __init__(self, connection: Connection, session: Session) -> None:
        self._bare = Bare(connection)
        self._session = session

    def published(self, period: Period) -> Mapping[str, Mapping[str, int]]:
        """Publications that count (计入) by medium, column and unit."""
        found: dict[str, dict[str, int]] = {by: defaultdict(int) for by in SPLITS}
        for *names, count in self._bare.all(PUBLISHED, (period.year, period.first, period.last)):
            for by, name in zip(SPLITS, names, strict=True):
                found[by][name] += count
        return found

    def once(self, year: int, until: int) -> Mapping[int, int | None]:
        """By month up to that one, the different items first counted in it; None (不详) where some have no number.

        Source: the form of before 2019, 主动公开政府信息数（不同渠道和方式公开相同信息计1条）.
        """
        rows = self._bare.all(ONCE, (year, until))
        return {month: None if unnamed else named for month, named, unnamed in rows}

    def applications(self, period: Period) -> Mapping[str, int]:
        """`received`, `closed` and, of the latter, `on_time`; one that was voided counts nowhere.

        Of one that ended while its applicant was waited for (补正, fee) no answer was due: it is on time.
        """
        row = ApplicationRow
        closed = (col(row.state) == State.CLOSED.value) & _within(col(row.closed_on), period)
        in_time = col(row.due_on).is_(None) | (col(row.closed_on) <= col(row.due_on))
        sums = {
            "received": _sum_of(_within(col(row.received_on), period)),
            "closed": _sum_of(closed),
            "on_time": _sum_of(closed & in_time),
        }
        found = self._session.execute(select(*sums.values()).where(col(row.state) != State.VOIDED.value)).one()
        return {name: int(count or 0) for name, count in zip(sums, found, strict=True)}

    def letters_received(self, period: Period) -> int:
        query = select(func.count()).select_from(LetterRow).where(_at(col(LetterRow.at), period))
        return int(self._session.scalar(query) or 0)

    def letters_answered(self, period: Period) -> list[tuple[datetime, datetime]]:
        """When each came and when it was first answered, of those answered in the period."""
        query = select(col(LetterRow.at), col(LetterRow.answered_at)).where(_at(col(LetterRow.answered_at), period))
        return [(at, answered_at) for at, answered_at in self._session.execute(query) if answered_at]

    def decisions(self, period: Period) -> Mapping[str, int]:
        """Their number by kind."""
        found: dict[str, int] = defaultdict(int)
        for record in self._records("decisions", period):
            found[str(record["kind"])] += int(record["count"])
        return found

    def fees(self, period: Period) -> Decimal:
        """Their sum, in 万元."""
        return sum((Decimal(str(record["amount"])) for record in self._records("fees", period)), Decimal())

    def _records(self, book: str, period: Period) -> list[Mapping[str, Any]]:
        row = RegisterEntryRow
        query = select(col(row.record)).where(col(row.book) == book, col(row.voided).is_(False))
        return list(self._session.scalars(query.where(_within(col(row.on), period))))


def _within(day: Mapped[Any], period: Period) -> ColumnElement[bool]:
    return day.between(period.begin, period.end)


def _at(moment: Mapped[Any], period: Period) -> ColumnElement[bool]:
    begin, end = (_midnight(day) for day in (period.begin, period.end + timedelta(days=1)))
    return (moment >= begin) & (moment < end)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


def _sum_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
