"""A figure is found by what people call it, and shows people's names only to whoever deals with them."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.actions.errors import NotAllowed, WrongUse
from bot.views.explained import explain
from content.registers.applications import Application, State, Way
from tests.bot.conftest import Run
from tests.bot.office import NOW, Office
from tests.bot.report.figures.filling import CLERK, apply, enter, paid
from tests.content.registers.applicants import CITIZEN, COMPANY

YEAR = 2025


@pytest.fixture
def filled(office: Office) -> Office:
    received = Application(
        number="", draft=CITIZEN, state=State.RECEIVED, submitted_at=NOW, received_on=date(YEAR, 3, 4)
    )
    fax = replace(received, draft=replace(COMPANY, way=Way.FAX), received_on=date(YEAR - 1, 12, 30))
    fee = {"steps": paid(date(YEAR, 2, 3), 12050), "fee_fen": 12050}
    store = office.app.store
    apply(store, received)
    apply(
        store,
        replace(fax, state=State.CLOSED, outcome="c5", closed_on=date(YEAR, 2, 5), due_on=date(YEAR, 2, 1), **fee),
    )
    apply(store, replace(received, state=State.VOIDED))
    enter(store, "cases", kind="复议后起诉", filed_on=date(YEAR, 1, 9), party="李四", subject="不服不予公开")
    enter(store, "fees", title="停车费", month=date(YEAR, 3, 1), amount=Decimal("12.50"))
    return office


WRITTEN = (
    "table3.r1.自然人",
    "表三.一.自然人",
    "table3.本年新收.自然",
    "Table3. R1 .自然人",
    "表三.一、本年新收政府信息公开申请数量.自然人",
)


def test_a_cell_is_found_by_its_address_or_its_words(filled: Office) -> None:
    for written in WRITTEN:
        found = explain(filled.app, "吴九", YEAR, written)
        assert (found.place.address, found.figure) == ("table3.r1.自然人", 1), written
        assert [(one.number, one.day) for one in found.rows] == [("依申请〔2025〕0001号", date(YEAR, 3, 4))]


def test_a_total_opens_into_all_its_parts(filled: Office) -> None:
    closed = explain(filled.app, CLERK, YEAR, "table3.g.总计")
    assert [(one.number, one.day) for one in closed.rows] == [("依申请〔2025〕0002号", date(YEAR, 2, 5))]
    assert explain(filled.app, CLERK, YEAR, "表三.三类内部事务信息.总计").rows == closed.rows
    assert explain(filled.app, CLERK, YEAR, "表四.复议后起诉.总计").figure == 1
    assert explain(filled.app, CLERK, YEAR, "表三.其他.总计").place.address == "table3.f3.总计"


def test_only_whoever_deals_with_people_sees_them(filled: Office) -> None:
    for address, name in (("table3.r1.自然人", "张三"), ("表四.复议后起诉.尚未审结", "李四")):
        assert name in explain(filled.app, CLERK, YEAR, address).rows[0].says
        assert name not in explain(filled.app, "吴九", YEAR, address).rows[0].says
    with pytest.raises(NotAllowed):
        explain(filled.app, "张三", YEAR, "table3.r1.自然人")


def test_the_figures_of_section_one_open_too(filled: Office) -> None:
    ref = filled.put_out(filled.approved())
    figures = {
        "media.政府网站": 1,
        "载体.总计": 1,
        "made.主动公开": 1,
        "ways.网络": 1,
        "申请方式.传真": 0,
        "办理.逾期办结": 1,
        "答复.不予公开": 1,
        "收费.信息处理费": Decimal("120.5"),
        "复议诉讼.行政诉讼": 1,
        "审查.保密审查": 1,
    }
    for written, figure in figures.items():
        found = explain(filled.app, "吴九", YEAR, written)
        assert found.figure == figure == sum(one.amount for one in found.rows), written
    assert explain(filled.app, "吴九", YEAR, "made.主动公开").rows[0].number == ref


UNKNOWN = {
    "table3.r1.自燃人": "table3.r1.自然人",
    "ways.传针": "ways.传真（申请方式.传真）",
    "table3.不予公开.总计": "table3.c1.总计",
    "media.微信": "media.政府网站",
    "": "table3",
}


def test_what_is_no_figure_is_told_with_what_can_be_asked(filled: Office) -> None:
    for written, near in UNKNOWN.items():
        with pytest.raises(WrongUse) as raised:
            explain(filled.app, "吴九", YEAR, written)
        assert near in raised.value.says
        assert "ways.…（申请方式）：当面、信函、传真" in raised.value.says


def test_on_the_command_line(filled: Office, run: Run) -> None:
    said = run("report", "explain", YEAR, "表二.行政事业性收费.收费金额", "--by", "吴九", settings=filled.settings)
    assert "：12.50" in said.out
    assert "停车费" in said.out
    words = ("report", "explain", YEAR, "table3.r2.商业企业", "--json", "--by", CLERK)
    record = json.loads(run(*words, settings=filled.settings).out)
    assert (record["figure"], record["rows"][0]["day"], record["rows"][0]["amount"]) == (1, "2024-12-30", 1)
    assert "示范有限公司" in record["rows"][0]["says"]
    assert "media.…（载体）：政府网站" in run("report", "explain", YEAR, "--by", CLERK, settings=filled.settings).out
    early = run("report", "explain", 2018, "table3.r1.自然人", "--by", CLERK, settings=filled.settings)
    assert (early.code, early.err) == (1, "没有 2018 年年度报告的格式：本系统有 2019 年和以后的。\n")
