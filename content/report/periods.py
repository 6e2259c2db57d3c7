"""Quarters and months of a year beside the period before and the same of last year (环比、同比). Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

MONTHS, IN_A_QUARTER = 12, 3
QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
TENTH = Decimal("0.1")
Figure = int | Decimal


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Months `first` to `last` of a year: a quarter or one month. Days are those of Asia/Shanghai."""

    year: int
    first: int
    last: int

    @classmethod
    def quarter(cls, year: int, number: int) -> Self:
        return cls(year, IN_A_QUARTER * (number - 1) + 1, IN_A_QUARTER * number)

    @classmethod
    def month(cls, year: int, number: int) -> Self:
        return cls(year, number, number)

    @property
    def before(self) -> "Period":
        """As long, and just before: of January, December of last year."""
        length = self.last - self.first + 1
        if self.first > length:
            return Period(self.year, self.first - length, self.first - 1)
        return Period(self.year - 1, MONTHS - length + 1, MONTHS)

    @property
    def year_before(self) -> "Period":
        return Period(self.year - 1, self.first, self.last)

    @property
    def begin(self) -> date:
        return date(self.year, self.first, 1)

    @property
    def end(self) -> date:
        """The last day."""
        over = date(self.year + 1, 1, 1) if self.last == MONTHS else date(self.year, self.last + 1, 1)
        return over - timedelta(days=1)

    @property
    def says(self) -> str:
        name = f"{self.first}月" if self.first == self.last else QUARTERS[self.last // IN_A_QUARTER - 1]
        return f"{self.year}年{name}"


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of a period, of the period before, and of the same of last year; None = not known (不详)."""

    now: Figure | None = 0
    before: Figure | None = 0
    year_before: Figure | None = 0

    @property
    def change(self) -> Figure | None:
        return _change(self.now, self.before)

    @property
    def percent(self) -> Decimal | None:
        return _percent(self.now, self.before)

    @property
    def year_change(self) -> Figure | None:
        return _change(self.now, self.year_before)

    @property
    def year_percent(self) -> Decimal | None:
        return _percent(self.now, self.year_before)


def compared(
    now: Mapping[str, Figure], before: Mapping[str, Figure], year_before: Mapping[str, Figure]
) -> dict[str, Compared]:
    """By name, whatever has a figure in any of the three: the largest now first, then by name."""
    names = {name for figures in (now, before, year_before) for name, figure in figures.items() if figure}
    ordered = sorted(names, key=lambda name: (-now.get(name, 0), name))
    return {name: Compared(now.get(name, 0), before.get(name, 0), year_before.get(name, 0)) for name in ordered}


def ranks(figures: Iterable[tuple[str, Figure | None]]) -> dict[str, int]:
    """The largest is 1; equal ones share a rank, and the next one is as far down as there are before it."""
    known = [(name, figure) for name, figure in figures if figure is not None]
    return {name: 1 + sum(other > figure for _, other in known) for name, figure in known}


def _change(now: Figure | None, then: Figure | None) -> Figure | None:
    return None if now is None or then is None else now - then


def _percent(now: Figure | None, then: Figure | None) -> Decimal | None:
    """To a tenth; None over nothing, where a percentage would say nothing."""
    if now is None or not then:
        return None
    return (Decimal(now - then) * 100 / then).quantize(TENTH, ROUND_HALF_UP)
