"""Items older than 20 working days that are not out (art. 26)."""

from datetime import date

import pytest

from content.item import Disclosure, Made
from content.registers.overdue import made_until, overdue
from content.registers.working_days import AnnouncedDays, working_days_after

CALENDAR = AnnouncedDays()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 14), True),  # a Saturday made up for the Spring Festival
        (date(2026, 2, 17), False),  # the festival, a Tuesday
        (date(2026, 3, 7), False),
        (date(2026, 3, 9), True),
        (date(2035, 10, 1), True),  # not announced yet: Monday to Friday
        (date(2035, 10, 6), False),
    ],
)
def test_make_up_weekends_work_and_holidays_do_not(day: date, works: bool) -> None:
    assert CALENDAR.is_working(day) is works


def test_the_day_it_was_made_is_day_0() -> None:
    assert working_days_after(date(2026, 3, 2), 1, CALENDAR) == date(2026, 3, 3)
    assert working_days_after(date(2026, 3, 2), 20, CALENDAR) == date(2026, 3, 30)
    # Nine days of festival out, the Saturdays 14 and 28 February in.
    assert working_days_after(date(2026, 2, 2), 20, CALENDAR) == date(2026, 3, 6)


def test_an_item_is_overdue_the_day_after_its_last_day() -> None:
    made = [of(date(2026, 3, 2), "2026-00002.1"), of(date(2026, 2, 27), "2026-00001.1"), of(None, "2026-00003.1")]
    assert overdue(made, date(2026, 3, 26), CALENDAR) == []
    late = overdue(made, date(2026, 3, 31), CALENDAR)
    assert [(one.made.ref, one.due, one.days) for one in late] == [
        ("2026-00001.1", date(2026, 3, 26), 5),
        ("2026-00002.1", date(2026, 3, 30), 1),
    ]


def test_what_may_be_overdue_is_not_missed() -> None:
    """Twenty working days are never fewer than twenty days."""
    for day in range(1, 29):
        made_on = date(2026, 5, day)
        due = working_days_after(made_on, 20, CALENDAR)
        assert made_on <= made_until(due)


def of(made_on: date | None, ref: str) -> Made:
    return Made(ref, "通知", "综合办公室", "通知公告", Disclosure.ACTIVE, made_on)
