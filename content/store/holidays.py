"""The holidays the office reckons with: the yearly notices it entered."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from content.registers.holidays import Notice
from content.registers.working_days import OfficeDays
from content.store.holding import hold
from content.tables import HolidayNoticeRow, HolidayRow


@dataclass(frozen=True, slots=True)
class Entered:
    """A notice as `by` entered it."""

    notice: Notice
    by: str
    at: datetime


class Holidays:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def calendar(self) -> OfficeDays:
        """Working days as the clocks reckon them; days of years without a notice are the library's."""
        rows = self._session.execute(select(HolidayRow.day, HolidayRow.year, HolidayRow.working)).all()  # type: ignore[call-overload]  # SQLModel types columns as their values
        return OfficeDays({day: working for day, _, working in rows}, frozenset(year for _, year, _ in rows))

    def notices(self, year: int | None = None) -> list[Notice]:
        """As they were entered, by year; only one of them where a year is given."""
        found = select(HolidayRow).order_by(col(HolidayRow.year), col(HolidayRow.day))
        if year is not None:
            found = found.where(col(HolidayRow.year) == year)
        by_year: dict[int, list[HolidayRow]] = {}
        for row in self._session.scalars(found):
            by_year.setdefault(row.year, []).append(row)
        return [_notice(year, rows) for year, rows in by_year.items()]

    def history(self) -> list[Entered]:
        """Every notice that was ever entered, the newest first."""
        query = select(HolidayNoticeRow).order_by(col(HolidayNoticeRow.id).desc())
        return [_entered(row) for row in self._session.scalars(query)]

    def enter(self, notice: Notice, by: str, now: datetime) -> None:
        """The notice of its year from now on; what was entered for that year before stays in the history."""
        off, working = ([day.isoformat() for day in days] for days in (notice.off, notice.working))
        row = HolidayNoticeRow(year=notice.year, source=notice.source, off=off, working=working, by=by, at=now)
        self._session.add(row)
        self._replace(notice)

    def _replace(self, notice: Notice) -> None:
        hold(self._session, "holidays")
        self._session.execute(delete(HolidayRow).where(col(HolidayRow.year) == notice.year))
        kept = [(day, False) for day in notice.off] + [(day, True) for day in notice.working]
        days = [day for day, _ in kept]
        self._session.execute(delete(HolidayRow).where(col(HolidayRow.day).in_(days)))
        rows = [{"day": day, "year": notice.year, "working": working, "source": notice.source} for day, working in kept]
        self._session.execute(insert(HolidayRow), rows)


def _notice(year: int, rows: list[HolidayRow]) -> Notice:
    off, working = ([row.day for row in rows if row.working is worked] for worked in (False, True))
    return Notice(year, rows[0].source, tuple(off), tuple(working))


def _entered(row: HolidayNoticeRow) -> Entered:
    off, working = (tuple(map(date.fromisoformat, days)) for days in (row.off, row.working))
    return Entered(Notice(row.year, row.source, off, working), row.by, row.at)
