"""The statutory clocks: what day counts as received, and when an answer is due."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.registers.applications import State, Way
from content.registers.clocks import answer_due, completion_due, receipt_fault, receipt_of, received, submitted
from content.registers.due import SOON, due
from content.registers.working_days import AnnouncedDays, working_days_left
from content.zone import SHANGHAI
from tests.content.registers.applicants import CITIZEN, COMPANY

CALENDAR = AnnouncedDays()
DAYS = st.dates(date(2019, 5, 15), date(2030, 12, 31))
TUESDAY = date(2025, 3, 4)


@pytest.mark.parametrize("way", [Way.IN_PERSON, Way.POST])
def test_what_is_handed_in_or_signed_for_is_received_that_day(way: Way) -> None:
    assert receipt_of(way, TUESDAY) == TUESDAY


@pytest.mark.parametrize("way", [Way.ORDINARY_POST, Way.FAX, Way.ONLINE, Way.EMAIL, Way.WECHAT])
def test_everything_else_is_received_when_both_sides_confirm(way: Way) -> None:
    assert receipt_of(way, TUESDAY) is None


def test_twenty_working_days_step_over_a_holiday_and_count_make_up_days() -> None:
    # 2025: 春节 28 January to 4 February; Sunday 26 January and Saturday 8 February are worked.
    assert answer_due(date(2025, 1, 20), CALENDAR) == date(2025, 2, 21)
    assert completion_due(date(2025, 1, 20), CALENDAR) == date(2025, 2, 5)


@given(DAYS)
def test_nothing_is_ever_due_on_a_day_nobody_works(day: date) -> None:
    for last in (answer_due(day, CALENDAR), completion_due(day, CALENDAR)):
        assert last > day
        assert CALENDAR.is_working(last)


@given(DAYS)
def test_exactly_twenty_working_days_lie_between_receipt_and_the_last_day(day: date) -> None:
    last = answer_due(day, CALENDAR)
    assert working_days_left(day, last, CALENDAR) == 20
    assert working_days_left(last, last, CALENDAR) == 0
    assert working_days_left(last + timedelta(days=1), last, CALENDAR) < 0


@given(DAYS, DAYS)
def test_who_is_received_later_is_never_due_earlier(one: date, other: date) -> None:
    assert (answer_due(one, CALENDAR) <= answer_due(other, CALENDAR)) or one > other


@given(DAYS, st.integers(-30, 30), st.integers(-30, 30))
def test_a_receipt_lies_between_the_submission_and_today(submitted_on: date, after: int, today: int) -> None:
    confirmed_on, now = submitted_on + timedelta(days=after), submitted_on + timedelta(days=today)
    assert (receipt_fault(confirmed_on, submitted_on, now) == "") == (submitted_on <= confirmed_on <= now)


def test_a_new_application_is_received_only_where_its_way_says_since_when() -> None:
    at = datetime(2025, 3, 4, 23, 30, tzinfo=SHANGHAI)
    by_post, online = submitted(COMPANY, at, CALENDAR), submitted(CITIZEN, at, CALENDAR)
    assert (by_post.state, by_post.received_on, by_post.due_on) == (State.RECEIVED, TUESDAY, date(2025, 4, 1))
    assert (online.state, online.received_on, online.due_on) == (State.SUBMITTED, None, None)
    confirmed = received(online, date(2025, 3, 6), CALENDAR)
    assert (confirmed.state, confirmed.due_on) == (State.RECEIVED, date(2025, 4, 3))


def test_what_is_over_comes_first_and_what_has_time_is_left_out() -> None:
    at = datetime(2025, 3, 4, 9, 0, tzinfo=SHANGHAI)
    late, soon = (received(submitted(CITIZEN, at, CALENDAR), day, CALENDAR) for day in (TUESDAY, date(2025, 3, 10)))
    early, waiting = received(late, date(2025, 4, 1), CALENDAR), submitted(CITIZEN, at, CALENDAR)
    found = due([early, soon, waiting, late], date(2025, 4, 2), CALENDAR)
    assert [(one.due_on, one.days, one.is_overdue) for one in found] == [
        (date(2025, 4, 1), -1, True),
        (date(2025, 4, 8), 3, False),
    ]
    assert all(one.days <= SOON for one in found)
