"""The statutory clocks of an application. Source: 政府信息公开条例 第三十条 to 第三十四条, 第四十二条."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from content.registers.applications import Application, Draft, State, Way
from content.registers.steps import NONE, Consultation, Steps, Supplement
from content.registers.working_days import DAY, WorkingDays, working_days_after
from content.zone import day_of

ANSWER, COMPLETION, OPINION, LONGEST_EXTENSION = 20, 7, 15, 20
USUAL_SUPPLEMENT, PAYMENT = 15, 20
"""Working days an applicant is given unless told: to complete (usual, not a rule), and to pay."""

RECEIVED_AT_ONCE = frozenset({Way.IN_PERSON, Way.POST})


def receipt_of(way: Way, submitted_on: date) -> date | None:
    """The day of receipt that the way itself settles; None where it is the day both sides confirm.

    第三十一条: 当面, the day it is handed in; 邮寄, the day it is signed for; 平信, 互联网渠道 and 传真, the day
    confirmed with the applicant.
    """
    return submitted_on if way in RECEIVED_AT_ONCE else None


def receipt_fault(confirmed_on: date, submitted_on: date, today: date) -> str:
    """Why this cannot be the day of receipt, in Chinese; "" where it can."""
    if confirmed_on < submitted_on:
        return f"确认收到的日期 {confirmed_on} 早于提交的日期 {submitted_on}，请核对。"
    if confirmed_on > today:
        return f"确认收到的日期 {confirmed_on} 还没有到，请核对。"
    return ""


def answer_due(received_on: date, calendar: WorkingDays, steps: Steps = NONE) -> date:
    """Last day to answer: 20 working days after receipt; the day of receipt is day 0. Source: 第三十三条.

    A completed application (第三十条) starts it anew on the day it came. An extension adds its days. Time in which an
    opinion is awaited does not count, however many are asked (第三十三条, 第三十四条), nor time in which the fee is:
    no article says so of the fee in as many words, but nothing may be done before it is paid, and who reckons the days
    as stopped is in time under any reading.
    """
    asked, extension = steps.supplement, steps.extension
    start = asked.completed_on if asked and asked.completed_on else received_on
    days = ANSWER + (extension.days if extension else 0)
    return _after(start, days, calendar, tuple(_stops(steps)))


def _after(start: date, days: int, calendar: WorkingDays, stops: tuple[tuple[date, date], ...]) -> date:
    """As `working_days_after`, without the days of the stops: from the day after one begins to the day it ends."""
    day = start
    while days > 0:
        day += DAY
        days -= calendar.is_working(day) and not any(begun < day <= ended for begun, ended in stops)
    return day


def _stops(steps: Steps) -> Iterator[tuple[date, date]]:
    for one in steps.consultations:
        yield one.asked_on, one.ended_on
    if steps.fee and (ended := steps.fee.paid_on or steps.fee.waived_on):
        yield steps.fee.noticed_on, ended


def completion_due(received_on: date, calendar: WorkingDays) -> date:
    """Last day to ask, once, that an unclear application be completed (补正): 7 working days. Source: 第三十条."""
    return working_days_after(received_on, COMPLETION, calendar)


def submitted(draft: Draft, at: datetime, calendar: WorkingDays) -> Application:
    """A new one, still without a number: received, where its way says since when."""
    application = Application(number="", draft=draft, state=State.SUBMITTED, submitted_at=at)
    received_on = receipt_of(draft.way, day_of(at))
    return received(application, received_on, calendar) if received_on else application


def received(application: Application, on: date, calendar: WorkingDays) -> Application:
    """With its day of receipt, and the clock that runs from there."""
    state = State.RECEIVED if application.state is State.SUBMITTED else application.state
    return reckoned(replace(application, state=state, received_on=on), calendar)


def reckoned(one: Application, calendar: WorkingDays) -> Application:
    """With the days that follow from all that is written down of it: terms not over yet, and the last day to answer.

    No answer is due while the applicant is to complete it or to pay. A term the applicant was told by its day stays.
    """
    consultations = tuple(_with_term(asked, calendar) for asked in one.steps.consultations)
    steps = replace(one.steps, supplement=_judged(one, calendar), consultations=consultations)
    waits = one.state is State.VOIDED or steps.awaits_supplement or steps.awaits_fee
    due_on = None if one.received_on is None or waits else answer_due(one.received_on, calendar, steps)
    return replace(one, steps=steps, due_on=due_on)


def opinion_due(reached_on: date, calendar: WorkingDays) -> date:
    """Last day of a third party or another office to answer: 15 working days. Source: 第三十二条, 第三十四条."""
    return working_days_after(reached_on, OPINION, calendar)


def _judged(one: Application, calendar: WorkingDays) -> Supplement | None:
    """What the applicant was asked to complete: whether in time, by the day of receipt as it is known now."""
    asked = one.steps.supplement
    if asked is None or one.received_on is None:
        return asked
    return replace(asked, late=asked.asked_on > completion_due(one.received_on, calendar))


def _with_term(one: Consultation, calendar: WorkingDays) -> Consultation:
    return replace(one, until=opinion_due(one.reached_on or one.asked_on, calendar)) if one.is_open else one
