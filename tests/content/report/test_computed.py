"""The tables from the registers: the zone's figures of 2020, and the edges of a year."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from content.registers.register import Entry, Value
from content.report.cell import Cell
from content.report.computed import cells_of, notes_of
from content.report.format import format_of, formats
from content.report.measures import MEASURES
from content.report.sources import Batch, Sources
from tests.content.report.entries import entry


def zone() -> Iterator[tuple[str, dict[str, Value]]]:
    """Documents 15/6/176; matters 8, 4 fewer, 16 decisions; 2 and 40; 5, one fewer; 78 purchases for 2601."""
    old, new, far = date(2015, 1, 1), date(2020, 6, 1), date(2020, 3, 31)
    for n in range(170):
        yield "documents", {"kind": "规范性文件", "made_on": old, "published_on": date(2019, 12, 31) if n else old}
    for n in range(15):
        yield "documents", {"kind": "规范性文件", "made_on": new, "published_on": new if n < 6 else None}
    for kind, count, gone in (("行政许可", 8, 4), ("行政处罚", 2, 0), ("行政事业性收费", 5, 1)):
        for n in range(count):
            yield "matters", {"kind": kind, "since": old, "until": far if n < gone else None}
    for kind, count in (("行政许可", 16), ("行政处罚", 40)):
        yield "decisions", {"kind": kind, "month": date(2020, 12, 1), "count": count}
        yield "decisions", {"kind": kind, "month": date(2019, 12, 1), "count": 7}
    yield "procurement", {"month": date(2020, 1, 1), "count": 77, "amount": Decimal(2600)}
    yield "procurement", {"month": date(2020, 2, 1), "count": 1, "amount": Decimal("1.00")}


def test_the_zones_tables_of_2020_come_out() -> None:
    entries: dict[str, list[Entry]] = {}
    for register, values in zone():
        entries.setdefault(register, []).append(entry(register, **values))
    batch = Batch(applicant_kind="自然人", way="邮寄", new=True, outcome="a")
    cells = cells_of(format_of(2020), Sources(2020, [batch], entries))
    some = {cell: value for cell, value in cells.items() if value}
    assert some == {
        Cell("table2", "规范性文件", "本年新制作数量"): 15,
        Cell("table2", "规范性文件", "本年新公开数量"): 6,
        Cell("table2", "规范性文件", "对外公开总数量"): 176,
        Cell("table2", "行政许可", "上一年项目数量"): 8,
        Cell("table2", "行政许可", "本年增/减"): -4,
        Cell("table2", "行政许可", "处理决定数量"): 16,
        Cell("table2", "行政处罚", "上一年项目数量"): 2,
        Cell("table2", "行政处罚", "处理决定数量"): 40,
        Cell("table2", "行政事业性收费", "上一年项目数量"): 5,
        Cell("table2", "行政事业性收费", "本年增/减"): -1,
        Cell("table2", "政府集中采购", "采购项目数量"): 78,
        Cell("table2", "政府集中采购", "采购总金额"): 2601,
        **{Cell("table3", row, column): 1 for row in ("r1", "a", "g") for column in ("自然人", "总计")},
    }


def test_every_format_is_counted_by_measures_there_are() -> None:
    for form in formats():
        assert {column.measure for block in form.table2 for column in block.columns} <= set(MEASURES)
        cells = cells_of(form, Sources(form.first_year))
        assert set(cells) == set(form.cells())
        assert set(cells.values()) == {0}


@pytest.mark.parametrize(
    ("repealed_on", "in_force", "repealed"),
    [(date(2024, 12, 31), 0, 0), (date(2025, 1, 1), 0, 1), (date(2025, 12, 31), 0, 1), (date(2026, 1, 1), 1, 0)],
)
def test_a_repealed_document_is_in_force_no_more(repealed_on: date, in_force: int, repealed: int) -> None:
    one = entry("documents", kind="规章", made_on=date(2020, 1, 1), repealed_on=repealed_on)
    cells = cells_of(format_of(2025), Sources(2025, (), {"documents": [one]}))
    row = [cells[Cell("table2", "规章", column)] for column in ("本年制发件数", "本年废止件数", "现行有效件数")]
    assert row == [0, repealed, in_force]


def test_money_is_added_to_the_digit() -> None:
    fees = [
        entry("fees", month=date(2025, n, 1), amount=Decimal(amount))
        for n, amount in ((1, "0.1"), (12, "24252.311082"))
    ]
    cells = cells_of(format_of(2025), Sources(2025, (), {"fees": fees}))
    assert cells[Cell("table2", "行政事业性收费", "本年收费金额（单位：万元）")] == Decimal("24252.411082")


def test_a_case_counts_in_every_year_it_is_open_and_only_where_it_belongs() -> None:
    filed, closed = date(2023, 11, 1), date(2025, 3, 1)
    cases = [
        entry("cases", kind="行政复议", filed_on=filed, closed_on=closed, result="结果纠正"),
        entry("cases", kind="行政复议", filed_on=filed, closed_on=closed, result="结果纠正", as_reviewer=True),
    ]
    told = {}
    for year in (2022, 2023, 2024, 2025, 2026):
        sources = Sources(year, (), {"cases": cases})
        cells = cells_of(format_of(year), sources)
        told[year] = [cells[Cell("table4", "行政复议", column)] for column in ("结果纠正", "尚未审结", "总计")]
        assert notes_of(sources) == ({"table4": "含上年度结转数量"} if year in (2024, 2025) else {})
    assert told == {2022: [0, 0, 0], 2023: [0, 1, 1], 2024: [0, 1, 1], 2025: [1, 0, 1], 2026: [0, 0, 0]}
