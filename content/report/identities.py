"""The identities (勾稽关系) of a format, held against a report's figures, and told to whoever must put them right."""

from collections.abc import Sequence
from dataclasses import replace

from content.report.cell import Cell, Cells, Number
from content.report.equation import Equation, Holds, Term, equations, sum_of
from content.report.finding import Finding
from content.report.format import APPLICANTS, TOTAL, Format
from content.report.labels import CHINESE, place_of, row_of, shown

PARTLY = "b"
MOST_NAMED = 5
"""So many parts of a sum are named though they are 0; of more, only those that are not."""


def broken(cells: Cells, form: Format, previous: Cells | None = None) -> list[Finding]:
    """Every identity of `form` that does not hold; those between years only where last year's figures are given.

    What cannot be told because of a blank warns. If what is broken in table three meets in one cell, it is named.
    """
    found = [(one, one.holds()) for one in equations(cells, form, previous)]
    wrong = [one for one, holds in found if holds is Holds.NO]
    hint = _hint([one for one in wrong if not one.identity.asks_previous], cells, form)
    findings = []
    for one, holds in found:
        if holds is Holds.NO:
            finding = _finding(one, form)
            inside = one.identity.table == "table3" and not one.identity.asks_previous
            findings.append(replace(finding, says=finding.says + hint) if inside else finding)
        elif holds is Holds.UNKNOWN:
            findings.append(_unknown(one, form))
    return findings


def _finding(one: Equation, form: Format) -> Finding:
    return Finding(
        identity=one.identity.code,
        says=f"{_where(one, form)}{_sums(one, form)}{_advice(one, form)}",
        blocks=one.identity.blocks,
        table=one.identity.table,
        row=one.total.cell.row,
        column=one.total.cell.column,
        found=sum_of(one.right) if len(one.right) > 1 else one.total.value,
        expected=_expected(one),
    )


def _unknown(one: Equation, form: Format) -> Finding:
    blanks = [term for term in (*one.left, *one.right) if term.value is None]
    what = "、".join(_called(term, one, form) for term in blanks[:MOST_NAMED])
    more = f"等{len(blanks)}格" if len(blanks) > MOST_NAMED else ""
    says = f"{_where(one, form)}“{what}”{more}没有填，核对不了：{_sums(one, form)}没有的请填0，有的请填上。"
    return replace(_finding(one, form), says=says, blocks=False, expected=None)


def _expected(one: Equation) -> Number:
    """What the right side would have to come to; None where that could be no number of things."""
    value = sum_of(one.left)
    return value if value >= 0 or one.total.signed else None


def _where(one: Equation, form: Format) -> str:
    cell = one.total.cell
    if one.identity.each == "column":
        return f"{CHINESE[cell.table]}“{cell.column}”这一列："
    return f"{CHINESE[cell.table]}“{row_of(cell, form)}”这一行："


def _sums(one: Equation, form: Format) -> str:
    return f"{_side(one.left, one, form)}，{_side(one.right, one, form)}。"


def _side(terms: tuple[Term, ...], one: Equation, form: Format) -> str:
    """`一、本年新收…（3）加二、上年结转…（0）等于3`; a single figure is `总计是3`."""
    if len(terms) == 1:
        return f"{_called(terms[0], one, form)}是{shown(terms[0].value)}"
    named = [term for term in terms if term.value or len(terms) <= MOST_NAMED]
    if not named:
        return f"从{_called(terms[0], one, form)}到{_called(terms[-1], one, form)}各项都是0"
    written = "".join(_signed(place, term, one, form) for place, term in enumerate(named))
    rest = "（其余各项是0或空白）" if len(named) < len(terms) else ""
    return f"{written}{rest}等于{shown(sum_of(terms))}"


def _signed(place: int, term: Term, one: Equation, form: Format) -> str:
    sign = "减" if term.minus else "加" if place else ""
    return f"{sign}{_called(term, one, form)}（{shown(term.value)}）"


def _called(term: Term, one: Equation, form: Format) -> str:
    """Of the row's or column's name, that which changes from term to term."""
    name = row_of(term.cell, form) if one.identity.each == "column" else term.cell.column
    return f"上年报告的{name}" if term.previous else name


def _advice(one: Equation, form: Format) -> str:
    expected = _expected(one)
    if one.identity.asks_previous:
        must = (
            "应当相等，请核对两年的报告"
            if one.identity.blocks
            else "对不上：确有清理、机构改革或口径变化的，请说明原因"
        )
        return f"本年与上年{must}。"
    if len(one.right) == 1 and expected is not None:
        return f"{_called(one.total, one, form)}应为{shown(expected)}，或前面有一项填错。{_twice(one)}"
    return "两边应当相等，请核对。"


def _twice(one: Equation) -> str:
    """What was answered in part counts in its own row only; counted in another too, it is the whole difference."""
    partly = next((term.value for term in one.left if term.cell.row == PARTLY), None)
    if not partly or partly != one.difference:
        return ""
    return f"多出的{shown(partly)}正好是部分公开的数：区分处理的只计部分公开，不再计入其他情形。"


def _hint(wrong: Sequence[Equation], cells: Cells, form: Format) -> str:
    """The one cell, or the two columns, that everything broken in table three points to."""
    inside = [one for one in wrong if one.identity.table == "table3"]
    rows = [one for one in inside if one.identity.each == "row"]
    columns = {one.total.cell.column for one in inside if one.identity.each == "column"}
    if len(rows) == 1 and len(columns) == 1:
        return _one_cell(rows[0], columns.pop(), cells, form)
    apart = [one for one in inside if one.identity.each == "column" and one.total.cell.column != TOTAL]
    by_column = {one.total.cell.column: one.difference for one in apart}
    if not rows and len(by_column) == 2 and not sum(by_column.values()) and TOTAL not in columns:
        return f"“{'”和“'.join(by_column)}”两列差的数正好相反，多半是有一件填错了列。"
    return ""


def _one_cell(row: Equation, column: str, cells: Cells, form: Format) -> str:
    cell = Cell("table3", row.total.cell.row, column)
    difference = row.difference
    value = (cells.get(cell) or 0) + (-difference if column in APPLICANTS else difference)
    says = f"多半是{place_of(cell, form)}的数填错了：现在是{shown(cells.get(cell))}"
    mended = {**cells, cell: value}
    still = [one for one in equations(mended, form) if one.identity.table == "table3" and one.holds() is Holds.NO]
    return f"{says}，改为{shown(value)}就都对上了。" if value >= 0 and not still else f"{says}。"
