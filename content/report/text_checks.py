"""A report's text against itself and against its tables: all of it warns, for words can be meant otherwise."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

from content.checks import parts, percents, sums
from content.checks.passage import Passage
from content.checks.quantities import NUMBER, half_step, number
from content.report.cell import Cell, Cells, Number
from content.report.finding import Finding
from content.report.format import TOTAL, Format
from content.report.labels import place_of, shown
from content.report.text_claims import Claim, claims
from content.report.text_lists import UNITS, Listed, lists, plus

PERCENT = re.compile(r"(?P<p>\d+(?:\.\d+)?)\s?[%％]")
COUNTED = re.compile(rf"(?P<n>{NUMBER})\s?(?:{UNITS})")
MOST_PARTS = 8
"""So many amounts of a sentence are tried together."""


def text_findings(text: str, cells: Cells, form: Format, year: int) -> list[Finding]:
    """X1: numbers that the tables have otherwise. X2: parts that do not make their total. X3: percentages."""
    passage = Passage(text, today=date(year + 1, 1, 31) if year else date.max)
    plain = passage.digits
    found = [_claimed(plain, claim, cells, form) for claim in claims(plain, cells, form, year)]
    listed = list(lists(plain))
    found += [_listed(passage.text, one) for one in listed if not one.adds_up]
    found += _sums(passage, listed)
    found += _percentages(passage)
    return list({one.says: one for one in found}.values())


def stated_findings(stated: Iterable[Mapping[str, Any]], cells: Cells, form: Format) -> Iterator[Finding]:
    """Of sums (`total`, `parts`) and equalities (`text`, `path`) that a file names itself: those that do not hold."""
    for one in stated:
        match one:
            case {"type": "sum", "total": int() | Decimal() as total, "parts": list() as numbers} if _numbers(numbers):
                amount = sum((Decimal(part) for part in numbers), Decimal(0))
                if amount != total:
                    added = f"各项相加 {plus([Decimal(part) for part in numbers])}＝{amount:f}"
                    says = f"{one.get('what', '')}：{added}，总数写的是{total}，请核对。"
                    yield Finding(identity="X2", says=says, blocks=False, found=total, expected=_whole(amount))
            case {"type": "equal", "text": int() | Decimal() as said, "path": str() as path}:
                yield from _equal(str(one.get("what", "")), said, (_cell(path), cells, form))


def _equal(what: str, said: int | Decimal, at: tuple[Cell | None, Cells, Format]) -> Iterator[Finding]:
    cell, cells, form = at
    value = None if cell is None else cells.get(cell)
    if cell is not None and value is not None and value != said:
        says = f"{what}：正文写的是{said}，{place_of(cell, form)}是{shown(value)}，请核对哪个对。"
        yield Finding(identity="X1", says=says, blocks=False, **cell._asdict(), found=said, expected=value)


def _cell(path: str) -> Cell | None:
    """`r1` is that row's total; else a cell's address."""
    try:
        return Cell.parse(path) if "." in path else Cell("table3", path, TOTAL)
    except ValueError:
        return None


def _numbers(written: list[Any]) -> bool:
    return all(isinstance(one, int | Decimal) and not isinstance(one, bool) for one in written)


def _claimed(text: str, claim: Claim, cells: Cells, form: Format) -> Finding:
    quote, cell = text[claim.start : claim.end], claim.cells[0]
    several = f"等{len(claim.cells)}格相加" if len(claim.cells) > 1 else ""
    carried = cells.get(Cell("table3", "r2", TOTAL)) or 0
    fits = bool(carried) and cell.row == "r1" and claim.table + carried == claim.says
    more = f"（加上上年结转的{carried}件正好是{claim.says:f}）" if fits else ""
    says = f"“{quote}”：表里是{shown(_whole(claim.table))}（{place_of(cell, form)}{several}）{more}，请核对哪个对。"
    return Finding(
        identity="X1", says=says, blocks=False, **cell._asdict(), found=_whole(claim.says), expected=_whole(claim.table)
    )


def _listed(text: str, one: Listed) -> Finding:
    amount = sum(one.parts, Decimal(0))
    quote = text[max(0, one.start - 12) : one.end]
    says = f"“{quote}”：后面各项相加 {plus(one.parts)}＝{amount:f}，总数写的是{one.total:f}，请核对。"
    return Finding(identity="X2", says=says, blocks=False, found=_whole(one.total), expected=_whole(amount))


def _sums(passage: Passage, listed: list[Listed]) -> Iterator[Finding]:
    """What the checks of items find in sums, but for the lists that were looked at here."""
    for one in sums.find(passage):
        if not any(have.start <= one.start < have.end for have in listed):
            yield Finding(identity="X2", says=one.says, blocks=False)


def _percentages(passage: Passage) -> Iterator[Finding]:
    """What the checks of items find in percentages, but for those that several of the parts have together."""
    for check in (percents, parts):
        for one in check.find(passage):
            start, end = passage.sentence(one.start)
            said = PERCENT.search(passage.digits, one.start, end)
            if said is None or not _is_of_several(passage.digits[start : one.start], said["p"]):
                yield Finding(identity="X3", says=one.says, blocks=False)


def _is_of_several(before: str, percent: str) -> bool:
    amounts = [number(match["n"]) for match in COUNTED.finditer(before)][:MOST_PARTS]
    sums = {sum(some, Decimal(0)) for size in range(1, len(amounts) + 1) for some in combinations(amounts, size)}
    near = half_step(percent) + Decimal("0.01")
    return any(
        whole and part <= whole and abs(part / whole * 100 - Decimal(percent)) <= near
        for part in sums
        for whole in amounts
    )


def _whole(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value
