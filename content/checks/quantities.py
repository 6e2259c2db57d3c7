"""Figures with their units in a Chinese text, with how far each was rounded."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

NUMBER = r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.])\d+(?:\.\d+)?"
_SCALES = {"": 1, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
# Units of one family measure the same thing; the factor brings them to the family's first.
_FAMILIES: dict[str, dict[str, Decimal]] = {
    "元": {"元": Decimal(1), "美元": Decimal(0)},
    "g/m3": {
        "g/m3": Decimal(1),
        "克/立方米": Decimal(1),
        "mg/m3": Decimal("0.001"),
        "毫克/立方米": Decimal("0.001"),
        "μg/m3": Decimal("0.000001"),
        "ug/m3": Decimal("0.000001"),
        "微克/立方米": Decimal("0.000001"),
    },
    "m2": {
        "平方米": Decimal(1),
        "㎡": Decimal(1),
        "m²": Decimal(1),
        "m2": Decimal(1),
        "平方公里": Decimal(10**6),
        "公顷": Decimal(10**4),
    },
    "m": {
        "米": Decimal(1),
        "公里": Decimal(1000),
        "千米": Decimal(1000),
        "厘米": Decimal("0.01"),
        "毫米": Decimal("0.001"),
    },
    "t": {"吨": Decimal(1), "公斤": Decimal("0.001"), "千克": Decimal("0.001")},
    "mg/L": {"mg/L": Decimal(1), "g/L": Decimal(1000), "μg/L": Decimal("0.001")},
    "kWh": {"千瓦时": Decimal(1), "度": Decimal(1)},
}
_COUNTED = (
    "人次|家次|件次|批次|场次|车次|人|户|件|个|家|天|项|辆|台|套|起|宗|例|条|份|名|座|处|所|亩|头|只"
    "|株|棵|篇|期|栋|间|张|立方米|千瓦|标准立方米|标箱|分"
)
_FAMILY_OF = {unit: (family, factor) for family, units in _FAMILIES.items() for unit, factor in units.items() if factor}
_UNIT = "|".join(
    sorted((*(re.escape(unit) for unit in _FAMILY_OF), "美元", *_COUNTED.split("|")), key=len, reverse=True)
)
_QUANTITY = re.compile(rf"(?P<n>{NUMBER})\s?(?P<scale>万亿|[十百千]?万|亿|千)?(?P<unit>{_UNIT})(?![a-zA-Z0-9/])")
QUANTITY = _QUANTITY.pattern


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` ± `half` in the family's first unit; `plain` is the figure and `written` the unit as they stand."""

    start: int
    end: int
    value: Decimal
    half: Decimal
    family: str
    plain: Decimal
    written: str

    def near(self, other: Decimal, slack: Decimal = Decimal(0)) -> bool:
        return abs(self.value - other) <= self.half + slack


def number(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))


def half_step(written: str) -> Decimal:
    """Half of the last decimal place: what rounding may have taken or given."""
    _, _, decimals = written.partition(".")
    return Decimal(5).scaleb(-len(decimals) - 1)


def quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(text, start, len(text) if end is None else end):
        yield quantity(match)


def quantity(match: re.Match[str]) -> Quantity:
    scale, unit = match["scale"] or "", match["unit"]
    family, factor = _FAMILY_OF.get(unit, (unit, Decimal(1)))
    factor *= _SCALES[scale]
    plain = number(match["n"])
    return Quantity(match.start(), match.end(), plain * factor, _half(match) * factor, family, plain, scale + unit)


def _half(match: re.Match[str]) -> Decimal:
    """What is counted (200件) is exact, a whole number of 万 or 亿 is taken to one place, measures are rounded."""
    if "." in match["n"]:
        return half_step(match["n"])
    if match["scale"]:
        return Decimal("0.05")
    return Decimal("0.5") if match["unit"] in _FAMILY_OF and match["unit"] != "元" else Decimal(0)


def total(parts: Iterable[Quantity]) -> tuple[Decimal, Decimal]:
    """(sum, what rounding of the parts may make of it)."""
    listed = list(parts)
    return sum((part.value for part in listed), Decimal(0)), sum((part.half for part in listed), Decimal(0))
