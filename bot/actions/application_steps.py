"""What is done with an application on the way to its answer: 补正, opinions asked for, extension, fee.

Each is written down on the day it was done, today unless told; the clocks are reckoned anew, and the applicant is told.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bot.actions.applications import changed, day_of_step, under_way
from bot.actions.errors import CannotDo, WrongUse
from bot.actions.reasons import require_reason
from content.registers.applications import Act, Application, State
from content.registers.clocks import (
    LONGEST_EXTENSION,
    PAYMENT,
    USUAL_SUPPLEMENT,
    opinion_due,
    reckoned,
)
from content.registers.steps import Answer, Asked, Consultation, Extension, Fee, FeeBasis, Supplement
from content.registers.working_days import working_days_after
from content.store.store import Work
from content.text import legible

if TYPE_CHECKING:
    from bot.app import App

UNDO = "登错的，用 gongkai applications undo 撤销。"


def ask_supplement(
    app: "App", by: str, number: str, says: str, *, until: date | None = None, on: date | None = None, now: datetime
) -> Application:
    """Ask the applicant, once, to complete what is unclear: `says`, until a day (第三十条). Raises CannotDo.

    Until then no answer is due. Asked for after the 7 working days it is written down as late, and not refused; once
    the term to answer is over, nothing begins it anew.
    """
    says = _words(says, "要补正什么")
    with app.store.write() as work:
        one = under_way(work, by, number)
        if one.steps.supplement:
            asked_on = one.steps.supplement.asked_on
            raise CannotDo(f"{one.number} 已于 {asked_on} 告知过补正，只能告知一次（第三十条）；{UNDO}")
        day, calendar = day_of_step(one, on, now), work.holidays.calendar()
        if one.due_on is not None:
            _require_in_term(one, day, "告知补正")
        until = until or working_days_after(day, USUAL_SUPPLEMENT, calendar)
        _require_later(until, day, "补正期限")
        asked = Supplement(asked_on=day, until=until, says=says)
        return _keep(work, _with(one, supplement=asked), Act.SUPPLEMENT_ASKED, by=by, now=now)


def complete(app: "App", by: str, number: str, *, on: date | None = None, now: datetime) -> Application:
    """The completed application came: the term to answer begins anew on that day (第三十条)."""
    with app.store.write() as work:
        one = under_way(work, by, number)
        asked = one.steps.supplement
        if asked is None or asked.completed_on:
            came = f"已于 {asked.completed_on} 收到补正" if asked else "没有告知过补正"
            raise CannotDo(f"{one.number} {came}。")
        day = day_of_step(one, on, now)
        _require_not_before(day, asked.asked_on, "告知补正")
        done = _with(one, supplement=replace(asked, completed_on=day))
        return _keep(work, done, Act.COMPLETED, by=by, now=now)


def consult(
    app: "App",
    by: str,
    number: str,
    party: str,
    *,
    asked: Asked = Asked.THIRD_PARTY,
    on: date | None = None,
    reached_on: date | None = None,
    now: datetime,
) -> Application:
    """Ask a third party or another office for an opinion: the clock rests (第三十二条 to 第三十四条).

    `reached_on`: the day the letter reached them, from which their 15 working days run; the day of asking unless told.
    """
    party = _words(party, "征求谁的意见")
    with app.store.write() as work:
        one = under_way(work, by, number)
        if any(opinion.party == party for opinion in one.steps.open_consultations):
            raise CannotDo(f"{one.number} 已经在征求“{party}”的意见，还没有登记答复；{UNDO}")
        day = day_of_step(one, on, now)
        reached = day_of_step(one, reached_on, now) if reached_on else None
        _require_not_before(reached or day, day, "征求意见")
        until = opinion_due(reached or day, work.holidays.calendar())
        opinion = Consultation(party=party, asked=asked, asked_on=day, reached_on=reached, until=until)
        done = _with(one, consultations=(*one.steps.consultations, opinion))
        return _keep(work, done, Act.CONSULTED, by=by, now=now)


def hear_opinion(
    app: "App",
    by: str,
    number: str,
    answer: Answer,
    *,
    party: str = "",
    on: date | None = None,
    says: str = "",
    now: datetime,
) -> Application:
    """What was answered, or that nothing was until the term was over. `party`: "" where only one is asked."""
    with app.store.write() as work:
        one = under_way(work, by, number)
        opinion = _asked(one, party.strip())
        day = day_of_step(one, on, now)
        _require_not_before(day, opinion.asked_on, "征求意见")
        silent = answer is Answer.SILENT
        if silent and day <= opinion.until:
            raise CannotDo(f"“{opinion.party}”的答复期限到 {opinion.until}，还没有过。")
        heard = replace(opinion, answer=answer, answered_on=None if silent else day, says=legible(says).strip())
        several = tuple(heard if each is opinion else each for each in one.steps.consultations)
        return _keep(work, _with(one, consultations=several), Act.ANSWERED, by=by, now=now)


def extend(
    app: "App",
    by: str,
    number: str,
    *,
    approved_by: str,
    reason: str = "",
    days: int = LONGEST_EXTENSION,
    on: date | None = None,
    now: datetime,
) -> Application:
    """Once, by at most 20 working days, before the term is over (第三十三条). `approved_by`: the head who agreed."""
    approved_by = _words(approved_by, "经哪位负责人同意（--approved-by）")
    if not 1 <= days <= LONGEST_EXTENSION:
        raise WrongUse(f"延长 1 至 {LONGEST_EXTENSION} 个工作日，现在写的是 {days}。")
    with app.store.write() as work:
        one = under_way(work, by, number)
        if one.steps.extension:
            raise CannotDo(f"{one.number} 已于 {one.steps.extension.on} 延长过，只能延长一次（第三十三条）；{UNDO}")
        day = day_of_step(one, on, now)
        _require_in_term(one, day, "延长")
        extension = Extension(on=day, days=days, approved_by=approved_by, reason=legible(reason).strip())
        return _keep(work, _with(one, extension=extension), Act.EXTENDED, by=by, now=now)


def notice_fee(
    app: "App",
    by: str,
    number: str,
    fen: int,
    *,
    basis: FeeBasis,
    until: date | None = None,
    on: date | None = None,
    now: datetime,
) -> Application:
    """The applicant was told to pay so much, in 分, until a day; until it is paid no answer is due (第四十二条).

    They have 20 working days from the day after it reached them (国办函〔2020〕109号): no earlier day is taken.
    """
    if fen <= 0:
        raise WrongUse("收费金额要大于 0；不收费的不用通知。")
    with app.store.write() as work:
        one = under_way(work, by, number)
        if one.steps.fee:
            raise CannotDo(f"{one.number} 已于 {one.steps.fee.noticed_on} 通知过收费；{UNDO}")
        day = day_of_step(one, on, now)
        _require_in_term(one, day, "通知收费")
        first = working_days_after(day, PAYMENT, work.holidays.calendar())
        until = until or first
        if until < first:
            raise WrongUse(f"缴费期限 {until} 太早：要给 {PAYMENT} 个工作日，最早 {first}（国办函〔2020〕109号）。")
        fee = Fee(noticed_on=day, basis=basis, fen=fen, until=until)
        return _keep(work, _with(one, fee=fee), Act.FEE_NOTICED, by=by, now=now)


def pay_fee(app: "App", by: str, number: str, *, on: date | None = None, now: datetime) -> Application:
    """It was paid, as the notice says."""
    with app.store.write() as work:
        one, fee, day = _unpaid(work, by, number, on, now=now)
        paid = replace(_with(one, fee=replace(fee, paid_on=day)), fee_fen=fee.fen)
        return _keep(work, paid, Act.FEE_PAID, by=by, now=now)


def waive_fee(app: "App", by: str, number: str, *, reason: str, on: date | None = None, now: datetime) -> Application:
    """It need not be paid."""
    require_reason(reason, "免收费用")
    with app.store.write() as work:
        one, fee, day = _unpaid(work, by, number, on, now=now)
        waived = _with(one, fee=replace(fee, waived_on=day))
        return _keep(work, waived, Act.FEE_WAIVED, by=by, reason=reason, now=now)


def _with(one: Application, **steps: Any) -> Application:
    return replace(one, state=State.WORKING, steps=replace(one.steps, **steps))


def _keep(work: Work, one: Application, act: Act, *, by: str, reason: str = "", now: datetime) -> Application:
    return changed(work, reckoned(one, work.holidays.calendar()), act, by=by, reason=reason, now=now)


def _asked(one: Application, party: str) -> Consultation:
    waiting = [opinion for opinion in one.steps.open_consultations if party in ("", opinion.party)]
    if len(waiting) == 1:
        return waiting[0]
    if names := "、".join(opinion.party for opinion in one.steps.open_consultations):
        raise WrongUse(f"请用 --party 写明是谁的意见，正在征求的有：{names}。")
    raise CannotDo(f"{one.number} 没有正在征求的意见。")


def _unpaid(work: Work, by: str, number: str, on: date | None, *, now: datetime) -> tuple[Application, Fee, date]:
    one = under_way(work, by, number)
    fee = one.steps.fee
    if fee is None or not fee.is_open:
        raise CannotDo(f"{one.number} 没有等着缴的费用。")
    day = day_of_step(one, on, now)
    _require_not_before(day, fee.noticed_on, "通知收费")
    return one, fee, day


def _words(text: str, what: str) -> str:
    if not (words := legible(text).strip()):
        raise WrongUse(f"没有写{what}。")
    return words


def _require_later(until: date, on: date, what: str) -> None:
    if until <= on:
        raise WrongUse(f"{what} {until} 要晚于告知的日期 {on}，请核对。")


def _require_not_before(day: date, first: date, what: str) -> None:
    if day < first:
        raise CannotDo(f"日期 {day} 早于{what}的日期 {first}，请核对。")


def _require_in_term(one: Application, day: date, doing: str) -> None:
    """Only while an answer is due, and not over."""
    if one.due_on is None:
        raise CannotDo(f"{one.number} {one.standing}，现在不计答复期限，不能{doing}。")
    if day > one.due_on:
        raise CannotDo(f"{one.number} 的答复期限 {one.due_on} 已过，不能再{doing}。")
