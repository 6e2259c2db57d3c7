"""When the notice on a year's holidays comes out, everything that reckons with working days follows it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from bot.actions.application_steps import ask_supplement, consult, extend
from bot.actions.applications import confirm_receipt
from bot.actions.apply import receive, receive_by_hand
from bot.actions.errors import NotAllowed
from bot.actions.holidays import Moved, enter_holidays
from bot.app import App
from bot.views.application_register import shown
from bot.views.holidays import holidays
from content.registers.applications import Act
from content.registers.clocks import reckoned
from content.registers.holidays import Notice
from tests.bot.applications.conftest import CLERK
from tests.bot.conftest import Run
from tests.bot.office import Office
from tests.content.registers.applicants import CITIZEN, COMPANY

SPRING = Notice(2025, "示范通知", (date(2025, 3, 10), date(2025, 3, 11), date(2025, 4, 4)), (date(2025, 3, 16),))
VISITOR = "oSample"
ON_ONE_DATABASE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


def test_open_applications_are_reckoned_anew_and_each_change_is_written_down(office: Office) -> None:
    by_post = receive_by_hand(office.app, CLERK, COMPANY, now=office.now).number
    with office.app.store.write() as work:
        online = receive(work, office.app, CITIZEN, visitor=VISITOR, now=office.now).number
        receive(work, office.app, CITIZEN, origin="某处", now=office.now)
    confirm_receipt(office.app, CLERK, online, now=office.now)
    moved = enter_holidays(office.app, CLERK, SPRING, now=office.now)
    assert moved == [Moved(number, date(2025, 4, 1), date(2025, 4, 2)) for number in (by_post, online)]
    found = shown(office.app, CLERK, online)
    last = found.history[-1]
    assert (last.act, last.reason) == (Act.RECKONED, "2025年放假安排：示范通知")
    assert (last.before, last.after) == ({"due_on": "2025-04-01"}, {"due_on": "2025-04-02"})
    with office.app.store.read() as work:
        events = [entry.event.evidence for entry in work.log.entries()]
        assert work.log.verify() is None
        assert "2025-04-02" in work.notices.due(office.now)[-1].text
    assert {"register": "放假安排", "number": "2025", "change": "更新", "source": "示范通知"} in events
    assert enter_holidays(office.app, CLERK, SPRING, now=office.now) == []


@ON_ONE_DATABASE
def test_a_term_of_others_that_moves_alone_is_written_down_and_told_to_nobody(office: Office) -> None:
    with office.app.store.write() as work:
        number = receive(work, office.app, CITIZEN, visitor=VISITOR, now=office.now).number
    confirm_receipt(office.app, CLERK, number, now=office.now)
    consult(office.app, CLERK, number, "甲公司", now=office.now)
    ask_supplement(office.app, CLERK, number, "请写明年份。", now=office.now)
    assert enter_holidays(office.app, CLERK, SPRING, now=office.now) == []
    found = shown(office.app, CLERK, number)
    assert (found.history[-1].act, found.application.steps.consultations[0].until) == (Act.RECKONED, date(2025, 3, 26))
    with office.app.store.read() as work:
        assert len(work.notices.due(office.now)) == 3


@ON_ONE_DATABASE
def test_what_comes_afterwards_is_reckoned_by_it_and_a_year_nobody_announced_is_estimated(office: Office) -> None:
    enter_holidays(office.app, "钱一", SPRING, now=office.now)
    assert receive_by_hand(office.app, CLERK, COMPANY, now=office.now).due_on == date(2025, 4, 2)
    office.later(timedelta(days=365 * 12))
    number = receive_by_hand(office.app, CLERK, COMPANY, again=True, now=office.now).number
    assert not shown(office.app, CLERK, number).announced
    year = office.now.year
    enter_holidays(office.app, CLERK, Notice(year, "示范通知", (date(year, 1, 1),), ()), now=office.now)
    assert shown(office.app, CLERK, number).announced
    assert [one.year for one in holidays(office.app)] == [2025, year]


def test_whoever_registers_and_extends_meanwhile_misses_nothing(office: Office) -> None:
    there = [receive_by_hand(office.app, CLERK, COMPANY, again=True, now=office.now).number for _ in range(4)]

    def register(_: int) -> object:
        return receive_by_hand(office.app, CLERK, COMPANY, again=True, now=office.now)

    def prolong(number: str) -> object:
        return extend(office.app, CLERK, number, approved_by="王五", now=office.now)

    with ThreadPoolExecutor(9) as pool:
        entering = pool.submit(enter_holidays, office.app, CLERK, SPRING, now=office.now)
        done = [*pool.map(register, range(4)), *pool.map(prolong, there)]
        entering.result()
    with office.app.store.read() as work:
        calendar = work.holidays.calendar()
        standing = work.applications.all()
    assert (len(done), len(standing)) == (8, 8)
    assert [reckoned(one, calendar) for one in standing] == standing


def test_two_who_enter_the_same_notice_at_once_enter_it_twice(office: Office) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(enter_holidays, office.app, CLERK, SPRING, now=office.now) for _ in range(4)]
        assert [each.result() for each in done] == [[]] * 4
    assert holidays(office.app) == [SPRING]


@ON_ONE_DATABASE
def test_only_those_whose_task_it_is_enter_it(office: Office) -> None:
    with pytest.raises(NotAllowed):
        enter_holidays(office.app, "张三", SPRING, now=office.now)


@ON_ONE_DATABASE
def test_this_process_sees_it_at_once_and_another_after_a_minute(office: Office) -> None:
    other = App.open(office.settings, clock=lambda: office.now)
    try:
        assert other.calendar.is_working(date(2025, 3, 10))
        assert office.app.calendar.is_working(date(2025, 3, 10))
        enter_holidays(office.app, CLERK, SPRING, now=office.now)
        assert not office.app.calendar.is_working(date(2025, 3, 10))
        assert other.calendar.is_working(date(2025, 3, 10))
        other.calendar_changed()  # as when its minute is over
        assert not other.calendar.is_working(date(2025, 3, 10))
    finally:
        other.close()


@ON_ONE_DATABASE
def test_a_clerk_enters_it_from_a_file(office: Office, run: Run) -> None:
    file = office.folder / "放假.yaml"
    file.write_text("年份：2027\n来源: 示范通知\n放假: 1月1日至1月3日\n调休上班: [1月9日]\n", encoding="utf-8")
    ran = run("holidays", "import", file, "--by", CLERK, settings=office.settings)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "2027 年：放假 3 天，调休上班 1 天。答复期限变了的申请 0 件。\n"
    shown_days = run("holidays", "show", "2027", settings=office.settings).out
    assert shown_days.count("放假") == 3
    assert "2027-01-09  上班  示范通知" in shown_days
    assert "按周一至周五推算" in run("holidays", "show", "2040", settings=office.settings).out
    file.write_text("年份: 2027\n来源: 示范通知\n放假: 明天\n", encoding="utf-8")
    wrong = run("holidays", "import", file, "--by", CLERK, settings=office.settings)
    assert (wrong.code, "第3行 放假：“明天”不是日期" in wrong.err) == (2, True)
