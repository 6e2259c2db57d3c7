"""What the office does with an application for information: confirm its receipt, say how it goes, correct it.

Every change is kept with what stood there before, and tells the applicant in the chat where there is one.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.finding import application_of
from bot.actions.reasons import require_reason
from bot.actions.rights import Right, require
from content.registers.applications import WORDS, Act, ApplicantKind, Application, Draft, State, Way
from content.registers.clocks import receipt_fault, receipt_of, received
from content.registers.intake import tidied
from content.registers.progress import Progress
from content.store.store import Work
from content.text import legible
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App


def confirm_receipt(app: "App", by: str, number: str, *, on: date | None = None, now: datetime) -> Application:
    """The applicant and the office have confirmed it, today unless told: that is the day of receipt (第三十一条)."""
    with app.store.write() as work:
        one = locked(work, by, number)
        require_standing(one)
        if one.state is not State.SUBMITTED:
            hint = "登错了的用 gongkai applications correct 改。"
            raise CannotDo(f"{one.number} 的收到日期已经是 {one.received_on}；{hint}")
        day = on or day_of(now)
        _require_receipt(day, day_of(one.submitted_at), now)
        return changed(work, received(one, day, work.holidays.calendar()), Act.CONFIRMED, by=by, now=now)


def note_progress(app: "App", by: str, number: str, says: str, *, now: datetime) -> Application:
    """It is being worked on; `says` is for the applicant to read."""
    with app.store.write() as work:
        one = under_way(work, by, number)
        return changed(work, replace(one, state=State.WORKING, says=legible(says).strip()), Act.NOTED, by=by, now=now)


def correct(
    app: "App",
    by: str,
    number: str,
    fields: Mapping[str, str],
    *,
    submitted_at: datetime | None = None,
    received_on: date | None = None,
    reason: str,
    now: datetime,
) -> Application:
    """Put right what was written down wrongly: fields of the draft, when it was submitted, the day of receipt.

    The clock is set anew; where way or day of submission change, by what the way says of receipt (第三十一条).
    """
    require_reason(reason, "更正登记")
    with app.store.write() as work:
        one = locked(work, by, number)
        require_standing(one)
        came = submitted_at or one.submitted_at
        require_past(came, now)
        put_right = replace(one, draft=_put_right(one.draft, fields), submitted_at=came)
        if on := received_on or _settled_anew(one, put_right) or one.received_on:
            _require_corrected_receipt(put_right, on, now)
            put_right = received(put_right, on, work.holidays.calendar())
        if put_right == one:
            raise CannotDo(f"{one.number} 登记的就是这样，没有要更正的。要改的写在 --field 或 --received 里。")
        return work.applications.change(put_right, Act.CORRECTED, by=by, reason=reason, now=now)


def named(work: Work, number: str) -> Application:
    """By its number, however it is written. Raises WrongUse."""
    if (one := application_of(work, number)) is None:
        raise WrongUse(f"没有编号是“{number}”的申请，见 gongkai applications list。")
    return one


def locked(work: Work, by: str, number: str) -> Application:
    """For somebody who may, and for nobody else meanwhile."""
    require(work, by, Right.APPLICATIONS)
    return work.applications.for_change(named(work, number).number)


def under_way(work: Work, by: str, number: str) -> Application:
    """Received and still open, for somebody who may, and for nobody else meanwhile."""
    one = locked(work, by, number)
    require_standing(one)
    if one.state is State.SUBMITTED:
        raise CannotDo(f"{one.number} 还没有与申请人确认收到，请先用 gongkai applications confirm 确认。")
    if not one.is_open:
        raise CannotDo(f"{one.number} 已于 {one.closed_on} 办结；办结登错的，用 gongkai applications undo 撤销。")
    return one


def require_standing(one: Application) -> None:
    if one.state is State.VOIDED:
        raise CannotDo(f"{one.number} 已作废，不能再改；确有这件申请的，请重新登记。")


def day_of_step(one: Application, on: date | None, now: datetime) -> date:
    """Today unless told; neither to come, nor before it was received."""
    day = on or day_of(now)
    if day > day_of(now):
        raise CannotDo(f"日期 {day} 还没有到，请核对。")
    if one.received_on and day < one.received_on:
        raise CannotDo(f"日期 {day} 早于收到申请的日期 {one.received_on}，请核对。")
    return day


def changed(work: Work, one: Application, act: Act, *, by: str, reason: str = "", now: datetime) -> Application:
    """Kept, and told to the applicant in the chat where there is one."""
    if one.visitor:
        text = f"您的信息公开申请（{one.number}）：{Progress.of(one).words}"
        work.notices.add(one.visitor, text, about=f"application:{one.number}", now=now)
    return work.applications.change(one, act, by=by, reason=reason, now=now)


def _put_right(draft: Draft, fields: Mapping[str, str]) -> Draft:
    record = draft.as_record()
    if unknown := [name for name in fields if name not in record]:
        known = "、".join(WORDS[name] for name in record)
        raise WrongUse(f"没有“{WORDS.get(unknown[0], unknown[0])}”这一项；可以更正的有：{known}。")
    try:
        return tidied(Draft.of_record({**record, **fields}))
    except ValueError:
        raise WrongUse(f"申请方式只有{'、'.join(Way)}；申请人类别只有{'、'.join(ApplicantKind)}。") from None


def require_past(submitted_at: datetime, now: datetime) -> None:
    if submitted_at > now:
        raise WrongUse("提交的时间不会晚于现在，请核对。")


def _settled_anew(before: Application, after: Application) -> date | None:
    """The day of receipt by the way it came, where that or the day it came is another now."""
    came, comes = (receipt_of(one.draft.way, day_of(one.submitted_at)) for one in (before, after))
    return comes if comes != came else None


def _require_corrected_receipt(one: Application, on: date, now: datetime) -> None:
    submitted_on = day_of(one.submitted_at)
    if on < submitted_on:
        hint = "提交时间登错的，同时写 --field 提交时间=日期；收到日期登错的，同时写 --received 日期。"
        raise CannotDo(f"收到的日期 {on} 早于提交的日期 {submitted_on}：{hint}")
    if one.closed_on and on > one.closed_on:
        raise CannotDo(f"收到的日期 {on} 晚于办结的日期 {one.closed_on}，请核对。")
    if (first := min(one.steps.days(), default=on)) < on:
        raise CannotDo(f"收到的日期 {on} 晚于 {first} 已经登记的办理步骤，请核对。")
    _require_receipt(on, submitted_on, now)


def _require_receipt(on: date, submitted_on: date, now: datetime) -> None:
    if fault := receipt_fault(on, submitted_on, day_of(now)):
        raise CannotDo(fault)
