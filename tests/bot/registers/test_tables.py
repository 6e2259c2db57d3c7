"""Registers come from tables and go to tables: all or nothing, faults by line, there and back the same."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.registers import Imported, correct_entry, import_entries, register_of, void_entry
from bot.views.registers import export, listed, write
from content.registers.entering import entries_in
from content.registers.kinds import REGISTERS
from content.registers.register import Entry, Values
from tests.bot.conftest import Run
from tests.bot.office import Office, make_office
from tests.bot.registers.conftest import CLERK
from tests.content.registers.written_entries import LAST, entries

DECISIONS = "类别,月份,单位,件数\n行政许可,2025-01,办公室,16\n行政处罚,2025年1月,办公室,0\n"
FILE = "表.csv"


def take(office: Office, name: str, text: str, *, leave_out: bool = False) -> Imported:
    path = office.folder / FILE
    path.write_text(text, encoding="utf-8")
    return import_entries(office.app, CLERK, register_of(name), path, leave_out=leave_out, now=office.now)


def counts(office: Office) -> list[object]:
    return [one.values["count"] for one in listed(office.app, CLERK, REGISTERS["decisions"])]


def test_the_same_file_twice_adds_nothing(either: Office) -> None:
    office = either
    first, second = take(office, "处理决定", DECISIONS), take(office, "处理决定", DECISIONS)
    assert [(one.count, one.known) for one in (first, second)] == [(2, 0), (0, 2)]
    third = take(office, "decisions", f"{DECISIONS}行政强制,2025-01,,1\n")
    assert (third.count, third.known) == (1, 2)
    assert counts(office) == [16, 0, 1]


BAD = (
    f"{DECISIONS}行政许可,2025-1,办公室,17\n行政收费,2025-02,办公室,三\n,2025-02-03,办公室,1\n"
    "行政许可,2025-04,办公室,1\n行政许可,2025-02,办公室,1,多出来\n"
)
SAYS = [
    "第 4 行：与第 2 行是同一条：类别、月份、单位相同。",
    "第 5 行：类别：“行政收费”不能用；可写：行政许可、其他对外管理服务事项、行政处罚、行政强制。",
    "第 5 行：件数：“三”不是数，只写 0 或正整数，说明写到别处。",
    "第 6 行：月份：“2025-02-03”写的是一天，这里只写年月，应写作 2025-02。",
    "第 6 行：类别：没有写，可写：行政许可、其他对外管理服务事项、行政处罚、行政强制。",
    "第 7 行：2025年4月还没有到，请核对。",
    "第 8 行：第 5 列没有列名，却写着“多出来”",
]


def test_every_bad_row_is_named_and_nothing_is_entered(office: Office) -> None:
    with pytest.raises(CannotDo, match="7 处不能导入，什么也没有导入") as refused:
        take(office, "decisions", BAD)
    told = [f"{one.where}：{one.says}" for one in refused.value.problems]
    assert [says[: len(words)] for says, words in zip(told, SAYS, strict=True)] == SAYS
    assert counts(office) == []
    done = take(office, "decisions", BAD, leave_out=True)
    assert (done.count, len(done.left_out)) == (2, 7)


def test_a_row_that_says_something_else_about_an_entry_points_at_it(office: Office) -> None:
    take(office, "decisions", DECISIONS)
    with pytest.raises(CannotDo) as refused:
        take(office, "decisions", DECISIONS.replace("16", "17"))
    (problem,) = refused.value.problems
    assert (problem.where, "gongkai register correct decisions-2025-0001" in problem.says) == ("第 2 行", True)
    assert counts(office) == [16, 0]


def test_what_was_imported_and_then_put_right_does_not_come_again_unless_it_was_voided(either: Office) -> None:
    take(either, "decisions", DECISIONS)
    for number, fields in ((1, {"件数": "18"}), (2, {"类别": "行政强制", "单位": ""})):
        correct_entry(either.app, CLERK, f"decisions-2025-{number}", fields, reason="核对", now=either.now)
    again = take(either, "decisions", DECISIONS)
    assert (again.known, counts(either)) == (2, [18, 0])
    assert str(again.told[1]).startswith("第 3 行：是 decisions-2025-0002，登记后更正过，没有再登记")
    void_entry(either.app, CLERK, "decisions-2025-1", reason="重新导入", now=either.now)
    assert (take(either, "decisions", DECISIONS).count, counts(either)) == (1, [0, 16])


def test_what_is_no_such_table_is_said_in_words(office: Office) -> None:
    with pytest.raises(CannotDo) as refused:
        take(office, "收费", "收费项目,月份,金额\n停车费,2025-01,12\n", leave_out=True)
    assert "缺金额（万元）" in refused.value.problems[0].says
    with pytest.raises(WrongUse, match="找不到"):
        import_entries(office.app, CLERK, REGISTERS["fees"], office.folder / "无.csv", now=office.now)


def test_columns_nobody_needs_and_what_was_taken_otherwise_are_told(office: Office, run: Run) -> None:
    path = office.folder / FILE
    path.write_text("序号,month,收费项目*,金额(万元)\n1,202501,停车费,251000元\n", encoding="gb18030")
    ran = run("register", "import", "收费", path, "--by", CLERK, settings=office.settings)
    assert ran.out == "已登记 1 条。\n没有用到的列：序号。\n"
    assert ran.err == "  第 2 行：251000元 已按 25.1 万元登记。\n"
    again = run("register", "import", "收费", path, "--by", CLERK, settings=office.settings)
    assert again.out.startswith("已登记 0 条。1 条已经登记过，没有重复登记。")


def test_an_export_holds_no_formula_and_is_never_written_over_a_file(office: Office) -> None:
    take(office, "documents", "类别,名称,制发日期\n规章,=1+1,2020-01-02\n规章,'-甲,2020-01-02\n")
    file = office.folder / "导出.csv"
    assert export(office.app, CLERK, REGISTERS["documents"], file) == 2
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert [row[2] for row in rows] == ["名称", "'=1+1", "'-甲"]
    assert [one.values["title"] for one in listed(office.app, CLERK, REGISTERS["documents"])] == ["=1+1", "-甲"]
    with pytest.raises(CannotDo, match="已经有"):
        export(office.app, CLERK, REGISTERS["documents"], file)


def test_an_export_gives_an_empty_house_the_same_entries(office: Office, tmp_path: Path) -> None:
    take(office, "fees", "收费项目,月份,单位,金额（万元）\n停车费,2025-01,,12.50\n=占道费,2024-12,=1+1,0\n")
    take(office, "cases", "类别,受理日期,申请人或原告,事由,作为复议机关\n复议后起诉,2025-01-02,张三,不服,是\n")
    (tmp_path / "空").mkdir()
    empty = make_office(tmp_path / "空")
    empty.register({"钱一": {"管理员"}, CLERK: {"统计"}})
    for register, ending in ((REGISTERS["fees"], "xlsx"), (REGISTERS["cases"], "csv")):
        file = tmp_path / f"导出.{ending}"
        export(office.app, CLERK, register, file)
        import_entries(empty.app, CLERK, register, file, now=office.now)
        there, here = (listed(one.app, CLERK, register) for one in (office, empty))
        assert there == here != []
    empty.app.close()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@given(written=st.fixed_dictionaries({name: st.lists(entries(one), max_size=3) for name, one in REGISTERS.items()}))
@settings(max_examples=8)
def test_whatever_is_written_to_a_table_is_read_as_it_was(written: dict[str, list[Values]], ending: str) -> None:
    for register in REGISTERS.values():
        different = {register.likeness(one): one for one in written[register.name]}
        rows = [Entry(register=register.name, number="1", values=one) for one in different.values()]
        with TemporaryDirectory() as folder:
            file = Path(folder) / f"表.{ending}"
            write(register, rows, file)
            listed = entries_in(register, file.read_bytes(), LAST)
        if rows:
            assert (listed.faults, listed.told, listed.ignored) == ((), (), ())
            assert [values for _, values in listed.rows] == list(different.values())
