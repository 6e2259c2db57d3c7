"""A table of past years, tried before anything is imported: its bad rows, and what each year would gain."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.actions.import_history import Tried
from content.headed import RowFault
from content.history import Past
from content.log import Counted


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row of the file with what is wrong with it: by column, and (`whole`) with the row as it is."""

    line: int
    cells: Mapping[str, str]
    faults: Mapping[str, str]
    whole: str


@dataclass(frozen=True, slots=True)
class PastYear:
    """What of a year would be imported: per medium counted (计入), and apart (另计)."""

    year: int
    counted: Mapping[str, int]
    apart: int


def bad_rows(tried: Tried) -> list[BadRow]:
    """In the order of the file; what is wrong with the file as a whole is of no row."""
    good = {row.line: row.cells for row in tried.history.rows}
    by_line: dict[int, list[RowFault]] = {}
    for fault in tried.faults:
        if fault.line:
            by_line.setdefault(fault.line, []).append(fault)
    return [
        BadRow(
            line,
            tried.history.bad.get(line) or good.get(line, {}),
            _by_column(faults),
            " ".join(fault.says for fault in faults if not fault.column),
        )
        for line, faults in sorted(by_line.items())
    ]


def past_years(rows: Sequence[Past]) -> list[PastYear]:
    """The newest first."""
    counted = Counter((row.year, row.medium) for row in rows if row.counts is Counted.COUNTED)
    apart = Counter(row.year for row in rows if row.counts is not Counted.COUNTED)
    years = sorted({row.year for row in rows}, reverse=True)
    media = {medium for _, medium in counted}
    return [PastYear(year, {medium: counted[year, medium] for medium in media}, apart[year]) for year in years]


def _by_column(faults: Sequence[RowFault]) -> dict[str, str]:
    found: dict[str, str] = {}
    for fault in faults:
        if fault.column:
            found[fault.column] = f"{found.get(fault.column, '')} {fault.says}".strip()
    return found
