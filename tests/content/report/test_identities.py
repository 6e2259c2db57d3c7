"""Every identity that is broken is found, with the row and the column it is broken at, and no other."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.report.cell import Cell, Number
from content.report.finding import Finding
from content.report.format import APPLICANTS, COLUMNS, TOTAL, Format, format_of
from content.report.identities import broken
from tests.content.report.papers import report, results, table_three

ROWS = results(format_of(2023))
FILLED = st.dictionaries(
    st.tuples(st.sampled_from([*ROWS, "r4"]), st.sampled_from(APPLICANTS)), st.integers(0, 300), max_size=12
)
FORM = format_of(2023)
INSIDE = [cell for cell in FORM.cells() if cell.table != "table2"]


def of(cells: dict[Cell, Number], form: Format = FORM) -> list[tuple[str, str, str, bool]]:
    return [(one.identity, one.row, one.column, one.blocks) for one in broken(cells, form)]


@given(FILLED)
@settings(max_examples=25, deadline=None)
def test_tables_that_add_up_are_left_alone(filled: dict[tuple[str, str], int]) -> None:
    assert broken(table_three(FORM, filled), FORM) == []


@given(FILLED, st.sampled_from(INSIDE), st.integers(1, 50))
@settings(max_examples=60, deadline=None)
def test_any_one_cell_changed_by_hand_is_named(filled: dict[tuple[str, str], int], cell: Cell, more: int) -> None:
    cells: dict[Cell, Number] = {**dict.fromkeys(INSIDE, 0), **table_three(FORM, filled)}
    findings = broken({**cells, cell: (cells[cell] or 0) + more}, FORM)
    assert findings
    assert all(one.blocks for one in findings)
    assert cell.row in {one.row for one in findings}
    if cell.table == "table3":
        assert cell.column in {one.column for one in findings}
        assert all(f"“{cell.column}”这一列的数填错了" in one.says for one in findings)


def changed(row: str, column: str, value: Number, year: int = 2023) -> list[Finding]:
    one = report(year)
    return broken({**one.cells, Cell("table3", row, column): value}, one.format)


def test_it_says_in_words_which_row_and_column_and_what_should_stand_there() -> None:
    first, second = changed("c5", "商业企业", 3)
    assert (first.identity, first.row, first.column, first.found, first.expected) == ("I1", "g", "商业企业", 1, 3)
    assert (second.identity, second.row, second.column, second.found, second.expected) == ("I2", "c5", TOTAL, 1, 3)
    assert "商业企业（3）" in second.says
    assert "等于3，总计是1" in second.says
    assert "“商业企业”这一列的数填错了：现在是3，改为1就都对上了" in second.says


def test_the_old_format_has_one_row_of_other_ways() -> None:
    assert [one.column for one in changed("f", "自然人", 2, 2020)] == ["自然人", TOTAL]


def test_a_result_in_the_wrong_column_is_guessed_at() -> None:
    one = report(2023)
    moved = {Cell("table3", "c5", "商业企业"): 0, Cell("table3", "c5", "法律服务机构"): 1}
    findings = broken({**one.cells, **moved}, one.format)
    assert {(finding.identity, finding.column) for finding in findings} == {("I1", "商业企业"), ("I1", "法律服务机构")}
    assert all("填错了列" in finding.says for finding in findings)


BLANK = dict.fromkeys(COLUMNS)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (BLANK, []),
        ({**dict.fromkeys(COLUMNS, 0), TOTAL: None}, []),
        ({**BLANK, TOTAL: 0}, []),
        ({**BLANK, "自然人": 2}, [("I2", False)]),
        ({**BLANK, "自然人": 2, TOTAL: 2}, []),
        ({**BLANK, "自然人": 2, TOTAL: 3}, [("I2", False)]),
        ({**BLANK, "自然人": 3, TOTAL: 2}, [("I2", True)]),
    ],
)
def test_a_blank_is_not_a_nought(row: dict[str, Number], found: list[tuple[str, bool]]) -> None:
    cells = {Cell("table3", "c1", column): value for column, value in row.items()}
    rows = [one for one in broken(cells, FORM) if one.identity == "I2"]
    assert [(one.identity, one.blocks) for one in rows] == found
    assert all(one.blocks or "没有填，核对不了" in one.says for one in rows)


def test_last_years_figures_are_held_against_this_years() -> None:
    before, now = report(2022), report(2023)
    cells = {**now.cells, **table_three(FORM, {("r2", "自然人"): 2, ("a", "自然人"): 9})}
    findings = broken(cells, FORM, before.cells)
    carried = [one for one in findings if one.identity == "Y1"]
    assert [(one.row, one.column, one.found, one.expected, one.blocks) for one in carried] == [
        ("r2", "自然人", 2, 1, True),
        ("r2", TOTAL, 2, 1, True),
    ]
    assert "上年报告的四、结转下年度继续办理是1" in carried[0].says
    assert {one.identity for one in findings} == {"Y1", "Y2"}
    assert not any(one.blocks for one in findings if one.identity == "Y2")


def test_between_the_two_formats_only_what_was_carried_over_is_compared() -> None:
    before, now = report(2020), report(2021)
    carried = {**now.cells, **table_three(now.format, {("r2", "自然人"): 1, ("a", "自然人"): 9})}
    assert broken(carried, now.format, before.cells) == []


def test_a_table_that_is_not_there_breaks_nothing() -> None:
    assert broken({}, FORM) == []
    assert broken({Cell("table2", "行政许可", "本年处理决定数量"): Decimal(3)}, FORM, {}) == []
