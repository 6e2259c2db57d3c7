"""`gongkai applications import`: all or nothing, never twice, and back again from an export."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from content.log import Kind
from tests.bot.applications.conftest import CLERK
from tests.bot.conftest import Ran, Run
from tests.bot.office import PEOPLE, Office, make_office
from tests.content.registers.test_application_file import GOOD, but, table


@pytest.fixture
def go(office: Office, run: Run) -> Run:
    office.app.close()

    def go(*words: str | Path) -> Ran:
        return run("applications", *words, "--by", CLERK, settings=office.settings)

    return go


def brought(office: Office, *rows: object, name: str = "去年.csv") -> Path:
    file = office.folder / name
    file.write_bytes(table(*rows))  # type: ignore[arg-type]  # rows are sequences of text
    return file


def rows_in(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))


def test_last_years_come_in_open_and_closed_with_history_and_log(office: Office, go: Run) -> None:
    open_one = but(办理结果="", 办结日期="", 原编号="甲2", 提交时间="2025-12-30", 收到日期="2025-12-31")
    ran = go("import", brought(office, GOOD, open_one))
    assert (ran.code, "已导入 2 件，编号 依申请〔2025〕0001号 至 依申请〔2025〕0002号" in ran.out) == (0, True)
    shown = json.loads(go("show", "2025-2", "--json").out)
    assert (shown["state"], shown["received_on"], shown["former_number"]) == ("received", "2025-12-31", "甲2")
    assert (shown["history"][0]["act"], shown["history"][0]["reason"]) == ("登记", "导入 去年.csv 第 3 行")
    office.open()
    with office.app.store.read() as work:
        entries = list(work.log.entries(kind=Kind.REGISTERED))
        assert work.log.verify() is None
        assert [entry.event.evidence["line"] for entry in entries] == ["2", "3"]
        assert all("张三" not in repr(entry) for entry in entries)
    assert json.loads(go("receive", "--field", "申请方式=当面", "--field", "提交时间=2025-12-31", "--json").out)[
        "number"
    ].endswith("0003号")


def test_nothing_comes_in_while_one_row_is_bad_unless_it_is_left_out(office: Office, go: Run) -> None:
    file = brought(office, GOOD, but(申请方式="飞鸽", 原编号="甲2"))
    ran = go("import", file)
    assert (ran.code, "第 3 行" in ran.err, "什么也没有导入" in ran.err) == (1, True, True)
    assert json.loads(go("list", "--json").out) == []
    left = json.loads(go("import", file, "--leave-out", "--json").out)
    assert (left["imported"], left["left_out"][0]["line"]) == (1, 3)


def test_the_same_again_adds_nothing_and_says_which_is_there(office: Office, go: Run) -> None:
    go("import", brought(office, GOOD))
    again = go("import", brought(office, GOOD, name="再来.csv"))
    assert (again.code, "第 2 行：已经登记过，编号 依申请〔2025〕0001号" in again.err) == (1, True)
    without_number = go("import", brought(office, but(原编号=""), name="无号.csv"), "--leave-out")
    assert "已导入 0 件" in without_number.out
    assert len(json.loads(go("list", "--json").out)) == 1


def test_what_was_charged_counts_where_nobody_wrote_down_when_it_was_paid(office: Office, go: Run) -> None:
    go("import", brought(office, but(收费="100")))
    with office.app.store.read() as work:
        (one,) = work.report_figures.charged(2025)
        assert (one.fen, one.paid_on) == (10_000, date(2025, 3, 20))
        assert work.report_figures.charged(2026) == []


def test_numbers_that_begin_anew_each_year_are_others(office: Office, go: Run) -> None:
    before = but(提交时间="2024-03-03", 收到日期="2024-03-04", 办结日期="2024-03-20", 内容描述="上年的")
    assert "已导入 2 件" in go("import", brought(office, GOOD, before)).out
    other = but(提交时间="2023-03-03", 收到日期="2023-03-04", 办结日期="2023-03-20", 内容描述="更早的")
    assert "已导入 1 件" in go("import", brought(office, other, name="前年.csv")).out
    assert "已经登记过" in go("import", brought(office, other, name="再来.csv")).err


def test_an_export_comes_back_into_an_empty_register_and_not_into_its_own(office: Office, go: Run, run: Run) -> None:
    go("import", brought(office, GOOD, but(申请人="=张三", 原编号="", 收费="12.5")))
    first, second = office.folder / "出.csv", office.folder / "再出.csv"
    go("export", first)
    assert "已经登记过" in go("import", first).err
    elsewhere = office.folder / "另一处"
    elsewhere.mkdir()
    other = make_office(elsewhere)
    other.register({**PEOPLE, CLERK: {"依申请公开"}})
    other.app.close()
    for words in (("import", first), ("export", second)):
        ran = run("applications", *words, "--by", CLERK, settings=other.settings)
        assert (ran.code, ran.err) == (0, "")
    before, after = rows_in(first), rows_in(second)
    assert [row["原编号"] for row in after] == ["甲1", before[1]["申请编号"]]
    for old, new in zip(before, after, strict=True):
        assert {**old, "原编号": ""} == {**new, "原编号": ""}
    assert (after[1]["申请人"], after[1]["收费（元）"]) == ("'=张三", "12.50")


def test_who_has_not_the_task_brings_nothing_in(office: Office, go: Run, run: Run) -> None:
    ran = run("applications", "import", brought(office, GOOD), "--by", "钱一", settings=office.settings)
    assert (ran.code, json.loads(go("list", "--json").out)) == (1, [])
