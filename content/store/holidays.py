"""The holidays the office reckons with: the yearly notices it entered."""

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from content.registers.holidays import Notice
from content.registers.working_days import OfficeDays
from content.store.holding import hold
from content.tables import HolidayRow


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

    def replace(self, notice: Notice) -> None:
        """The notice of its year from now on; what was entered for that year before is gone from here."""
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
