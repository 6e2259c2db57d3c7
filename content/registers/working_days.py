"""Working days (工作日): weekends and holidays off, make-up weekends on, as the State Council announces each year."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

import chinese_calendar
from chinese_calendar.constants import holidays, workdays

DAY = timedelta(days=1)
FRIDAY = 4


class WorkingDays(Protocol):
    def is_working(self, day: date) -> bool: ...

    def is_announced(self, year: int) -> bool:
        """Whether the holidays of this year are known; where not, they are not reckoned with yet."""


class AnnouncedDays:
    """From the kept library's tables; in years not announced yet, Monday to Friday."""

    def is_announced(self, year: int) -> bool:
        try:
            chinese_calendar.is_workday(date(year, 1, 1))
        except NotImplementedError:
            return False
        return True

    def is_working(self, day: date) -> bool:
        return _is_working(day)


@lru_cache(maxsize=4000)  # ten years: terms are reckoned day by day, and over the same days
def _is_working(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() <= FRIDAY


def library_days(year: int) -> tuple[list[date], list[date]]:
    """What the library's tables have of a year: the days off, and the weekends that are worked; none of other years."""
    off, working = (sorted(day for day in some if day.year == year) for some in (holidays, workdays))
    return off, working


@dataclass(frozen=True, slots=True)
class OfficeDays:
    """The office's own: by the notices it entered, and for the other years as the library knows them.

    `said`: the days that the notices name, and whether they are worked. `years`: those a notice was entered for; in
    them the library's word does not count.
    """

    said: Mapping[date, bool] = field(default_factory=dict)
    years: Collection[int] = ()
    library: WorkingDays = field(default_factory=AnnouncedDays)

    def is_announced(self, year: int) -> bool:
        return year in self.years or self.library.is_announced(year)

    def is_working(self, day: date) -> bool:
        if (said := self.said.get(day)) is not None:
            return said
        return day.weekday() <= FRIDAY if day.year in self.years else self.library.is_working(day)


def working_days_after(start: date, days: int, calendar: WorkingDays) -> date:
    """The last day of a term of so many working days; `start` is day 0."""
    day = start
    while days > 0:
        day += DAY
        days -= calendar.is_working(day)
    return day


def working_days_left(today: date, last: date, calendar: WorkingDays) -> int:
    """Working days after today up to the last day of a term; 0 on that day, negative once it is over."""
    if today <= last:
        return _working_days_in(today, last, calendar)
    return min(-1, -_working_days_in(last, today, calendar))


def _working_days_in(after: date, until: date, calendar: WorkingDays) -> int:
    return sum(calendar.is_working(after + DAY * step) for step in range(1, (until - after).days + 1))
