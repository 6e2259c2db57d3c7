"""What has to be done about applications soon, or should have been: one line per term."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from content.registers.applications import Application
from content.registers.clocks import COMPLETION, completion_due
from content.registers.steps import Asked
from content.registers.working_days import DAY, WorkingDays, working_days_after, working_days_left

SOON = 5
"""Working days before its last day from which an answer is due soon."""


class Matter(StrEnum):
    """What is due: from the office, or, once the term is over, from somebody else."""

    ANSWER = "答复"
    SUPPLEMENT = "告知补正"
    COMPLETION = "申请人补正"
    OPINION = "征求意见"
    CONSENT = "征求其他机关意见"
    FEE = "申请人缴费"


NEXT = {
    Matter.COMPLETION: "期限已过，没有补正：没有正当理由的，可按 f1 办结",
    Matter.OPINION: "期限已过，没有答复：登记“逾期未答复”，由本机关决定是否公开",
    Matter.CONSENT: "期限已过，没有答复：登记“逾期未答复”，视为同意公开（第三十四条）",
    Matter.FEE: "期限已过，没有缴费：可按 f2 办结",
}


@dataclass(frozen=True, slots=True)
class Due:
    """An open application and a last day; `days` are the working days left, negative when it is over.

    `extendable`: the term to answer may still be extended.
    """

    application: Application
    due_on: date
    days: int
    matter: Matter = Matter.ANSWER
    extendable: bool = False

    @property
    def is_overdue(self) -> bool:
        return self.days < 0

    @property
    def says(self) -> str:
        """What to do now; "" for an answer, or a question, that is simply due."""
        if self.matter is Matter.ANSWER:
            return "还可以延长一次" if self.extendable else ""
        return NEXT.get(self.matter, "")


def due(
    applications: Iterable[Application], today: date, calendar: WorkingDays, *, unclear: Iterable[str] = ()
) -> list[Due]:
    """What is over, or due soon, the longest over first.

    An answer is listed from SOON working days before its last day, a term of others once it is over. `unclear`: the
    numbers of those that lack something, which can be asked for, once, within 7 working days.
    """
    lacking = frozenset(unclear)
    found = [
        Due(one, last, left, matter, extendable=may_extend(one, today))
        for one in applications
        if one.is_open
        for matter, last in _terms(one, calendar, lacks=one.number in lacking)
        for left in [working_days_left(today, last, calendar)]
        if _is_listed(matter, left)
    ]
    return sorted(found, key=lambda one: (one.due_on, one.application.number))


def soon_until(today: date, calendar: WorkingDays) -> date:
    """An answer whose last day is later than this is not listed yet."""
    return working_days_after(today, SOON + 1, calendar) - DAY


def may_lack_since(today: date, calendar: WorkingDays) -> date:
    """What was received before this can no longer be asked to be completed in time."""
    day = today
    while completion_due(day - DAY, calendar) >= today:
        day -= DAY
    return day


def may_extend(one: Application, today: date) -> bool:
    """Once, and before the term to answer is over. Source: 第三十三条."""
    return one.is_open and one.due_on is not None and today <= one.due_on and one.steps.extension is None


def _terms(one: Application, calendar: WorkingDays, *, lacks: bool) -> Iterator[tuple[Matter, date]]:
    steps = one.steps
    if one.due_on is not None:
        yield Matter.ANSWER, one.due_on
    if lacks and one.received_on and steps.supplement is None:
        yield Matter.SUPPLEMENT, completion_due(one.received_on, calendar)
    if steps.supplement and steps.awaits_supplement:
        yield Matter.COMPLETION, steps.supplement.until
    for opinion in steps.open_consultations:
        yield Matter.OPINION if opinion.asked is Asked.THIRD_PARTY else Matter.CONSENT, opinion.until
    if steps.fee and steps.awaits_fee:
        yield Matter.FEE, steps.fee.until


def _is_listed(matter: Matter, left: int) -> bool:
    if matter is Matter.ANSWER:
        return left <= SOON
    return 0 <= left <= COMPLETION if matter is Matter.SUPPLEMENT else left < 0
