"""Totals in tables: the row or column called 合计 against what it adds up.

A line is only judged where most of its table adds up, or where nothing but plain parts stands above the total:
columns of rates, prices and numbers, subtotals and "其中" rows are no parts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from content.checks.passage import Finding, Passage

_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|共\s*计|累\s*计|小\s*计|总和)(?:[（(].*)?$")
_SUBTOTAL = re.compile(r"小\s*计|其中|#|^—|^－")
_NO_SUM = re.compile(
    r"率|比|单价|均价|均|序号|编号|代码|年份|年度|日期|时间|电话|%|％|占|指数|增幅|增长|同比|排名|名次|面积率|标准|单位|备注|档|分数线|折"
)
_FIGURE = re.compile(r"^[-－]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$")
_BLANK = frozenset({"", "-", "—", "/", "——", "－", "0"})
_WIDEST = 60
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def figure(self) -> Decimal | None:
        """A number; a dash or nothing is 0; None for words."""
        if self.text in _BLANK:
            return Decimal(0)
        return Decimal(self.text.replace(",", "").replace("－", "-")) if _FIGURE.match(self.text) else None


_Row = list[_Cell]


def find(passage: Passage) -> Iterator[Finding]:
    for start, text in passage.tables():
        rows = _rows(start, text, passage.digits)
        if 3 <= len(rows) <= _LONGEST:
            yield from _down(rows)
            yield from _across(rows)


def _rows(start: int, text: str, digits: str) -> list[_Row]:
    rows: list[_Row] = []
    for line in text.split("\n"):
        row, at = [], start
        for cell in line.split("\t"):
            shown = digits[at : at + len(cell)]
            row.append(_Cell(shown.strip(), at + len(shown) - len(shown.lstrip())))
            at += len(cell) + 1
        rows.append(row)
        start += len(line) + 1
    return rows


def _label(row: _Row) -> str:
    """The words at the head of a row; a serial number before them is passed over."""
    return next((cell.text for cell in row[:3] if cell.text and not _FIGURE.match(cell.text)), "")


def _down(rows: list[_Row]) -> Iterator[Finding]:
    """The total row, last or right below the head, against the rows of the same width on its other side."""
    totals = [at for at, row in enumerate(rows) if _TOTAL.match(_label(row)) and not _SUBTOTAL.search(_label(row))]
    if len(totals) != 1 or any(_SUBTOTAL.search(_label(row)) for row in rows):
        return
    at = totals[0]
    total = rows[at]
    others = rows[:at] if at > len(rows) // 2 else rows[at + 1 :]
    parts = [row for row in others if len(row) == len(total) and any(_FIGURE.match(cell.text) for cell in row[1:])]
    if len(parts) < 2 or len(parts) < len(others) - 2:
        return
    names = [cell.text for cell in rows[0]] if len(rows[0]) == len(total) else [""] * len(total)
    columns = range(1, min(len(total), _WIDEST))
    judged = [found for column in columns if (found := _column(total, parts, column, names[column])) is not None]
    right = sum(wrong is None for _, wrong in judged)
    for cell, amount in judged:
        if amount is not None and (right >= len(judged) - right or len(judged) == 1):
            yield _finding(cell, amount, "上面各行")


def _column(total: _Row, parts: list[_Row], column: int, name: str) -> tuple[_Cell, Decimal | None] | None:
    """(the total's cell, what the parts make where that differs); None for a column that is not to be added."""
    cell = total[column]
    if not _FIGURE.match(cell.text) or _NO_SUM.search(name):
        return None
    figures = [row[column].figure for row in parts]
    known = [figure for figure in figures if figure is not None]
    if len(known) < len(figures) or cell.figure is None or sum(figure != 0 for figure in known) < 2:
        return None
    amount = sum(known, Decimal(0))
    if _same(amount, cell, [row[column] for row in parts]):
        return cell, None
    # a total below its greatest part is an average, or belongs to another column
    return (cell, amount) if abs(cell.figure) >= max(known) else None


def _across(rows: list[_Row]) -> Iterator[Finding]:
    """The column called 合计, first or last, where nearly all rows add up to it and one or two do not."""
    head = rows[0]
    columns = [at for at, cell in enumerate(head) if _TOTAL.match(cell.text)]
    if len(columns) != 1:
        return
    at = columns[0]
    left = [n for n in range(1, at) if not _NO_SUM.search(head[n].text)]
    right = [n for n in range(at + 1, len(head)) if not _NO_SUM.search(head[n].text)]
    for parts in (left, right):
        judged = [found for row in rows[1:] if len(row) == len(head) and (found := _row(row, at, parts))]
        wrong = [found for found in judged if found[1] is not None]
        if len(judged) >= 3 and len(wrong) * 4 <= len(judged):
            yield from (_finding(cell, amount, "同一行各列") for cell, amount in wrong if amount is not None)


def _row(row: _Row, at: int, parts: list[int]) -> tuple[_Cell, Decimal | None] | None:
    cells = [row[n] for n in parts if row[n].figure is not None]
    if len(cells) < 2 or not _FIGURE.match(row[at].text) or len(cells) < len(parts) - 1:
        return None
    amount = sum((cell.figure or Decimal(0) for cell in cells), Decimal(0))
    return row[at], None if _same(amount, row[at], cells) else amount


def _same(amount: Decimal, total: _Cell, parts: list[_Cell]) -> bool:
    """Equal but for rounding: half of the last place for each part that has decimals."""
    places = [len(cell.text.partition(".")[2]) for cell in (total, *parts)]
    slack = Decimal(5).scaleb(-max(places) - 1) * (len(parts) + 1) if max(places) else Decimal(0)
    return total.figure is not None and abs(amount - total.figure) <= slack


def _finding(cell: _Cell, amount: Decimal, parts: str) -> Finding:
    says = f"表中合计“{cell.text}”与{parts}相加的{amount.normalize():f}不符，请核对。"
    return Finding("sum_mismatch", cell.start, cell.end, says)
