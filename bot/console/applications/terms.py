"""The legal days beside each step: by when it must be done, and what last day follows from the day it is done on."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from content.registers.applications import Application
from content.registers.clocks import (
    LONGEST_EXTENSION,
    PAYMENT,
    USUAL_SUPPLEMENT,
    answer_due,
    completion_due,
    opinion_due,
    reckoned,
)
from content.registers.steps import Extension
from content.registers.working_days import WorkingDays, working_days_after


class Line(NamedTuple):
    words: str
    day: date | None
    more: str = ""


class When(NamedTuple):
    """The day a step is done on, and its words: 今天, or the day itself."""

    day: date
    says: str


Lines = Callable[[Application, When, WorkingDays], list[Line]]


def lines_of(act: str, one: Application, on: When, calendar: WorkingDays) -> list[Line]:
    found = LINES.get(act)
    return found(one, on, calendar) if found else []


def _confirm(one: Application, on: When, calendar: WorkingDays) -> list[Line]:
    return [Line(f"{on.says}确认的，最迟答复", answer_due(on.day, calendar, one.steps), "20 个工作日")]


def _supplement(one: Application, on: When, calendar: WorkingDays) -> list[Line]:
    asked = (
        [Line("最迟告知", completion_due(one.received_on, calendar), "7 个工作日，只能一次")] if one.received_on else []
    )
    until = working_days_after(on.day, USUAL_SUPPLEMENT, calendar)
    return [*asked, Line(f"{on.says}告知的，补正期限", until, "不另写时 15 个工作日；其间不计答复期限")]


def _completed(one: Application, on: When, calendar: WorkingDays) -> list[Line]:
    asked = one.steps.supplement
    steps = replace(one.steps, supplement=replace(asked, completed_on=on.day)) if asked else one.steps
    return [Line(f"{on.says}收到补正的，最迟答复", answer_due(on.day, calendar, steps), "重新起算 20 个工作日")]


def _consult(_one: Application, on: When, calendar: WorkingDays) -> list[Line]:
    return [Line(f"对方{on.says}收到的，最迟答复", opinion_due(on.day, calendar), "15 个工作日，不计入答复期限")]


def _hear(one: Application, _on: When, _calendar: WorkingDays) -> list[Line]:
    return [Line(f"{asked.party}最迟答复", asked.until) for asked in one.steps.open_consultations]


def _extend(one: Application, on: When, calendar: WorkingDays) -> list[Line]:
    extension = Extension(on=on.day, days=LONGEST_EXTENSION, approved_by="")
    longest = reckoned(replace(one, steps=replace(one.steps, extension=extension)), calendar)
    return [Line("最迟延长", one.due_on, "期限过了不能再延长"), Line("延长 20 个工作日后，最迟答复", longest.due_on)]


def _charge(one: Application, on: When, calendar: WorkingDays) -> list[Line]:
    first = working_days_after(on.day, PAYMENT, calendar)
    return [
        Line("最迟通知", one.due_on),
        Line(f"{on.says}送达的，最早的缴费期限", first, "20 个工作日；其间不计答复期限"),
    ]


def _paid(one: Application, _on: When, _calendar: WorkingDays) -> list[Line]:
    return [Line("申请人最迟缴清", one.steps.fee.until)] if one.steps.fee else []


def _close(one: Application, _on: When, _calendar: WorkingDays) -> list[Line]:
    return [Line("最迟答复", one.due_on)] if one.due_on else []


LINES: Mapping[str, Lines] = {
    "queren": _confirm,
    "buzheng": _supplement,
    "shoubu": _completed,
    "zhengqiu": _consult,
    "shouyi": _hear,
    "yanqi": _extend,
    "shoufei": _charge,
    "jiaona": _paid,
    "mianshou": _paid,
    "banjie": _close,
}
