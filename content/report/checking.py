"""Everything that is looked at before a report goes out, and in a report made elsewhere."""

from collections.abc import Iterable, Iterator

from content.report.cell import Cells
from content.report.finding import Finding
from content.report.format import Format
from content.report.identities import broken
from content.report.labels import place_of, shown
from content.report.last_year import jumps
from content.report.narrative_checks import narrative_findings
from content.report.reading import Opened
from content.report.record import money_cells
from content.report.report import Report
from content.report.text_checks import stated_findings, text_findings

INSIDE = frozenset({"S1", "I1", "I2", "I3"})
"""Identities inside one report, all of which block."""
CARRIED_OVER = "Y1"
"""Blocks, too: between this year's report and last year's."""


def findings(report: Report, previous: Report | None = None) -> list[Finding]:
    """All that is wrong or worth a look, what blocks first. `previous`: the same body's report of last year.

    Raises NoFormat.
    """
    return findings_of(Opened(report=report, form=report.format), previous)


def findings_of(opened: Opened, previous: Report | None = None) -> list[Finding]:
    """As `findings`, of a report made elsewhere: in the format it has, and of its text as far as there is any."""
    report, form = opened.report, opened.form
    text = "\n".join([*report.text.values(), *opened.said])
    found = [*_figures(report, form, previous), *opened.slips]
    found += text_findings(text, report.cells, form, report.year)
    found += stated_findings(opened.stated, report.cells, form)
    return _in_order([*found, *(narrative_findings(report, form, previous) if report.text else ())])


def _figures(report: Report, form: Format, previous: Report | None) -> list[Finding]:
    before = previous.cells if previous else None
    compared = jumps(report.cells, before, form) if before else ()
    return [*broken(report.cells, form, before), *_no_numbers_of_things(report.cells, form), *compared]


def _no_numbers_of_things(cells: Cells, form: Format) -> Iterator[Finding]:
    """Below 0, or parts of a document, though the sums may be right."""
    signed = {column.label for block in form.table2 for column in block.columns if column.signed}
    money = money_cells(form)
    for cell, value in cells.items():
        is_whole = cell in money or value is None or value == int(value)
        if value is not None and ((value < 0 and cell.column not in signed) or not is_whole):
            says = f"{place_of(cell, form)}是{shown(value)}，不会是{'小数' if not is_whole else '负数'}，请核对。"
            yield Finding(identity="number", says=says, blocks=False, **cell._asdict(), found=value)


def _in_order(found: Iterable[Finding]) -> list[Finding]:
    """What blocks first; what two checks found alike is told once."""
    alike: dict[object, Finding] = {}
    for one in found:
        numbers = (one.identity, one.table, one.row, one.column, one.found, one.expected)
        alike.setdefault(numbers if one.found is not None else one.says, one)
    return sorted(alike.values(), key=lambda one: not one.blocks)
