"""What a year's tables are computed from: sums of applications, and the registers' entries. Values, no database."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict, Unpack

from content.registers.kinds import REGISTERS
from content.registers.register import Entry


class Alike(TypedDict, total=False):
    """What applications may have in common: the applicant's kind, the way they came, the outcome in the year.

    `new`: received in the year, not before it. `closed`: in the year. `late`: closed after their last day.
    """

    kinds: Collection[str]
    ways: Collection[str]
    outcomes: Collection[str]
    new: bool
    closed: bool
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """So many applications, alike in all that the report asks of them in this year.

    `new`: received in the year, else before it. `outcome`: a key of OUTCOMES where it was closed in the year, and
    `late` whether that was after its last day; "" where it goes on.
    """

    applicant_kind: str
    way: str
    new: bool
    outcome: str = ""
    late: bool = False
    count: int = 1

    def fits(self, **alike: Unpack[Alike]) -> bool:
        own = {"kinds": self.applicant_kind, "ways": self.way, "outcomes": self.outcome}
        flags = {"new": self.new, "closed": self.outcome != "", "late": self.late}
        return all(flags[name] is asked if name in flags else own[name] in asked for name, asked in alike.items())  # type: ignore[operator]  # a collection where it is no flag


@dataclass(frozen=True, slots=True)
class Sources:
    """`entries`: of each register by its name, what was entered until the end of the year, without the voided."""

    year: int
    batches: Sequence[Batch] = ()
    entries: Mapping[str, Sequence[Entry]] = field(default_factory=dict)

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        return date(self.year, 12, 31)

    def of(self, register: str, kind: str = "") -> Iterator[Entry]:
        """The entries of a register; of one kind, where one is named."""
        return (one for one in self.entries.get(register, ()) if not kind or one.values.get("kind") == kind)

    def in_year(self, register: str, kind: str = "") -> Iterator[Entry]:
        """As `of`, whose own day lies in the year."""
        on = REGISTERS[register].on
        return (one for one in self.of(register, kind) if self.has(one.values.get(on)))

    def has(self, day: object) -> bool:
        """Whether a register's day lies in the year."""
        return isinstance(day, date) and self.first <= day <= self.last

    def count(self, **alike: Unpack[Alike]) -> int:
        """How many applications are so: `count(new=True, ways=["传真"])`."""
        return sum(batch.count for batch in self.batches if batch.fits(**alike))
