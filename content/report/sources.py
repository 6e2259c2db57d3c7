"""What a year's tables are computed from: sums of applications, and the registers' entries. Values, no database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from content.registers.register import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
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

    @property
    def is_closed(self) -> bool:
        return self.outcome != ""


@dataclass(frozen=True, slots=True)
class Sources:
    """`entries`: of each register by its name, what was entered until the end of the year, without the voided."""

    year: int
    groups: Sequence[Group] = ()
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

    def has(self, day: object) -> bool:
        """Whether a register's day lies in the year."""
        return isinstance(day, date) and self.first <= day <= self.last

    def count(self, **alike: object) -> int:
        """How many applications are so: `count(new=True, way="传真")`."""
        return sum(
            one.count for one in self.groups if all(getattr(one, name) == value for name, value in alike.items())
        )
