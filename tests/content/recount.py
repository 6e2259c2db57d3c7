"""The counting rules (design.md §5) once more, the slow way: by reading the events of the log in turn."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from content.counts import Counts
from content.log import Event, Kind
from content.store.store import Store
from content.zone import SHANGHAI


@dataclass(frozen=True)
class Standing:
    seq: int
    event: Event
    year: int
    month: int

    def same_as(self, other: Event) -> bool:
        mine, same_item = self.event, bool(self.event.item_id) and self.event.item_id == other.item_id
        same_number = not mine.item_id and not other.item_id and mine.index_number == other.index_number != ""
        return (same_item or same_number) and (mine.channel or mine.medium, bool(mine.channel)) == (
            other.channel or other.medium,
            bool(other.channel),
        )


def read_plainly(happened: Sequence[Event], years: Iterable[int]) -> dict[int, Counts]:
    """What stands after each event in turn."""
    standing: list[Standing] = []
    for seq, one in enumerate(happened, 1):
        if one.kind == Kind.VOIDED:
            named = one.evidence.get("voids")
            gone = [s for s in standing if (s.seq == int(named) if named else s.same_as(one))]
            standing = [s for s in standing if s not in gone]
        elif one.counts and not any(s.same_as(one) for s in standing):
            local = one.at.astimezone(SHANGHAI)
            standing.append(Standing(seq, one, local.year, local.month))
    return {year: plain_counts(year, [s for s in standing if s.year == year]) for year in years}


def plain_counts(year: int, standing: Sequence[Standing]) -> Counts:
    counted = [s for s in standing if s.event.counts == "counted"]
    subjects = [s.event.index_number or s.event.item_id for s in counted]
    return Counts(
        year=year,
        media=Counter(s.event.medium for s in counted),
        apart=Counter(s.event.medium for s in standing if s.event.counts == "apart"),
        months=table([(s.month, s.event.medium) for s in counted]),
        columns=table([(s.event.column, s.event.medium) for s in counted]),
        units=table([(s.event.unit, s.event.medium) for s in counted]),
        distinct=None if "" in subjects else len(set(subjects)),
    )


def table(cells: Sequence[tuple[Any, str]]) -> dict[Any, Counter[str]]:
    return {key: Counter(medium for other, medium in cells if other == key) for key, _ in cells}


def forget(store: Store) -> None:
    """Empty the log: only somebody with full rights over the database can."""
    with store.write() as work:
        lift = "DROP TRIGGER IF EXISTS log_no_delete" if store.is_sqlite else "ALTER TABLE log DISABLE TRIGGER ALL"
        for statement in (
            lift,
            "DELETE FROM log",
            "DELETE FROM tallies",
            "DELETE FROM distinct_items",
            "DELETE FROM imported",
        ):
            work.session.execute(text(statement))
