"""Sample reports, consistent in themselves."""

from decimal import Decimal

from content.report.cell import Cell, Number
from content.report.format import APPLICANTS, COLUMNS, TOTAL, Format, format_of
from content.report.record import money_cells
from content.report.report import Report

MONEY = Cell("table2", "行政事业性收费", "本年收费金额（单位：万元）")
OFFICE = "示范高新区管委会"


def results(form: Format) -> list[str]:
    """The rows that add up to （七）总计."""
    return [line.key for line in form.table3.rows if line.counts]


def table_three(form: Format, given: dict[tuple[str, str], int]) -> dict[Cell, Number]:
    """`given`: (row, applicant) to number; 一 is made so that it all adds up, totals are added."""
    cells: dict[Cell, Number] = {Cell("table3", line.key, column): 0 for line in form.table3.rows for column in COLUMNS}
    for (row, applicant), number in given.items():
        cells[Cell("table3", row, applicant)] = number
    for applicant in APPLICANTS:
        done = sum(int(cells[Cell("table3", key, applicant)] or 0) for key in results(form))
        left, before = (int(cells[Cell("table3", key, applicant)] or 0) for key in ("r4", "r2"))
        cells[Cell("table3", "g", applicant)] = done
        cells[Cell("table3", "r1", applicant)] = done + left - before
    for line in form.table3.rows:
        numbers = [int(cells[Cell("table3", line.key, one)] or 0) for one in APPLICANTS]
        cells[Cell("table3", line.key, TOTAL)] = sum(numbers)
    return cells


def report(year: int, *, text: dict[str, str] | None = None) -> Report:
    """Seven applications done, one carried over, one case in court; 9 documents in force; money where there is any."""
    form = format_of(year)
    counted = [cell for cell in form.cells() if cell.table == "table2"]
    cells: dict[Cell, Number] = {**dict.fromkeys(form.cells(), 0), **{cell: n for n, cell in enumerate(counted)}}
    cells |= {cell: Decimal("14722.49") for cell in money_cells(form)}
    cells |= table_three(form, {("a", "自然人"): 4, ("c5", "商业企业"): 1, ("d1", "自然人"): 2, ("r4", "自然人"): 1})
    cells |= {Cell("table4", "行政复议", "结果维持"): 1, Cell("table4", "行政复议", TOTAL): 1}
    return Report(office=OFFICE, year=year, cells=cells, text=text or {})
