"""What people write into the cells of a report's tables, as numbers."""

import re
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import normalize

from content.checks.passage import clean
from content.report.cell import Number

BLANK = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "─", "－"})
WRITTEN = re.compile(
    r"(?P<about>约|近|超过?)?(?P<sign>[+\-−–－])?(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?P<rest>.*)",
    re.DOTALL,
)
ROUGH = re.compile(r"^[余多约]|左右|以上|上下")
GOES_ON = re.compile(r"[\d.,]|[+\-−–~*×/:=或至到、]\s*\d|[a-z][+-]?\d|(?:十|百|千|万(?!元)|亿(?!元))", re.IGNORECASE)
"""What may make it another number: 1.5万件, 3/5, 8+1, 1e5."""
UNIT = re.compile(r"^[(（]?(?P<unit>亿元|万元|元)")
COUNTED = re.compile(r"^(?:件次|件|笔|项|个|条|次|宗|份|起|人次|人|家)$")
IN_TEN_THOUSAND = {"亿元": Decimal(10000), "万元": Decimal(1), "元": Decimal("0.0001")}
"""A unit of money in 万元."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`value`: the number alone; `says`: what people should know of how it was read, "" for nothing; `unit`: of money.

    `read` is False where there is something in the cell that is no number: it is then taken as blank.
    """

    value: Number
    says: str = ""
    unit: str = ""
    read: bool = True


def figure(text: str, *, money: bool = False) -> Figure:
    """`22（其中修订16件）` is 22, `2笔` is 2, `251000元` is 251000 with its unit; `-` and `/` are blank, not 0."""
    folded = re.sub(r"\s+", " ", normalize("NFKC", clean(text)).replace("，", ",")).strip()
    if folded in BLANK:
        return Figure(None)
    match = WRITTEN.fullmatch(folded)
    rest = match["rest"].strip() if match else ""
    if match is None or match["about"] or ROUGH.search(rest) or GOES_ON.match(rest):
        return Figure(None, f"“{folded}”看不出是几，当作没有填", read=False)
    value = _value(match, money=money)
    unit = (found["unit"] if (found := UNIT.match(rest)) else "") if money else ""
    if not rest or unit or COUNTED.match(rest):
        return Figure(value, unit=unit)
    return Figure(value, f"“{folded}”读作 {match['n']}", unit)


def _value(match: re.Match[str], *, money: bool) -> Number:
    number = Decimal(match["n"].replace(",", ""))
    number = -number if match["sign"] and match["sign"] != "+" else number
    return number if money or number != number.to_integral_value() else int(number)


def in_ten_thousand(value: Number, unit: str) -> Number:
    """An amount in 万元, to the last place."""
    return None if value is None else Decimal(value) * IN_TEN_THOUSAND[unit]
