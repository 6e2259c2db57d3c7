"""The statutory clocks of an application. Source: 政府信息公开条例 第三十条, 第三十一条, 第三十三条."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from content.registers.applications import Application, Draft, State, Way
from content.registers.working_days import WorkingDays, working_days_after, working_days_left
from content.zone import day_of

ANSWER, COMPLETION = 20, 7
SOON = 5
"""Working days before its last day from which an application is due soon."""

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


def answer_due(received_on: date, calendar: WorkingDays) -> date:
    """Last day to answer: 20 working days after receipt; the day of receipt is day 0. Source: 第三十三条."""
    return working_days_after(received_on, ANSWER, calendar)


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
    return replace(application, state=state, received_on=on, due_on=answer_due(on, calendar))


@dataclass(frozen=True, slots=True)
class Due:
    """An open application and its last day; `days` are the working days left, negative when it is over."""

    application: Application
    due_on: date
    days: int

    @property
    def is_overdue(self) -> bool:
        return self.days < 0


def due(applications: Iterable[Application], today: date, calendar: WorkingDays) -> list[Due]:
    """Those that are over or due within SOON working days, the longest over first."""
    found = [
        Due(one, one.due_on, working_days_left(today, one.due_on, calendar))
        for one in applications
        if one.is_open and one.due_on is not None
    ]
    return sorted((one for one in found if one.days <= SOON), key=lambda one: (one.due_on, one.application.number))
