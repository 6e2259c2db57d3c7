"""The figures of tables two, three and four, computed from their sources: 1 January to 31 December, Asia/Shanghai.

Every figure is a sum of parts, so that whoever asks can be shown what it is made of. Totals are computed, never kept.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from content.registers.register import Entry
from content.report.cell import Cell, Cells
from content.report.format import APPLICANTS, COLUMNS, TOTAL, Column, Format, Line, Row
from content.report.measures import MEASURES, Part, day_in
from content.report.sources import Alike, Sources

PENDING = "尚未审结"
OTHER_RESULT = "其他结果"
CARRIED_NOTE = "含上年度结转数量"


def cells_of(form: Format, sources: Sources) -> Cells:
    """Every cell of the format with its figure; 0 where there is nothing to count."""
    return {
        **dict.fromkeys(form.cells(), 0),
        **_table_two(form, sources),
        **_table_three(form, sources),
        **_table_four(form, sources),
    }


def notes_of(sources: Sources) -> dict[str, str]:
    """What stands below a table, by table."""
    carried = any(day_in(entry, "filed_on") < sources.first for entry, _, _ in cases_of(sources))
    return {"table4": CARRIED_NOTE} if carried else {}


def parts_of(column: Column, row: Row, sources: Sources) -> list[Part]:
    """Of a figure of table two. Raises KeyError for a measure nobody knows."""
    return list(MEASURES[column.measure](sources, row.kind))


def sum_of(column: Column, parts: Sequence[Part]) -> int | Decimal:
    """Money to the digit as it was written."""
    zero = Decimal(0) if column.money else 0
    return sum((part.amount for part in parts), zero)


def counted_in(line: Line, column: str = TOTAL) -> Alike:
    """What the applications have in common that a row of table three counts, in one column or in all.

    Raises KeyError for a row that counts no outcomes and that nobody knows.
    """
    kinds = APPLICANTS if column == TOTAL else (column,)
    rows: dict[str, Alike] = {"r1": {"new": True}, "r2": {"new": False}, "g": {"closed": True}, "r4": {"closed": False}}
    return {"kinds": kinds, "outcomes": line.counts} if line.counts else {"kinds": kinds, **rows[line.key]}


def cases_of(sources: Sources) -> Iterator[tuple[Entry, str, str]]:
    """The cases of table four, each with its group and result.

    Those open at any time in the year: with their result when they were closed in it, else 尚未审结. Where the office
    only reviewed and is sued beside whoever acted, the latter counts the case (国办公开办函〔2019〕60号).
    """
    for entry in sources.of("cases"):
        filed, closed = day_in(entry, "filed_on"), entry.values.get("closed_on")
        ended = isinstance(closed, date) and closed < sources.first
        if filed <= sources.last and not ended and not entry.values.get("as_reviewer"):
            result = str(entry.values.get("result") or OTHER_RESULT) if sources.has(closed) else PENDING
            yield entry, str(entry.values.get("kind")), result


def _table_two(form: Format, sources: Sources) -> Cells:
    return {
        Cell("table2", row.label, column.label): sum_of(column, parts_of(column, row, sources))
        for block in form.table2
        for row in block.rows
        for column in block.columns
    }


def _table_three(form: Format, sources: Sources) -> Cells:
    return {
        Cell("table3", line.key, column): sources.count(**counted_in(line, column))
        for line in form.table3.rows
        for column in COLUMNS
    }


def _table_four(form: Format, sources: Sources) -> Cells:
    table = form.table4
    found = {Cell("table4", group.label, column): 0 for group in table.groups for column in table.columns}
    for _, group, result in cases_of(sources):
        found[Cell("table4", group, result)] += 1
        found[Cell("table4", group, table.total)] += 1
    return found
