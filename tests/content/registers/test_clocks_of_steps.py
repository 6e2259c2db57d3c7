"""What moves the last day to answer: 补正, opinions, extension, fee – and that none of them ever shortens it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.registers.applications import INCOMPLETE, UNPAID, Application, State
from content.registers.clocks import answer_due, opinion_due, received, reckoned, submitted
from content.registers.steps import NONE, Answer, Asked, Consultation, Extension, Fee, FeeBasis, Steps, Supplement
from content.registers.undoing import Step, undone
from content.registers.working_days import AnnouncedDays, OfficeDays, working_days_after
from content.zone import SHANGHAI
from tests.content.registers.applicants import COMPANY

CALENDAR = AnnouncedDays()
CAME = datetime(2025, 3, 3, 9, 0, tzinfo=SHANGHAI)
MONDAY = date(2025, 3, 3)
DAYS = st.dates(MONDAY, date(2025, 5, 31))


def with_steps(**steps: object) -> Application:
    one = received(submitted(COMPANY, CAME, CALENDAR), MONDAY, CALENDAR)
    return reckoned(replace(one, steps=Steps(**steps)), CALENDAR)  # type: ignore[arg-type]  # as the tests name them


def asked(on: date, answered_on: date | None = None, party: str = "甲公司") -> Consultation:
    heard = {"answer": Answer.AGREES, "answered_on": answered_on} if answered_on else {}
    until = opinion_due(on, CALENDAR)
    return Consultation(party=party, asked=Asked.THIRD_PARTY, asked_on=on, until=until, **heard)  # type: ignore[arg-type]  # likewise


def fee(**days: date) -> Fee:
    told = {"noticed_on": date(2025, 3, 10), "until": date(2025, 4, 8)} | days
    return Fee(basis=FeeBasis.BY_PIECE, fen=10_000, **told)


def test_while_it_is_to_be_completed_no_answer_is_due_and_then_the_term_begins_anew() -> None:
    waiting = Supplement(asked_on=date(2025, 3, 5), until=date(2025, 3, 26))
    assert (with_steps(supplement=waiting).due_on, with_steps(supplement=waiting).standing) == (None, INCOMPLETE)
    completed = replace(waiting, completed_on=date(2025, 3, 20))
    assert with_steps(supplement=completed).due_on == answer_due(date(2025, 3, 20), CALENDAR) == date(2025, 4, 18)


def test_the_clock_rests_from_asking_to_the_answer_and_counts_a_day_of_several_once() -> None:
    plain = with_steps().due_on
    # Asked on Tuesday, heard on Friday: Wednesday to Friday do not count.
    one = asked(date(2025, 3, 4), date(2025, 3, 7))
    assert (plain, with_steps(consultations=(one,)).due_on) == (date(2025, 3, 31), date(2025, 4, 3))
    other = asked(date(2025, 3, 6), date(2025, 3, 10), "乙公司")
    assert with_steps(consultations=(one, other)).due_on == date(2025, 4, 7)  # Monday more, and 清明 is no working day
    assert with_steps(consultations=(asked(date(2025, 3, 4), date(2025, 3, 4)),)).due_on == plain


def test_whoever_is_silent_or_late_stops_the_clock_for_15_working_days_and_no_longer() -> None:
    waiting = asked(MONDAY)
    silent = replace(waiting, answer=Answer.SILENT)
    late = replace(waiting, answer=Answer.REFUSES, answered_on=date(2025, 5, 30))
    ends = {with_steps(consultations=(one,)).due_on for one in (waiting, silent, late)}
    assert ends == {working_days_after(MONDAY, 35, CALENDAR)}


def test_an_extension_adds_its_days_and_a_fee_the_time_it_was_not_paid() -> None:
    extension = Extension(on=date(2025, 3, 10), days=20, approved_by="王五")
    assert with_steps(extension=extension).due_on == working_days_after(MONDAY, 40, CALENDAR)
    unpaid = with_steps(fee=fee())
    assert (unpaid.due_on, unpaid.standing) == (None, UNPAID)
    # From the 10th to the 14th: Tuesday to Friday do not count.
    for ended in ("paid_on", "waived_on"):
        assert with_steps(fee=fee(**{ended: date(2025, 3, 14)})).due_on == working_days_after(MONDAY, 24, CALENDAR)


@given(st.lists(st.tuples(DAYS, DAYS), max_size=4), DAYS, DAYS, st.integers(1, 20))
@settings(max_examples=12)
def test_nothing_that_is_written_down_ever_makes_an_answer_due_earlier(
    opinions: list[tuple[date, date]], completed: date, paid: date, days: int
) -> None:
    several = tuple(asked(min(pair), max(pair), f"第{place}家") for place, pair in enumerate(opinions))
    steps = [
        Steps(consultations=several[:1]),
        Steps(consultations=several),
        Steps(consultations=several[::-1]),
        Steps(consultations=several, fee=fee(noticed_on=min(paid, MONDAY), paid_on=paid)),
    ]
    dues = [answer_due(MONDAY, CALENDAR, each) for each in (NONE, *steps)]
    assert dues == sorted(dues)
    assert dues[2] == dues[3]
    for each in steps:
        extended = replace(each, extension=Extension(on=MONDAY, days=days, approved_by="王五"))
        anew = replace(each, supplement=Supplement(asked_on=MONDAY, until=completed, completed_on=completed))
        assert answer_due(MONDAY, CALENDAR, extended) > answer_due(MONDAY, CALENDAR, each)
        assert answer_due(MONDAY, CALENDAR, anew) >= answer_due(MONDAY, CALENDAR, each)
        assert CALENDAR.is_working(answer_due(MONDAY, CALENDAR, each))


@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=3), st.booleans())
@settings(max_examples=10)
def test_steps_come_back_from_their_record_and_reckoning_twice_changes_nothing(
    opinions: list[tuple[date, date]], answered: bool
) -> None:
    several = tuple(asked(min(pair), max(pair) if answered else None) for pair in opinions)
    unclear = Supplement(asked_on=MONDAY, until=MONDAY, says="何年")
    one = with_steps(consultations=several, fee=fee(), supplement=unclear)
    assert Steps.of_record(one.steps.as_record()) == one.steps
    assert reckoned(one, CALENDAR) == one
    assert Steps.of_record({}) == NONE


def test_a_holiday_announced_later_moves_the_terms_that_still_run_and_no_day_that_was_told() -> None:
    one = with_steps(consultations=(asked(MONDAY), asked(MONDAY, date(2025, 3, 4), "乙公司")))
    announced = OfficeDays({date(2025, 3, 10): False, date(2025, 4, 4): False}, (2025,))
    moved = reckoned(one, announced)
    waiting, heard = moved.steps.consultations
    assert waiting.until == one.steps.consultations[0].until + timedelta(days=1)
    assert heard == one.steps.consultations[1]
    assert (one.due_on, moved.due_on) == (date(2025, 4, 22), date(2025, 4, 23))


def test_undoing_takes_back_what_came_in_answer_first_and_then_the_step() -> None:
    done = with_steps(
        supplement=Supplement(asked_on=MONDAY, until=date(2025, 3, 24), completed_on=date(2025, 3, 10)),
        consultations=(asked(MONDAY, date(2025, 3, 5)), asked(MONDAY, date(2025, 3, 6), "乙公司")),
        fee=fee(paid_on=date(2025, 3, 14)),
    )
    paid = replace(done, fee_fen=10_000)
    unpaid = taken_back(paid, Step.FEE)
    assert (unpaid.steps.awaits_fee, unpaid.fee_fen) == (True, 0)
    without = taken_back(unpaid, Step.FEE)
    assert (without.steps.fee, undone(without, Step.FEE)) == (None, None)
    unheard = taken_back(paid, Step.OPINION, "甲公司")
    assert [one.party for one in unheard.steps.open_consultations] == ["甲公司"]
    assert unheard.fee_fen == 10_000
    assert taken_back(paid, Step.SUPPLEMENT).steps.awaits_supplement
    assert undone(paid, Step.OPINION, "丙公司") is None
    assert undone(paid, Step.EXTENSION) is None


def taken_back(one: Application, step: Step, party: str = "") -> Application:
    found = undone(one, step, party)
    assert found
    return found


@pytest.mark.parametrize("state", [State.RECEIVED, State.WORKING])
def test_only_what_was_closed_is_opened_again(state: State) -> None:
    assert undone(replace(with_steps(), state=state), Step.CLOSING) is None
