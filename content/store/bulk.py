"""Many records at once: the same entries and figures as one by one, in few statements."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection

from content.log import Counted, Effect, Entry, Event, Head, Kind, make_entry, month_of
from content.store.bare import Bare
from content.store.figures import ADD_ONE, ADD_SUBJECT, cells_of
from content.store.log_rows import HEAD, INSERT, values_of

PIECE = 500
STANDING = (
    "SELECT index_number, channel, CASE WHEN channel = '' THEN medium ELSE '' END AS place FROM log "
    "WHERE index_number IN ({marks}) AND index_number <> '' AND item_id = '' AND change <> 0 "
    "GROUP BY index_number, channel, CASE WHEN channel = '' THEN medium ELSE '' END HAVING SUM(change) > 0"
)
KNOWN = "SELECT year, subject FROM distinct_items WHERE subject IN ({marks}) AND channels > 0"
Name = tuple[str, str, str]
Thing = TypeVar("Thing")


class Bulk:
    """Valid inside one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._bare = Bare(connection)

    def append(self, events: Iterable[Event]) -> Iterator[Entry]:
        """`recorded` events that name no item of ours, and what was registered. Runs as it is iterated.

        Nothing else may append in between.
        """
        self._bare.lock_log()
        row = self._bare.one(HEAD)
        head = Head(*row) if row else None
        for piece in pieces(events, PIECE):
            entries = self._chain(head, piece)
            self._bare.many(INSERT, [values_of(entry, self._bare) for entry in entries])
            self._count([entry for entry in entries if entry.effect.change])
            head = entries[-1].head
            yield from entries

    def _chain(self, head: Head | None, piece: Sequence[Event]) -> list[Entry]:
        standing = self._standing(piece)
        entries = []
        for event in piece:
            if event.kind not in (Kind.RECORDED, Kind.REGISTERED) or event.item_id:
                raise ValueError("only records of what is no item of ours, and registers, come in bulk")
            counts = bool(Counted(event.counts)) and _name(event) not in standing
            if counts and event.index_number:
                standing.add(_name(event))
            entry = make_entry(head, event, Effect(int(counts), *month_of(event.at)))
            head = entry.head
            entries.append(entry)
        return entries

    def _standing(self, piece: Sequence[Event]) -> set[Name]:
        """What counts already."""
        numbers = sorted({event.index_number for event in piece if event.index_number})
        return {(number, channel, place) for number, channel, place in self._bare.all_in(STANDING, numbers)}

    def _count(self, entries: Sequence[Entry]) -> None:
        cells: Counter[tuple[Any, ...]] = Counter()
        subjects: Counter[tuple[int, str]] = Counter()
        for entry in entries:
            cells.update(cells_of(entry.event, entry.effect))
            if entry.event.counts == Counted.COUNTED:
                subjects[entry.effect.year, entry.event.subject] += 1
        named = sorted({subject for _, subject in subjects if subject})
        known = {(year, subject) for year, subject in self._bare.all_in(KNOWN, named)}
        for (year, subject), count in subjects.items():
            alone = "distinct" if subject else "unnamed"
            cells[year, "counted", alone, "", ""] += (count if not subject else 1) * ((year, subject) not in known)
        rows = [(*key, count) for key, count in subjects.items() if key[1]]
        self._bare.many(ADD_SUBJECT.removesuffix("RETURNING channels"), rows)
        self._bare.many(ADD_ONE, [(*key, count) for key, count in cells.items() if count])


def _name(event: Event) -> Name:
    return event.index_number, *event.place


def pieces(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """Lists of at most so many, in order."""
    things = iter(things)
    while piece := list(islice(things, size)):
        yield piece
