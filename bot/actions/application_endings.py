"""How an application ends: it is answered and closed; what was written down by mistake is taken back, or voided."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.actions.applications import changed, day_of_step, locked, require_standing, under_way
from bot.actions.errors import CannotDo, WrongUse
from bot.actions.reasons import require_reason
from content.registers.applications import OUTCOMES, Act, Application, State
from content.registers.clocks import reckoned
from content.registers.undoing import Step, undone
from content.text import legible

if TYPE_CHECKING:
    from bot.app import App


def close(
    app: "App", by: str, number: str, outcome: str, *, says: str = "", on: date | None = None, now: datetime
) -> Application:
    """It was answered, today unless told. `outcome`: a key of OUTCOMES.

    Raises CannotDo for a day before the last step, and for outcomes that need a step that was not taken: without a term
    that is over nobody is late to complete (f1) or to pay (f2); only what was completed can still be unclear (d3).
    """
    if outcome not in OUTCOMES:
        known = "；".join(f"{key} {words}" for key, words in OUTCOMES.items())
        raise WrongUse(f"没有“{outcome}”这种办理结果，可写：{known}。")
    with app.store.write() as work:
        one = under_way(work, by, number)
        day = day_of_step(one, on, now)
        if (last := max(one.steps.days(), default=day)) > day:
            raise CannotDo(f"办结的日期 {day} 早于 {last} 已经登记的办理步骤，请核对。")
        if fault := _fault(one, outcome, day):
            raise CannotDo(f"{one.number} 不能按“{OUTCOMES[outcome]}”办结：{fault}。")
        closed = replace(one, state=State.CLOSED, outcome=outcome, says=legible(says).strip(), closed_on=day)
        return changed(work, closed, Act.CLOSED, by=by, now=now)


def undo(app: "App", by: str, number: str, step: Step, *, party: str = "", reason: str, now: datetime) -> Application:
    """Take back what was written down by mistake; what stood there stays in the history.

    `party`: whose opinion; the one asked last unless told. Raises CannotDo where there is nothing to take back, and for
    the steps of a closed one.
    """
    require_reason(reason, f"撤销{step.chinese}")
    with app.store.write() as work:
        one = locked(work, by, number) if step is Step.CLOSING else under_way(work, by, number)
        require_standing(one)
        before = undone(one, step, party.strip())
        if before is None:
            raise CannotDo(f"{one.number} 没有登记过{step.chinese}{f'（{party}）' if party else ''}，没有可撤销的。")
        back = reckoned(before, work.holidays.calendar())
        return changed(work, back, Act.UNDONE, by=by, reason=reason, now=now)


def void(app: "App", by: str, number: str, *, reason: str, now: datetime) -> Application:
    """It should never have been registered: it counts nowhere, and stays to be seen with its history."""
    require_reason(reason, "作废")
    with app.store.write() as work:
        one = locked(work, by, number)
        require_standing(one)
        voided = replace(one, state=State.VOIDED, due_on=None, says="", outcome="", closed_on=None)
        return changed(work, voided, Act.VOIDED, by=by, reason=reason, now=now)


def _fault(one: Application, outcome: str, day: date) -> str:
    asked, fee = one.steps.supplement, one.steps.fee
    if outcome == "f1" and not (asked and one.steps.awaits_supplement and day > asked.until):
        return f"补正期限到 {asked.until}，还没有过或者已经补正" if asked else "没有告知过补正"
    if outcome == "f2" and not (fee and fee.is_open and day > fee.until):
        return f"缴费期限到 {fee.until}，还没有过或者已经缴费、免收" if fee else "没有通知过收费"
    if outcome == "d3" and not (asked and asked.completed_on):
        return "没有收到过补正"
    return ""
