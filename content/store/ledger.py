"""The log in the database: appended one by one, chained, and the figures kept up in the same transaction."""

import sqlite3
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Connection

from content.log import (
    COUNTING,
    PUBLIC,
    BadEntry,
    Counted,
    Effect,
    Entry,
    Event,
    Head,
    Kind,
    fault_of,
    make_entry,
    month_of,
)
from content.store.bare import Bare
from content.store.figures import Figures
from content.store.log_rows import HEAD, INSERT, READ, entry_of, values_of

# The condition against '' is what lets both databases use the index that leaves the empty ones out.
COUNTED_ITEM = f"{READ} WHERE item_id = ? AND item_id <> '' AND channel = ? AND (channel <> '' OR medium = ?)"
COUNTED_NUMBER = (
    f"{READ} WHERE index_number = ? AND index_number <> '' AND item_id = '' "
    "AND channel = ? AND (channel <> '' OR medium = ?)"
)
LAST_CHANGE = "AND change <> 0 ORDER BY seq DESC LIMIT 1"
STATES = ("published", "corrected", "recorded", "withdrawn", "voided")
"""What says whether an item is public somewhere; as SQL wants it, too."""
LAST_STATE = (
    f"SELECT kind FROM log WHERE item_id = ? AND item_id <> '' AND channel = ? AND kind IN {STATES} "  # noqa: S608  # likewise
    "ORDER BY seq DESC LIMIT 1"
)
FIRST_OF = "SELECT item_id, kind, at FROM log WHERE item_id IN ({marks}) AND item_id <> '' ORDER BY seq DESC"
KINDS_OF = "SELECT item_id, channel, kind FROM log WHERE item_id IN ({marks}) AND item_id <> '' ORDER BY seq"
PROGRESS_EVERY = 10_000


class Filters(TypedDict, total=False):
    """What `entries` may be narrowed by; `year` and `month` are those the entry counts in (Asia/Shanghai).

    `figure` = `counted` or `apart` gives exactly the rows a figure is made of; `after` is a number, `limit` how many.
    """

    year: int
    month: int
    medium: str
    column: str
    unit: str
    kind: str
    item_id: str
    channel: str
    figure: str
    after: int
    limit: int


CONDITIONS = {
    "year": "year = ?",
    "month": "month = ?",
    "medium": "medium = ?",
    "column": "column_name = ?",
    "unit": "unit = ?",
    "kind": "kind = ?",
    "item_id": "item_id = ? AND item_id <> ''",
    "channel": "channel = ?",
    "figure": "counts = ? AND change <> 0",
    "after": "seq > ?",
}


