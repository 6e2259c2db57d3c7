"""The way of an application from receipt to answer: 补正, opinions, extension, fee; late entries, mistakes, voiding."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.actions.application_endings import close, undo, void
from bot.actions.application_steps import (
    ask_supplement,
    complete,
    consult,
    extend,
    hear_opinion,
    notice_fee,
    pay_fee,
    waive_fee,
)
from bot.actions.applications import correct, note_progress
from bot.actions.apply import receive, receive_by_hand
from bot.actions.errors import CannotDo, NotAllowed, WrongUse
from bot.actions.identity import drop_old_identity
from bot.views.application_register import due, listed, shown
from bot.views.applications import progress_of
from content.registers.applications import Act, Application, Draft, State, Way
from content.registers.due import Matter
from content.registers.identity import Picture
from content.registers.steps import Answer, Asked, FeeBasis
from content.registers.undoing import Step
from tests.bot.applications.conftest import CLERK
from tests.bot.office import Office
from tests.content.registers.applicants import CITIZEN, COMPANY

# What the database does differently is tried by `test_entering_holidays` and the register's own tests.
pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
VISITOR = "oSample"
TUESDAY = date(2025, 3, 4)


def arrived(office: Office, draft: Draft = COMPANY) -> str:
    """By post, signed for today: received, and due on 1 April."""
    return receive_by_hand(office.app, CLERK, draft, now=office.now).number


def read(office: Office, number: str) -> Application:
    return shown(office.app, CLERK, number).application


def test_an_unclear_application_is_completed_and_its_term_begins_anew(office: Office) -> None:
    number = arrived(office)
    asked = ask_supplement(office.app, CLERK, number, "请写明是哪一年的合同。", now=office.now)
    assert asked.steps.supplement is not None
    assert (asked.due_on, asked.standing, asked.steps.supplement.until) == (None, "待补正", date(2025, 3, 25))
    assert not asked.steps.supplement.late
    with pytest.raises(CannotDo, match="只能告知一次"):
        ask_supplement(office.app, CLERK, number, "再问一次", now=office.now)
    office.later(timedelta(days=7))
    done = complete(office.app, CLERK, number, on=date(2025, 3, 10), now=office.now)
    assert (done.received_on, done.due_on, done.standing) == (TUESDAY, date(2025, 4, 8), "办理中")
    with pytest.raises(CannotDo, match="已于 2025-03-10 收到补正"):
        complete(office.app, CLERK, number, now=office.now)
    closed = close(office.app, CLERK, number, "d3", now=office.now)
    assert (closed.outcome, closed.due_on) == ("d3", date(2025, 4, 8))
    before, after = [(line.before, line.after) for line in shown(office.app, CLERK, number).history][2]
    assert (before["due_on"], after["due_on"]) == (None, "2025-04-08")
    assert "completed_on" not in before["supplement"]
    assert after["supplement"]["completed_on"] == "2025-03-10"


def test_who_asks_for_it_late_is_not_refused_and_it_is_written_down(office: Office) -> None:
    number, forgotten = arrived(office), arrived(office, replace(COMPANY, title="另一件"))
    office.later(timedelta(days=30))
    with pytest.raises(CannotDo, match="答复期限 2025-04-01 已过，不能再告知补正"):
        ask_supplement(office.app, CLERK, forgotten, "请写明年份。", now=office.now)
    asked = ask_supplement(office.app, CLERK, number, "请写明年份。", on=date(2025, 3, 14), now=office.now)
    assert asked.steps.supplement is not None
    assert asked.steps.supplement.late
    late_receipt = date(2025, 3, 10)
    put_right = correct(office.app, CLERK, number, {}, received_on=late_receipt, reason="收到日登错", now=office.now)
    assert put_right.steps.supplement is not None
    assert not put_right.steps.supplement.late


def test_whoever_does_not_complete_it_in_time_is_listed_and_it_may_be_closed_for_that(office: Office) -> None:
    number = arrived(office)
    ask_supplement(office.app, CLERK, number, "请写明年份。", until=date(2025, 3, 20), now=office.now)
    with pytest.raises(CannotDo, match="补正期限到 2025-03-20，还没有过"):
        close(office.app, CLERK, number, "f1", now=office.now)
    office.later(timedelta(days=17))
    assert [(one.matter, one.due_on) for one in due(office.app, CLERK, office.now.date())] == [
        (Matter.COMPLETION, date(2025, 3, 20))
    ]
    assert close(office.app, CLERK, number, "f1", now=office.now).outcome == "f1"
    assert due(office.app, CLERK, office.now.date()) == []


def test_two_opinions_are_asked_for_and_heard_and_the_clock_rests_meanwhile(office: Office) -> None:
    number = arrived(office)
    office.later(timedelta(days=10))
    app = office.app
    consult(app, CLERK, number, "甲公司", on=date(2025, 3, 5), reached_on=date(2025, 3, 6), now=office.now)
    one = consult(app, CLERK, number, "市档案馆", asked=Asked.OFFICE, on=date(2025, 3, 10), now=office.now)
    assert [asked.until for asked in one.steps.consultations] == [date(2025, 3, 27), date(2025, 3, 31)]
    with pytest.raises(WrongUse, match="甲公司、市档案馆"):
        hear_opinion(app, CLERK, number, Answer.AGREES, now=office.now)
    with pytest.raises(CannotDo, match="还没有过"):
        hear_opinion(app, CLERK, number, Answer.SILENT, party="甲公司", now=office.now)
    hear_opinion(app, CLERK, number, Answer.REFUSES, party="甲公司", now=office.now)
    undone = undo(app, CLERK, number, Step.OPINION, party="甲公司", reason="听错了", now=office.now)
    assert undone.steps == one.steps
    hear_opinion(app, CLERK, number, Answer.AGREES, party="市档案馆", now=office.now)
    office.later(timedelta(days=14))
    assert Matter.OPINION in [line.matter for line in due(app, CLERK, office.now.date())]
    done = hear_opinion(app, CLERK, number, Answer.SILENT, now=office.now)
    # 6 to 27 March does not count: 16 working days more than 1 April.
    assert (done.due_on, done.steps.open_consultations) == (date(2025, 4, 24), ())


def test_the_answer_is_extended_once_in_time_and_by_name(office: Office) -> None:
    number = arrived(office)
    for wrong, says in (({"approved_by": " "}, "负责人"), ({"approved_by": "王五", "days": 21}, "20 个工作日")):
        with pytest.raises(WrongUse, match=says):
            extend(office.app, CLERK, number, **wrong, now=office.now)  # type: ignore[arg-type]  # as the table says
    office.later(timedelta(days=29))
    with pytest.raises(CannotDo, match="2025-04-01 已过"):
        extend(office.app, CLERK, number, approved_by="王五", now=office.now)
    extended = extend(office.app, CLERK, number, approved_by="王五", on=date(2025, 4, 1), now=office.now)
    assert extended.due_on == date(2025, 4, 29)
    with pytest.raises(CannotDo, match="只能延长一次"):
        extend(office.app, CLERK, number, approved_by="王五", now=office.now)


def test_a_fee_is_noticed_and_paid_and_only_then_charged(office: Office) -> None:
    number = arrived(office)
    noticed = notice_fee(office.app, CLERK, number, 30_050, basis=FeeBasis.BY_PIECE, now=office.now)
    assert noticed.steps.fee is not None
    assert (noticed.due_on, noticed.standing, noticed.fee_fen) == (None, "待缴费", 0)
    assert noticed.steps.fee.until == date(2025, 4, 1)
    with pytest.raises(CannotDo, match="待缴费，现在不计答复期限"):
        extend(office.app, CLERK, number, approved_by="王五", now=office.now)
    office.later(timedelta(days=2))
    paid = pay_fee(office.app, CLERK, number, now=office.now)
    assert (paid.due_on, paid.fee_fen) == (date(2025, 4, 3), 30_050)
    with pytest.raises(CannotDo, match="没有等着缴的费用"):
        waive_fee(office.app, CLERK, number, reason="困难", now=office.now)


def test_a_fee_that_is_not_paid_ends_it_and_one_that_is_waived_does_not(office: Office) -> None:
    unpaid, waived = arrived(office), arrived(office, replace(COMPANY, title="另一件"))
    for number in (unpaid, waived):
        with pytest.raises(WrongUse, match="最早 2025-04-01"):
            notice_fee(office.app, CLERK, number, 1, basis=FeeBasis.BY_PAGE, until=date(2025, 3, 31), now=office.now)
        notice_fee(office.app, CLERK, number, 1, basis=FeeBasis.BY_PAGE, until=date(2025, 4, 2), now=office.now)
    done = waive_fee(office.app, CLERK, waived, reason="低保户", now=office.now)
    assert (done.due_on, done.fee_fen) == (date(2025, 4, 1), 0)
    office.later(timedelta(days=30))
    with pytest.raises(CannotDo, match="已经缴费、免收"):
        close(office.app, CLERK, waived, "f2", now=office.now)
    assert Matter.FEE in [line.matter for line in due(office.app, CLERK, office.now.date())]
    assert close(office.app, CLERK, unpaid, "f2", now=office.now).outcome == "f2"


def test_what_was_answered_before_it_is_entered_is_closed_on_its_day(office: Office) -> None:
    number = arrived(office)
    office.later(timedelta(days=10))
    for day, says in ((date(2025, 3, 15), "还没有到"), (date(2025, 3, 3), "早于收到申请")):
        with pytest.raises(CannotDo, match=says):
            close(office.app, CLERK, number, "a", on=day, now=office.now)
    consult(office.app, CLERK, number, "甲公司", on=date(2025, 3, 10), now=office.now)
    with pytest.raises(CannotDo, match="早于 2025-03-10 已经登记"):
        close(office.app, CLERK, number, "b", on=date(2025, 3, 7), now=office.now)
    assert close(office.app, CLERK, number, "b", on=date(2025, 3, 12), now=office.now).closed_on == date(2025, 3, 12)


def test_what_was_closed_by_mistake_is_opened_again_with_what_was_there(office: Office) -> None:
    number = arrived(office)
    close(office.app, CLERK, number, "a", says="现予公开。", now=office.now)
    with pytest.raises(WrongUse, match="理由"):
        undo(office.app, CLERK, number, Step.CLOSING, reason=" ", now=office.now)
    with pytest.raises(CannotDo, match="undo"):
        note_progress(office.app, CLERK, number, "在办", now=office.now)
    again = undo(office.app, CLERK, number, Step.CLOSING, reason="点错了", now=office.now)
    assert (again.state, again.outcome, again.closed_on, again.due_on) == (State.WORKING, "", None, date(2025, 4, 1))
    assert again.says == ""
    last = shown(office.app, CLERK, number).history[-1]
    assert (last.act, last.reason, last.before["outcome"]) == (Act.UNDONE, "点错了", "a")
    with pytest.raises(CannotDo, match="没有登记过延长期限"):
        undo(office.app, CLERK, number, Step.EXTENSION, reason="点错了", now=office.now)


def test_what_should_never_have_been_registered_counts_nowhere_and_can_come_again(office: Office) -> None:
    number = arrived(office)
    note_progress(office.app, CLERK, number, "正在查找。", now=office.now)
    voided = void(office.app, CLERK, number, reason="登重了", now=office.now)
    assert (voided.state, voided.due_on, voided.says, voided.is_open) == (State.VOIDED, None, "", False)
    assert [one.number for one in listed(office.app, CLERK, states=[State.VOIDED])] == [number]
    changes: list[Callable[[], object]] = [
        lambda: void(office.app, CLERK, number, reason="再来", now=office.now),
        lambda: correct(office.app, CLERK, number, {"name": "李四"}, reason="改", now=office.now),
        lambda: close(office.app, CLERK, number, "a", now=office.now),
        lambda: undo(office.app, CLERK, number, Step.CLOSING, reason="改", now=office.now),
    ]
    for change in changes:
        with pytest.raises(CannotDo, match="已作废"):
            change()
    assert arrived(office) != number


def test_pictures_of_what_was_voided_go_as_those_of_what_was_closed(office: Office) -> None:
    card = Picture(b"%PDF-1.4 sample", "card.pdf")
    number = receive_by_hand(office.app, CLERK, COMPANY, pictures=[card], now=office.now).number
    void(office.app, CLERK, number, reason="登重了", now=office.now)
    assert drop_old_identity(office.app, office.now + timedelta(days=183)) == 0
    assert drop_old_identity(office.app, office.now + timedelta(days=185)) == 1


def test_the_clock_stays_right_when_the_day_of_receipt_is_corrected(office: Office) -> None:
    number = arrived(office)
    extend(office.app, CLERK, number, approved_by="王五", now=office.now)
    early = correct(
        office.app, CLERK, number, {}, submitted_at=office.now - timedelta(days=1), reason="看错了", now=office.now
    )
    assert (early.received_on, early.due_on) == (date(2025, 3, 3), date(2025, 4, 28))
    office.later(timedelta(days=1))
    with pytest.raises(CannotDo, match="晚于 2025-03-04 已经登记的办理步骤"):
        correct(office.app, CLERK, number, {}, submitted_at=office.now, reason="看错了", now=office.now)


def test_an_applicant_in_the_chat_reads_what_is_waited_for_and_is_told(office: Office) -> None:
    with office.app.store.write() as work:
        draft = replace(CITIZEN, way=Way.IN_PERSON)
        number = receive(work, office.app, draft, visitor=VISITOR, now=office.now).number
    ask_supplement(office.app, CLERK, number, "请写明年份。", now=office.now)
    (seen,) = progress_of(office.app, VISITOR)
    assert seen.words == (
        "待补正：请最迟 2025-03-25 补正，收到补正后重新起算答复期限；没有正当理由逾期不补正的，不再办理。请写明年份。"
    )
    complete(office.app, CLERK, number, now=office.now)
    consult(office.app, CLERK, number, "甲公司", now=office.now)
    (seen,) = progress_of(office.app, VISITOR)
    assert "征求意见的时间不计入" in seen.words
    assert "甲公司" not in seen.words
    notice_fee(office.app, CLERK, number, 10_000, basis=FeeBasis.BY_PIECE, now=office.now)
    (seen,) = progress_of(office.app, VISITOR)
    assert "缴纳信息处理费 100 元" in seen.words
    with office.app.store.read() as work:
        assert len(work.notices.due(office.now)) == 4


def test_nobody_else_may(office: Office) -> None:
    number = arrived(office)
    steps: list[Callable[[], object]] = [
        lambda: ask_supplement(office.app, "张三", number, "请写明年份。", now=office.now),
        lambda: consult(office.app, "张三", number, "甲公司", now=office.now),
        lambda: extend(office.app, "张三", number, approved_by="王五", now=office.now),
        lambda: notice_fee(office.app, "张三", number, 1, basis=FeeBasis.BY_PIECE, now=office.now),
        lambda: undo(office.app, "张三", number, Step.CLOSING, reason="错", now=office.now),
        lambda: void(office.app, "张三", number, reason="错", now=office.now),
    ]
    for step in steps:
        with pytest.raises(NotAllowed):
            step()
    assert read(office, number).state is State.RECEIVED
