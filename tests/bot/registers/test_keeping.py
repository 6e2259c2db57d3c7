"""A clerk keeps the registers: enters, puts right, voids; each with the rights it takes and a trace."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest

from bot.actions.errors import CannotDo, NotAllowed, WrongUse
from bot.actions.registers import Entered, correct_entry, enter, register_of, void_entry
from bot.views.registers import listed, shown, some
from content.lined import Lined
from content.zone import SHANGHAI, day_of
from tests.bot.conftest import Run
from tests.bot.office import Office
from tests.bot.registers.conftest import APPLICATIONS, CLERK

DOCUMENT = {"类别": "规范性文件", "名称": "停车管理办法", "文号": "示管〔2025〕1号", "制发日期": "2025年1月6日"}
CASE = {"类别": "行政复议", "受理日期": "2025-02-03", "申请人或原告": "张三", "事由": "不服不予公开决定"}
Enters = Callable[..., Entered]


def enters(office: Office) -> Enters:
    def add(name: str, fields: dict[str, str], by: str = CLERK) -> Entered:
        return enter(office.app, by, register_of(name), Lined(fields, {}), now=office.now)

    return add


@pytest.fixture
def add(office: Office) -> Enters:
    return enters(office)


def test_a_document_is_entered_repealed_and_voided_and_all_of_it_stays(either: Office) -> None:
    office = either
    number = enters(office)("规范性文件", DOCUMENT).entry.number
    repealed = {"废止日期": "2025-03-01", "废止理由": "已被取代"}
    correct_entry(office.app, CLERK, "规范性文件-2025-1", repealed, reason="已废止", now=office.now)
    void_entry(office.app, CLERK, number, reason="本单位没有制发过", now=office.now)
    found = shown(office.app, CLERK, number)
    assert [(line.act, line.by, line.reason) for line in found.history] == [
        ("登记", CLERK, ""),
        ("更正", CLERK, "已废止"),
        ("作废", CLERK, "本单位没有制发过"),
    ]
    assert found.history[1].before == {"repealed_on": None, "reason": ""}
    assert listed(office.app, CLERK, found.register) == []
    assert [one.number for one in listed(office.app, CLERK, found.register, voided=True)] == [number]
    with pytest.raises(CannotDo, match="已经作废"):
        correct_entry(office.app, CLERK, number, {"单位": "办公室"}, reason="补填", now=office.now)


def test_entries_are_found_by_what_stands_in_them_the_newest_first(either: Office) -> None:
    office, documents = either, register_of("documents")
    for serial in range(1, 4):
        more = {
            "文号": f"示管〔2025〕{serial}号",
            "名称": f"停车_管理办法{serial}",
            "制发日期": f"202{serial + 2}-01-06",
        }
        enters(office)("documents", DOCUMENT | more)
    void_entry(office.app, CLERK, "documents-2025-0002", reason="登错了", now=office.now)

    def found(**narrowed: Any) -> list[str]:
        return [one.number[-1] for one in some(office.app, CLERK, documents, **narrowed)[0]]

    assert found() == ["3", "1"]
    assert found(voided=True) == ["3", "2", "1"]
    assert found(year=2025) == ["3"]
    assert found(says="车_管") == ["3", "1"]
    assert found(says="2025-0001") == ["1"]
    assert found(says="车%管") == found(page=2) == []


def test_the_same_is_not_entered_twice_but_again_once_it_was_void(office: Office, add: Enters) -> None:
    number = add("documents", DOCUMENT).entry.number
    with pytest.raises(CannotDo, match=f"文号相同的已经登记过，是 {number}.*register correct"):
        add("documents", DOCUMENT | {"名称": "另一个名称"})
    void_entry(office.app, CLERK, number, reason="登错了", now=office.now)
    assert add("documents", DOCUMENT).entry.number == "documents-2025-0002"


def test_what_is_put_right_may_not_become_the_same_as_another(office: Office, add: Enters) -> None:
    add("decisions", {"类别": "行政许可", "月份": "2025-01", "件数": "3"})
    other = add("decisions", {"类别": "行政许可", "月份": "2025-02", "件数": "3"}).entry
    with pytest.raises(CannotDo, match="decisions-2025-0001"):
        correct_entry(office.app, CLERK, other.number, {"月份": "2025年1月"}, reason="月份写错", now=office.now)
    with pytest.raises(CannotDo, match="本来就是这样"):
        correct_entry(office.app, CLERK, other.number, {"件数": "3件"}, reason="核对", now=office.now)


def test_of_many_that_say_the_same_at_once_one_is_entered(either: Office) -> None:
    def attempt(_: int) -> None:
        with suppress(CannotDo):
            enters(either)("documents", DOCUMENT)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(attempt, range(6)))
    assert len(listed(either.app, CLERK, register_of("documents"))) == 1


def test_those_that_name_people_are_for_fewer_eyes(office: Office, add: Enters) -> None:
    with pytest.raises(NotAllowed, match="登记年报数据"):
        add("documents", DOCUMENT, by=APPLICATIONS)
    case = add("复议诉讼", CASE, by=APPLICATIONS).entry
    for look in (
        lambda: shown(office.app, "张三", case.number),
        lambda: listed(office.app, "张三", register_of("cases")),
    ):
        with pytest.raises(NotAllowed, match="登记复议诉讼和投诉举报"):
            look()
    closed = {"审结日期": "2025-03-03", "结果": "结果维持"}
    correct_entry(office.app, CLERK, case.number, closed, reason="已审结", now=office.now)
    assert shown(office.app, APPLICATIONS, case.number).entry.values["result"] == "结果维持"
    with office.app.store.read() as work:
        entries = [entry for entry in work.log.entries() if entry.event.evidence.get("register")]
    assert "张三" not in str(entries)
    assert entries[-1].event.evidence["fields"] == "审结日期、结果"


def test_a_reason_is_asked_for(office: Office, add: Enters) -> None:
    number = add("documents", DOCUMENT).entry.number
    with pytest.raises(WrongUse, match="理由"):
        void_entry(office.app, CLERK, number, reason=" ", now=office.now)


@pytest.mark.parametrize("text", ["2025-1", "文件-2025-1", "documents-2025-0009", "documents"])
def test_a_number_nobody_has_is_told_with_how_to_write_one(office: Office, text: str) -> None:
    with pytest.raises(WrongUse, match=r"documents-2025-0009 这一条|应写作"):
        shown(office.app, CLERK, text)


def test_the_commands_tell_what_is_there(office: Office, run: Run) -> None:
    def register(*words: str) -> tuple[str, str]:
        ran = run("register", *words, "--by", CLERK, settings=office.settings)
        assert ran.code == 0, ran.err
        return ran.out, ran.err

    paper = office.folder / "收费.yaml"
    paper.write_text("收费项目：停车费\n月份: 2025年1月\n金额（万元）: 251000元\n", encoding="utf-8")
    year = day_of(datetime.now(SHANGHAI)).year  # the command's own clock
    out, err = register("add", "收费", str(paper), "--field", "单位=办公室")
    assert out == f"已登记 fees-{year}-0001。\n"
    assert err == "  251000元 已按 25.1 万元登记，请核对。\n"
    assert json.loads(register("list", "fees", "--year", "2025", "--json")[0])[0]["values"] == {
        "title": "停车费",
        "month": "2025-01-01",
        "unit": "办公室",
        "amount": "25.1",
    }
    register("correct", f"收费-{year}-1", "--field", "单位=", "--field", "金额(万元)=26.0", "--reason", "核对账目")
    out, _ = register("show", f"fees-{year}-0001")
    assert "单位：办公室 → 空；金额（万元）：25.1 → 26.0" in out
    assert f"已作废 fees-{year}-0001" in register("void", f"收费-{year}-1", "--reason", "登重了")[0]


def test_every_fault_of_a_file_is_told_with_its_line(office: Office, run: Run) -> None:
    paper = office.folder / "收费.yaml"
    paper.write_text("名称: 停车费\n月份: 2025-13\n金额: 12\n", encoding="utf-8")
    ran = run("register", "add", "收费", paper, "--by", CLERK, settings=office.settings)
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "没有登记：",
        "  第1行 名称：没有这一项，可写的有：收费项目、月份、单位、金额（万元）",
        "  第2行 月份：没有“2025-13”这个月",
        "  第3行 金额：没有这一项，是不是“金额（万元）”",
        "  收费项目：没有写",
        "  金额（万元）：没有写",
    ]
    assert "规范性文件（documents）" in run("register", "fields", "收据").err


def test_a_list_without_a_name_tells_which_registers_there_are(office: Office, run: Run) -> None:
    out = run("register", "--by", CLERK, settings=office.settings).out
    assert out == run("register", "kinds", settings=office.settings).out
    assert "依申请公开、统计" in out
    assert "结果维持、结果纠正、其他结果" in run("register", "fields", "cases", settings=office.settings).out