class Ledger:
    """Valid inside one unit of work. Append last in it: on PostgreSQL appenders wait for each other from then on."""

    def __init__(self, connection: Connection) -> None:
        self._bare = Bare(connection)
        self._figures = Figures(connection)

    def lock(self) -> None:
        """Nobody else appends from here to the end: before reading what decides whether something is appended."""
        self._bare.lock_log()

    def append(self, event: Event) -> Entry:
        """Raises ValueError for an event that cannot be kept (a time without zone, a text no database keeps)."""
        self._bare.lock_log()
        return self._append(self.reached(), event)

    def head(self) -> Entry | None:
        """The last entry, whole."""
        return self._one(f"{READ} ORDER BY seq DESC LIMIT 1")

    def reached(self) -> Head | None:
        """The last entry's number and hash: whatever becomes public, or ceases to be, adds an entry."""
        row = self._bare.one(HEAD)
        return Head(*row) if row else None

    def get(self, seq: int) -> Entry:
        """Raises KeyError."""
        if (entry := self._one(f"{READ} WHERE seq = ?", seq)) is None:
            raise KeyError(seq)
        return entry

    def entries(self, **filters: Unpack[Filters]) -> Iterator[Entry]:
        """In the order of the log, in constant memory; to be read inside the unit of work."""
        given = {name: value for name, value in filters.items() if name != "limit"}
        conditions = " AND ".join(CONDITIONS[name] for name in given) or "1 = 1"
        limit = f" LIMIT {int(filters['limit'])}" if "limit" in filters else ""
        rows = self._bare.stream(f"{READ} WHERE {conditions} ORDER BY seq{limit}", tuple(given.values()))
        return map(entry_of, rows)

    def behind(self, year: int, figure: str, *, medium: str = "", after: int = 0, most: int) -> list[Entry]:
        """Some of the rows that a figure is made of, by medium and month: the index has them in this order."""
        narrowed, values = (" AND medium = ?", [medium]) if medium else ("", [])
        order = "ORDER BY medium, month, seq LIMIT ? OFFSET ?"
        query = f"{READ} WHERE year = ? AND {CONDITIONS['figure']}{narrowed} {order}"
        return [entry_of(row) for row in self._bare.stream(query, (year, figure, *values, most, after))]

    def is_published(self, item_id: str, channel: str) -> bool:
        """Whether some edition of the item is public there now, as far as the log knows."""
        last = self._bare.one(LAST_STATE, (item_id, channel))
        return last is not None and last[0] in PUBLIC

    def published(self, item_ids: Collection[str]) -> set[tuple[str, str]]:
        """Where these are public now, as `is_published`: pairs of item and channel."""
        # Asked for kinds besides, SQLite, which does not know how few the items are, reads all entries of these kinds.
        rows = self._bare.all_in(KINDS_OF, sorted(item_ids))
        last = {(item_id, channel): kind for item_id, channel, kind in rows if kind in STATES}
        return {place for place, kind in last.items() if kind in PUBLIC}

    def published_since(self, item_ids: Collection[str]) -> dict[str, datetime]:
        """When each of these first was published on a channel; not those that never were."""
        # Of kinds besides, as in `published`.
        rows = self._bare.all_in(FIRST_OF, sorted(item_ids))
        return {item_id: Bare.to_moment(at) for item_id, kind, at in rows if kind == Kind.PUBLISHED}

    def counted(self, item_id: str) -> list[Entry]:
        """The entries by which an item counts now: one per channel at most."""
        last: dict[tuple[str, str], Entry] = {}
        for entry in self.entries(item_id=item_id):
            if entry.effect.change:
                last[entry.event.place] = entry
        return [entry for entry in last.values() if entry.effect.change > 0]

    def counts_on(self, item_id: str, channel: str) -> bool:
        return any(entry.event.channel == channel for entry in self.counted(item_id))

    def is_voided(self, entry: Entry) -> bool:
        """Whether a later entry took back this very one by its number, or all that its item counted in its place."""
        filters: Filters = {"kind": Kind.VOIDED, "after": entry.seq}
        if entry.event.item_id:
            filters["item_id"] = entry.event.item_id
        return any(_voids(later.event, entry) for later in self.entries(**filters))

    def verify(self, published: Head | None = None, progress: Callable[[int], None] | None = None) -> BadEntry | None:
        """The first bad entry, or None. With a head that was published elsewhere, a cut or rewritten log shows too.

        Streams: constant memory. `progress` is told the number reached, now and then.
        """
        last: Head | None = None
        for found in _decoded(self._bare.stream(f"{READ} ORDER BY seq")):
            fault = fault_of(found, last) if isinstance(found, Entry) else found
            if fault is not None or isinstance(found, BadEntry):
                return fault
            last = found.head
            if progress and last.seq % PROGRESS_EVERY == 0:
                progress(last.seq)
        return self._missing(published, last) if published else None

    def _missing(self, published: Head, last: Head | None) -> BadEntry | None:
        reached = last.seq if last else 0
        if published.seq > reached:
            says = f"台账只到第 {reached} 条，公布过的最后一条是第 {published.seq} 条：后面的记录被删掉了。"
            return BadEntry(reached + 1, says)
        if self.get(published.seq).hash != published.hash:
            return BadEntry(published.seq, f"第 {published.seq} 条与公布过的校验值不符：台账被重写过。")
        return None

    def _append(self, head: Head | None, event: Event) -> Entry:
        event, effect = self._effect(event)
        entry = make_entry(head, event, effect)
        self._bare.run(INSERT, values_of(entry, self._bare))
        if effect.change:
            self._figures.take(event, effect)
        return entry

    def _effect(self, event: Event) -> tuple[Event, Effect]:
        """What the event does to the figures. A `voided` one takes on where and as what the original counted."""
        year, month = month_of(event.at)
        if event.kind == Kind.VOIDED:
            return self._taken_back(event, Effect(0, year, month))
        if event.counts and event.kind not in COUNTING:
            raise ValueError(f"{event.kind} never counts")
        counts_now = bool(Counted(event.counts)) and not self._counts_already(event)
        return event, Effect(int(counts_now), year, month)

    def _counts_already(self, event: Event) -> bool:
        last = self._last_change(event)
        return last is not None and last.effect.change > 0

    def _taken_back(self, event: Event, nothing: Effect) -> tuple[Event, Effect]:
        named = event.evidence.get("voids")
        original = self.get(int(named)) if named else self._last_change(event)
        if named and original is not None:
            original = self._still_counted(original)
        if original is None or original.effect.change <= 0:
            return replace(event, counts=""), nothing
        first = original.event
        taken = replace(
            event,
            item_id=first.item_id,
            channel=first.channel,
            medium=first.medium,
            column=first.column,
            unit=first.unit,
            index_number=first.index_number,
            counts=first.counts,
        )
        return taken, Effect(-1, original.effect.year, original.effect.month)

    def _still_counted(self, original: Entry) -> Entry | None:
        """None for an entry that was taken back before."""
        if original.event.subject:
            last = self._last_change(original.event)
            return original if last is not None and last.seq == original.seq else None
        voided = self.entries(
            year=original.effect.year, medium=original.event.medium, month=original.effect.month, kind=Kind.VOIDED
        )
        named = {entry.event.evidence.get("voids") for entry in voided}
        return None if str(original.seq) in named else original

    def _last_change(self, event: Event) -> Entry | None:
        """The entry by which the same information last counted, or was taken back, in the same place."""
        if event.item_id:
            return self._one(f"{COUNTED_ITEM} {LAST_CHANGE}", event.item_id, event.channel, event.medium)
        if event.index_number:
            return self._one(f"{COUNTED_NUMBER} {LAST_CHANGE}", event.index_number, event.channel, event.medium)
        return None

    def _one(self, statement: str, *values: Any) -> Entry | None:
        row = self._bare.one(statement, values)
        return entry_of(row) if row else None


def _voids(event: Event, entry: Entry) -> bool:
    """What names no entry takes back all of its item in that place."""
    if named := event.evidence.get("voids"):
        return bool(named == str(entry.seq))
    return bool(event.item_id) and event.place == entry.event.place


def _decoded(rows: Iterator[Any]) -> Iterator[Entry | BadEntry]:
    """What somebody wrote into the file by other means may not even be readable."""
    seq = 0
    try:
        for row in rows:
            seq = row[0]
            yield entry_of(row)
    except (ValueError, TypeError) as error:
        yield BadEntry(seq, f"第 {seq} 条读不出来：内容被改坏了（{error}）。")
    except sqlite3.OperationalError as error:
        yield BadEntry(seq + 1, f"第 {seq} 条之后读不出来：内容被改坏了（{error}）。")
