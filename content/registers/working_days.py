"""Working days (工作日): weekends and holidays off, make-up weekends on, as the State Council announces each year."""

from datetime import date, timedelta
from typing import Protocol

import chinese_calendar

DAY = timedelta(days=1)
FRIDAY = 4


class WorkingDays(Protocol):
    def is_working(self, day: date) -> bool: ...


class AnnouncedDays:
    """From the kept library's tables; in years not announced yet, Monday to Friday."""

    def is_working(self, day: date) -> bool:
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            return day.weekday() <= FRIDAY


def working_days_after(start: date, days: int, calendar: WorkingDays) -> date:
    """The last day of a term of so many working days; `start` is day 0."""
    day = start
    while days > 0:
        day += DAY
        days -= calendar.is_working(day)
    return day
