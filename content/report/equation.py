"""One identity at one place: what stands on its two sides, and whether they can be equal."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from content.report.cell import Cell, Cells, Number
from content.report.format import COLUMNS, PREVIOUS, Format, Identity

TOLERANCE = Decimal("0.01")
"""万元. The same amount is printed with two places here and with six there."""


class Holds(Enum):
    YES = auto()
    NO = auto()
    UNKNOWN = auto()  # what was left blank may hold the difference


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of a sum; `value` is None where it was left blank. `signed`: may be below 0."""

    cell: Cell
    value: Number
    minus: bool = False
    previous: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Equation:
    """`identity` at one column or row of its table."""

    identity: Identity
    left: tuple[Term, ...]
    right: tuple[Term, ...]

    @property
    def total(self) -> Term:
        """The figure the finding is about: what the parts should come to."""
        return self.right[0]

    @property
    def difference(self) -> int | Decimal:
        """Left less right, blanks as nothing."""
        return sum_of(self.left) - sum_of(self.right)

    def holds(self) -> Holds:
        """A blank is not 0: it may hold what is missing, but it cannot take away what is too much."""
        values = [term.value for term in (*self.left, *self.right)]
        difference = self.difference
        near = TOLERANCE if any(isinstance(value, Decimal) for value in values) else Decimal(0)
        if -near <= difference <= near:
            return Holds.YES
        rise, fall = self._blanks()
        return Holds.UNKNOWN if (rise if difference < 0 else fall) else Holds.NO

    def _blanks(self) -> tuple[bool, bool]:
        """May a blank make the difference larger, may one make it smaller?"""
        blank = [(term, True) for term in self.left if term.value is None]
        blank += [(term, False) for term in self.right if term.value is None]
        rise = any(term.signed or term.minus != is_left for term, is_left in blank)
        return rise, any(term.signed or term.minus == is_left for term, is_left in blank)


def sum_of(terms: tuple[Term, ...]) -> int | Decimal:
    values = [-(term.value or 0) if term.minus else term.value or 0 for term in terms]
    return sum(values)


def equations(cells: Cells, form: Format, previous: Cells | None = None) -> Iterator[Equation]:
    """Every identity of the format at each place; without those whose figures are not there at all."""
    signed = {column.label for block in form.table2 for column in block.columns if column.signed}
    for identity in form.identities:
        if identity.asks_previous and previous is None:
            continue
        for place in _places(identity, form):
            left = tuple(_term(word, place, identity, (cells, previous, signed)) for word in identity.left)
            right = tuple(_term(word, place, identity, (cells, previous, signed)) for word in identity.right)
            if _is_there(left, right, cells, previous or {}):
                yield Equation(identity, left, right)


def _places(identity: Identity, form: Format) -> tuple[str, ...]:
    if identity.each == "column":
        return COLUMNS
    rows = dict.fromkeys(cell.row for cell in form.cells() if cell.table == identity.table)
    return identity.rows or tuple(rows)


def _term(word: str, place: str, identity: Identity, figures: tuple[Cells, Cells | None, set[str]]) -> Term:
    cells, before, signed = figures
    minus, word = word.startswith("-"), word.removeprefix("-")
    previous, word = word.startswith(PREVIOUS), word.removeprefix(PREVIOUS)
    row, column = (word, place) if identity.each == "column" else (place, word)
    cell = Cell(identity.table, row, column)
    value = ((before or {}) if previous else cells).get(cell)
    return Term(cell, value, minus, previous, column in signed)


def _is_there(left: tuple[Term, ...], right: tuple[Term, ...], cells: Cells, previous: Cells) -> bool:
    """Something of this year's report; and of last year's everything that is asked for: its format may be another."""
    terms = (*left, *right)
    return any(term.cell in cells for term in terms if not term.previous) and all(
        term.cell in previous for term in terms if term.previous
    )
