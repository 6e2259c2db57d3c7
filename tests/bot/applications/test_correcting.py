"""Days that were written down wrongly: when an application was submitted, and when it was received."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.actions.application_endings import close
from bot.actions.applications import correct
from bot.actions.apply import receive_by_hand
from bot.actions.errors import CannotDo, WrongUse
from bot.views.application_register import shown
from content.registers.applications import Act, Way
from tests.bot.applications.conftest import CLERK
from tests.bot.applications.test_progress import received
from tests.bot.office import Office
from tests.content.registers.applicants import CITIZEN


def test_a_wrong_day_of_submission_is_put_right_and_its_clock_with_it(office: Office) -> None:
    number = receive_by_hand(office.app, CLERK, replace(CITIZEN, way=Way.IN_PERSON), now=office.now).number
    came = office.now - timedelta(days=3)
    put_right = correct(office.app, CLERK, number, {}, submitted_at=came, reason="登记错", now=office.now)
    assert (put_right.submitted_at, put_right.received_on, put_right.due_on) == (
        came,
        date(2025, 3, 1),
        date(2025, 3, 28),
    )
    last = shown(office.app, CLERK, number).history[-1]
    assert (last.act, last.reason, sorted(last.after)) == (
        Act.CORRECTED,
        "登记错",
        ["due_on", "received_on", "submitted_at"],
    )
    assert (last.before["received_on"], last.after["received_on"]) == ("2025-03-04", "2025-03-01")
    later = office.now + timedelta(minutes=1)
    with pytest.raises(WrongUse, match="晚于现在"):
        correct(office.app, CLERK, number, {}, submitted_at=later, reason="登记错", now=office.now)


def test_the_days_of_submission_and_receipt_are_put_right_in_one_step(office: Office) -> None:
    number = received(office).number
    came, on = office.now - timedelta(days=5), date(2025, 3, 3)
    with pytest.raises(CannotDo, match="同时写 --field 提交时间"):
        correct(office.app, CLERK, number, {}, received_on=on, reason="登记错", now=office.now)
    put_right = correct(
        office.app, CLERK, number, {}, submitted_at=came, received_on=on, reason="登记错", now=office.now
    )
    assert (put_right.submitted_at, put_right.received_on, put_right.due_on) == (came, on, date(2025, 3, 31))


def test_a_confirmed_day_of_receipt_stays_when_only_the_submission_is_put_right(office: Office) -> None:
    number = received(office).number
    came = office.now - timedelta(days=5)
    put_right = correct(office.app, CLERK, number, {}, submitted_at=came, reason="登记错", now=office.now)
    assert (put_right.submitted_at, put_right.received_on) == (came, date(2025, 3, 4))


def test_a_day_of_receipt_put_right_by_hand_outlives_another_correction(office: Office) -> None:
    number = receive_by_hand(office.app, CLERK, replace(CITIZEN, way=Way.POST), now=office.now).number
    office.later(timedelta(days=2))
    on = date(2025, 3, 5)
    correct(office.app, CLERK, number, {}, received_on=on, reason="签收日登错", now=office.now)
    put_right = correct(office.app, CLERK, number, {"phone": "13900001111"}, reason="听错了", now=office.now)
    assert put_right.received_on == on


def test_what_is_closed_was_not_received_later(office: Office) -> None:
    number = received(office).number
    close(office.app, CLERK, number, "a", now=office.now)
    office.later(timedelta(days=2))
    with pytest.raises(CannotDo, match="晚于办结"):
        correct(office.app, CLERK, number, {}, received_on=date(2025, 3, 5), reason="登记错", now=office.now)
