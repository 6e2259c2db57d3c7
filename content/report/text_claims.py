"""Numbers in a report's text that stand in its tables too: applications, their results, cases, documents, decisions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from content.checks.quantities import half_step, number
from content.report.cell import Cell, Cells
from content.report.claim_patterns import CLAUSE, KINDS, Kind
from content.report.format import Format

OTHER_TIME = re.compile(r"上年|去年|同比|较|比|往年|历年|以来|累计|平均|每|约|近|超|逾|至少")
THIS_YEAR = re.compile(r"全年累计|本?年度?累计|今年以来")
YEAR = re.compile(r"(20\d\d)年")


@dataclass(frozen=True, slots=True)
class Claim:
    """A number in the text at `start` to `end`; `cells`: those whose sum, `table`, it should be."""

    start: int
    end: int
    says: Decimal
    cells: tuple[Cell, ...]
    table: Decimal


def claims(text: str, cells: Cells, form: Format, year: int) -> Iterator[Claim]:
    """Those that are not the table's. What is about another year, only some of them, or rough, claims nothing."""
    seen: set[int] = set()
    for found in re.finditer(r"[^。！？\n]+", text):
        for kind in KINDS:
            for match in kind.pattern.finditer(found[0]):
                claim = _claim(kind, match, found, (cells, form))
                if claim and claim.start not in seen and _is_stated(match, found[0], year, kind):
                    seen.add(claim.start)
                    yield claim


def _claim(kind: Kind, match: re.Match[str], sentence: re.Match[str], tables: tuple[Cells, Format]) -> Claim | None:
    cells, form = tables
    if not kind.fits(match, sentence[0]):
        return None
    sums = [one for one in kind.sums(match, form) if all(cells.get(cell) is not None for cell in one)]
    amounts = [sum((Decimal(cells[cell] or 0) for cell in one), Decimal(0)) for one in sums]
    written = match.groupdict().get("n") or "0"
    half = half_step(written) if "." in written else Decimal(0)
    if not sums or any(abs(amount - number(written)) <= half for amount in amounts):
        return None
    start = sentence.start()
    return Claim(start + match.start(), start + match.end(), number(written), tuple(sums[0]), amounts[0])


def _is_stated(match: re.Match[str], sentence: str, year: int, kind: Kind) -> bool:
    before = sentence[: match.start()]
    clause = CLAUSE.split(before)[-1] + match[0]
    years = {int(one) for one in YEAR.findall(clause)}
    if "其中" in re.split("[；;]", before)[-1] or (years and years != {year}):
        return False
    return kind.of_other_time or OTHER_TIME.search(THIS_YEAR.sub("", clause)) is None
