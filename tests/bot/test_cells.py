"""What goes into a table for a spreadsheet program is never a formula."""

import pytest

from bot.views.cells import safe


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "－1", "＠a", "\t=1+1", " =1+1", "\r\n=1+1", "\u3000+1"]
)
def test_a_cell_that_begins_like_a_formula_is_text(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("value", ["路灯=坏了", "", "2026-1", 5, None])
def test_everything_else_stays_as_it_is(value: object) -> None:
    assert safe(value) == value


def test_what_no_workbook_holds_is_left_out_before_a_formula_is_looked_for() -> None:
    assert safe("路\x00灯\x1b\ufffe") == "路灯"
    assert safe("\x01=1+1") == "'=1+1"
