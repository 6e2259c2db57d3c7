"""L1: the figures of a place are the sums of those of the bodies under it, cell by cell."""

from collections.abc import Sequence
from decimal import Decimal

from content.report.cell import Cell
from content.report.equation import TOLERANCE
from content.report.finding import Finding
from content.report.format import Format
from content.report.labels import place_of, shown
from content.report.report import Report

NEAR_MISS = Decimal("0.001")
"""Of the amount: so little is more likely rounding or a slip than a body left out."""


def aggregate(whole: Report, parts: Sequence[Report], form: Format) -> list[Finding]:
    """Cells of `whole` that are not the sum of the parts'. Where a part has no such cell, or a blank, nothing is said.

    Source: the format's letters, on the reports of counties, cities and provinces. Warns: bodies may be missing.
    """
    found = []
    for cell, value in whole.cells.items():
        values = [part.cells.get(cell) for part in parts]
        if value is None or any(one is None for one in values):
            continue
        amount = sum((Decimal(one or 0) for one in values), Decimal(0))
        near = TOLERANCE * len(parts) if isinstance(value, Decimal) else Decimal(0)
        if abs(amount - value) > near:
            found.append(_finding(cell, value, amount, form))
    return found


def _finding(cell: Cell, value: int | Decimal, amount: Decimal, form: Format) -> Finding:
    number = amount if isinstance(value, Decimal) else int(amount)
    why = _why(Decimal(value), amount)
    says = f"{place_of(cell, form)}：各单位相加是{shown(number)}，汇总写的是{shown(value)}，{why}。"
    return Finding(identity="L1", says=says, blocks=False, **cell._asdict(), found=value, expected=number)


def _why(value: Decimal, amount: Decimal) -> str:
    one, other = f"{value.normalize():f}", f"{amount.normalize():f}"
    if one != other and sorted(one) == sorted(other):
        return "数字一样而次序不同，多半是抄颠倒了"
    if abs(value - amount) <= NEAR_MISS * max(abs(value), abs(amount)):
        return "差得很少，请看是不是抄错或四舍五入"
    return "汇总少了，请核对" if value < amount else "汇总多了，请看是不是少了哪个单位的报告"
