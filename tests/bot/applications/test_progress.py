"""From receipt to answer, and what the applicant sees of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.actions.application_endings import close
from bot.actions.applications import confirm_receipt, correct, note_progress
from bot.actions.errors import CannotDo, NotAllowed, WrongUse
from bot.actions.forget import forget
from bot.actions.guessing import MOST_ABOUT_ONE, NOT_SEEN
from bot.actions.identity import BY_ITSELF, drop_identity, drop_old_identity, see_identity
from bot.actions.tidy import tidy
from bot.views.application_register import due, shown, unconfirmed
from bot.views.applications import progress, progress_of
from content.registers.applications import Act, Application, State, Way
from content.registers.identity import KEPT
from tests.bot.applications.conftest import CLERK
from tests.bot.applications.test_receiving import CARD, sent
from tests.bot.office import Office
from tests.content.registers.applicants import CITIZEN

TAIL = "0000"
WHY = "核对申请人身份"


def asked(office: Office, number: str, tail: str = TAIL, asker: str = "192.0.2.1") -> str:
    return progress(office.app, number, tail, asker=asker, now=office.now).words


def received(office: Office, visitor: str = "") -> Application:
    made = sent(office, visitor=visitor)
    return confirm_receipt(office.app, CLERK, made.number, now=office.now)


def test_the_whole_way_as_the_applicant_sees_it(office: Office) -> None:
    number = sent(office).number
    assert "以双方确认之日为收到申请之日" in asked(office, number)
    office.later(timedelta(days=1))
    confirm_receipt(office.app, CLERK, number, now=office.now)
    assert "已于 2025-03-05 收到，最迟 2025-04-02 答复您" in asked(office, number)
    note_progress(office.app, CLERK, number, "正在查找档案。", now=office.now)
    assert asked(office, number).startswith("正在办理，最迟 2025-04-02 答复您")
    assert asked(office, number).endswith("正在查找档案。")
    close(office.app, CLERK, number, "a", says="答复书已寄出。", now=office.now)
    assert asked(office, number) == "已于 2025-03-05 办结。答复书已寄出。"


@pytest.mark.parametrize(
    "written", ["依申请〔2025〕0001号", "依申请（2025）1号", "2025-1", "20250001", "２０２５－１", " 2025 年 0001 号 "]
)
def test_a_number_is_found_however_it_is_typed(office: Office, written: str) -> None:
    sent(office)
    assert asked(office, written)
    assert asked(office, written, "００００")


def test_a_wrong_number_and_wrong_digits_are_told_in_the_same_words(office: Office) -> None:
    number = sent(office).number
    without = sent(office, replace(CITIZEN, phone="", title="没有电话")).number
    for wrong in ((number, "0001"), ("2025-9", TAIL), ("随便", TAIL), (number, ""), (without, ""), (without, "    ")):
        with pytest.raises(CannotDo, match=NOT_SEEN):
            asked(office, *wrong)


def test_nobody_tries_all_digits_however_the_number_is_written(office: Office) -> None:
    sent(office)
    for place in range(MOST_ABOUT_ONE):
        written = ("2025-1", "20250001", "依申请（2025）1号")[place % 3]
        with pytest.raises(CannotDo, match="没有查到"):
            asked(office, written, f"{place + 1:04d}", asker=f"192.0.2.{place}")
    with pytest.raises(CannotDo, match="次数太多"):
        asked(office, "2025-1")
    office.later(timedelta(hours=1, minutes=1))
    assert asked(office, "2025-1")


def test_in_the_chat_everybody_sees_their_own(office: Office) -> None:
    mine, other = sent(office, visitor="oSample"), sent(office, visitor="oOther")
    assert [one.number for one in progress_of(office.app, "oSample")] == [mine.number]
    assert [one.number for one in progress_of(office.app, "oSample", "2025-1")] == [mine.number]
    assert progress_of(office.app, "oSample", other.number) == []
    assert progress_of(office.app, "") == []


def test_whoever_applied_in_the_chat_is_told_of_every_step(office: Office) -> None:
    number = received(office, visitor="oSample").number
    close(office.app, CLERK, number, "b", now=office.now)
    with office.app.store.read() as work:
        told = [(one.visitor, one.about, one.text) for one in work.notices.about(f"application:{number}")]
    assert [(visitor, about) for visitor, about, _ in told] == [("oSample", f"application:{number}")] * 2
    assert "最迟 2025-04-01 答复您" in told[0][2]
    assert "张三" not in repr(told)


def test_after_leaving_nobody_is_told_and_the_number_still_works(office: Office) -> None:
    number = sent(office, visitor="oSample").number
    with office.app.store.write() as work:
        forget(work, "oSample", office.now)
    confirm_receipt(office.app, CLERK, number, now=office.now)
    assert progress_of(office.app, "oSample") == []
    assert asked(office, number)


@pytest.mark.parametrize("day", [date(2025, 3, 3), date(2025, 3, 5)])
def test_receipt_is_confirmed_neither_before_it_came_nor_tomorrow(office: Office, day: date) -> None:
    number = sent(office).number
    with pytest.raises(CannotDo, match=str(day)):
        confirm_receipt(office.app, CLERK, number, on=day, now=office.now)


def test_receipt_is_confirmed_once(office: Office) -> None:
    number = received(office).number
    with pytest.raises(CannotDo, match="correct"):
        confirm_receipt(office.app, CLERK, number, now=office.now)


def test_nothing_is_answered_before_its_clock_runs_or_after_it_is_closed(office: Office) -> None:
    number = sent(office).number
    with pytest.raises(CannotDo, match="确认收到"):
        note_progress(office.app, CLERK, number, "在办。", now=office.now)
    confirm_receipt(office.app, CLERK, number, now=office.now)
    close(office.app, CLERK, number, "d1", now=office.now)
    with pytest.raises(CannotDo, match="办结"):
        close(office.app, CLERK, number, "a", now=office.now)


def test_an_outcome_is_a_row_of_the_report(office: Office) -> None:
    number = received(office).number
    with pytest.raises(WrongUse, match="c8 不予公开：属于行政查询事项"):
        close(office.app, CLERK, number, "公开", now=office.now)


def test_what_was_written_down_wrongly_is_put_right_with_a_reason_and_stays_readable(office: Office) -> None:
    number = received(office).number
    put_right = correct(office.app, CLERK, number, {"phone": "13900001111"}, reason="听错了", now=office.now)
    assert put_right.draft.phone == "13900001111"
    assert asked(office, number, "1111")
    last = shown(office.app, CLERK, number).history[-1]
    assert (last.act, last.reason) == (Act.CORRECTED, "听错了")
    assert (last.before["phone"], last.after["phone"]) == (CITIZEN.phone, "13900001111")


def test_a_day_of_receipt_put_right_sets_the_clock_anew(office: Office) -> None:
    number = sent(office).number
    office.later(timedelta(days=3))
    confirm_receipt(office.app, CLERK, number, now=office.now)
    put_right = correct(office.app, CLERK, number, {}, received_on=date(2025, 3, 5), reason="登错", now=office.now)
    assert (put_right.received_on, put_right.due_on) == (date(2025, 3, 5), date(2025, 4, 2))
    with pytest.raises(CannotDo, match="早于提交"):
        correct(office.app, CLERK, number, {}, received_on=date(2025, 3, 1), reason="登错", now=office.now)


def test_another_way_may_settle_the_day_of_receipt(office: Office) -> None:
    number = sent(office).number
    put_right = correct(office.app, CLERK, number, {"way": Way.IN_PERSON}, reason="其实是当面交的", now=office.now)
    assert (put_right.state, put_right.received_on) == (State.RECEIVED, date(2025, 3, 4))


@pytest.mark.parametrize(
    ("fields", "reason", "says"),
    [({"phone": "1"}, " ", "理由"), ({"电话": "1"}, "错", "电话"), ({"way": "飞鸽"}, "错", "申请方式只有")],
)
def test_a_correction_needs_a_reason_and_a_field(
    office: Office, fields: dict[str, str], reason: str, says: str
) -> None:
    number = sent(office).number
    with pytest.raises(WrongUse, match=says):
        correct(office.app, CLERK, number, fields, reason=reason, now=office.now)


def test_a_correction_that_changes_nothing_is_not_called_one(office: Office) -> None:
    number = sent(office).number
    for fields in ({}, {"phone": CITIZEN.phone}):
        with pytest.raises(CannotDo, match="没有要更正的"):
            correct(office.app, CLERK, number, fields, reason="错", now=office.now)


def test_what_is_late_soon_due_or_unconfirmed_is_listed(office: Office) -> None:
    late = received(office).number
    office.later(timedelta(days=29))
    waiting = sent(office).number
    found = due(office.app, CLERK, office.now.date())
    assert [(one.application.number, one.days) for one in found] == [(late, -1)]
    assert [one.number for one in unconfirmed(office.app, CLERK)] == [waiting]


def test_pictures_are_looked_at_on_the_record_and_deleted_once_it_is_closed(office: Office) -> None:
    number = sent(office, card=True).number
    assert [content for _, content in see_identity(office.app, CLERK, number, reason=WHY, now=office.now)] == [
        CARD.content
    ]
    with pytest.raises(CannotDo, match="还没有办结"):
        drop_identity(office.app, CLERK, number, now=office.now)
    confirm_receipt(office.app, CLERK, number, now=office.now)
    close(office.app, CLERK, number, "a", now=office.now)
    assert drop_identity(office.app, CLERK, number, now=office.now) == 1
    assert list((office.folder / "var/identity").iterdir()) == []
    assert shown(office.app, CLERK, number).pictures == 0
    acts = [line.act for line in shown(office.app, CLERK, number).history]
    assert acts[1:3] == [Act.IDENTITY_KEPT, Act.IDENTITY_SEEN]
    assert shown(office.app, CLERK, number).history[2].reason == WHY
    assert acts[-1] is Act.IDENTITY_DROPPED
    with pytest.raises(CannotDo, match="已经删除"):
        see_identity(office.app, CLERK, number, reason=WHY, now=office.now)


def test_six_months_after_it_is_closed_the_pictures_go_by_themselves(office: Office) -> None:
    open_one, number = sent(office, card=True).number, sent(office, visitor="某人", card=True).number
    confirm_receipt(office.app, CLERK, number, now=office.now)
    close(office.app, CLERK, number, "a", now=office.now)
    office.later(KEPT)
    assert drop_old_identity(office.app, office.now) == 0
    assert see_identity(office.app, CLERK, number, reason=WHY, now=office.now)
    office.later(timedelta(days=1))
    tidy(office.app)
    assert len(list((office.folder / "var/identity").iterdir())) == 1
    assert see_identity(office.app, CLERK, open_one, reason=WHY, now=office.now)
    last = shown(office.app, CLERK, number).history[-1]
    assert (last.act, last.by) == (Act.IDENTITY_DROPPED, BY_ITSELF)
    with office.app.store.read() as work:
        entries = [one for one in work.log.entries() if one.event.evidence.get("number") == number]
    assert (entries[-1].event.by, entries[-1].event.evidence["change"]) == (BY_ITSELF, Act.IDENTITY_DROPPED)
    assert drop_old_identity(office.app, office.now) == 0


def test_after_a_restore_the_pictures_must_be_asked_for_again(office: Office) -> None:
    number = sent(office, card=True).number
    for file in (office.folder / "var/identity").iterdir():
        file.unlink()
    with pytest.raises(CannotDo, match="备份里不带"):
        see_identity(office.app, CLERK, number, reason=WHY, now=office.now)


STEPS: dict[str, Callable[[Office, str], object]] = {
    "confirm": lambda o, number: confirm_receipt(o.app, "张三", number, now=o.now),
    "progress": lambda o, number: note_progress(o.app, "张三", number, "在办。", now=o.now),
    "close": lambda o, number: close(o.app, "张三", number, "a", now=o.now),
    "correct": lambda o, number: correct(o.app, "张三", number, {}, reason="错", now=o.now),
    "see": lambda o, number: see_identity(o.app, "张三", number, reason=WHY, now=o.now),
    "drop": lambda o, number: drop_identity(o.app, "张三", number, now=o.now),
    "show": lambda o, number: shown(o.app, "张三", number),
    "list": lambda o, _: unconfirmed(o.app, "张三"),
}


@pytest.mark.parametrize("step", STEPS)
def test_nobody_else_of_the_office_sees_or_does_anything(office: Office, step: str) -> None:
    number = sent(office).number
    with pytest.raises(NotAllowed, match="办理依申请公开申请"):
        STEPS[step](office, number)
