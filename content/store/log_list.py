"""The log in lists: the newest first, found by who, what, where and what about, however long the log is.

Where an index leads to what is wanted, it is read on until a page is full; what no index knows is looked for piece by
piece, and after a while the answer says how far it came.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection

from content.log import Entry
from content.store.bare import Bare
from content.store.likeness import has_case, like_pattern
from content.store.log_rows import HEAD, READ, entry_of
from content.tables.columns import SHORT_TITLE

PIECE = 25_000
"""Entries looked at in one statement."""
PATIENCE = 0.1
"""Seconds, after which it is for whoever asked to say that the search goes on."""
FEW = 500
AT_ONCE = 200
ITEMS = f"SELECT item_id FROM editions WHERE {SHORT_TITLE} AND title {{like}} ? ESCAPE '!' LIMIT ?"  # noqa: S608  # constants only
OF_ITEMS = "SELECT seq FROM log WHERE item_id IN ({marks}) AND item_id <> ''"
OTHERS = (
    f"SELECT seq FROM log WHERE item_id = '' AND title <> '' AND {SHORT_TITLE} "  # noqa: S608  # constants only
    "AND title {like} ? ESCAPE '!' LIMIT ?"
)
"""Each is answered from an index that holds little besides titles."""
YEAR = (
    "SELECT (SELECT seq FROM log WHERE year = ? ORDER BY seq LIMIT 1), "
    "(SELECT seq FROM log WHERE year = ? ORDER BY seq DESC LIMIT 1)"
)
BEFORE, AFTER = "SELECT MAX(seq) FROM log WHERE seq < ?", "SELECT MIN(seq) FROM log WHERE seq > ?"
YEAR_BEFORE, LATER = "SELECT MAX(year) FROM log WHERE year < ?", 9_999


@dataclass(frozen=True, slots=True)
class WantedEntries:
    """What a list is narrowed to; "" and None = everything. `text` stands in the title."""

    item_id: str = ""
    by: str = ""
    kind: str = ""
    channel: str = ""
    year: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class FoundEntries:
    """Newest first. `before`: where to go on, None = there are no more.

    Not `full`: it was looked through down to `before`, and there was no time for more.
    """

    entries: Sequence[Entry]
    before: int | None = None
    full: bool = True


class Condition(NamedTuple):
    """`leads`: by its index."""

    sql: str
    value: Any
    leads: bool = False


class LogList:
    """Valid inside one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._bare = Bare(connection)

    def page(self, wanted: WantedEntries, before: int | None = None, most: int = 50) -> FoundEntries:
        """`before`: only what was written down before this number."""
        head = self._bare.one(HEAD)
        top = min(before or head[0] + 1, head[0] + 1) if head else 0
        conditions = _conditions(wanted, self._like(wanted.text))
        if wanted.text and (known := self._titled(wanted.text)) is not None:
            return self._among([seq for seq in known if seq < top], conditions, most)
        if len(conditions) <= 1 and not wanted.text:
            return _cut(self._read(conditions, (0, top), most + 1), most)
        bottom, top = self._of_year(wanted.year, top) if wanted.year else (1, top)
        return self._search(conditions, (bottom, top), most)

    def neighbours(self, seq: int) -> tuple[int | None, int | None]:
        """The numbers before and after it."""
        return self._bare.one(BEFORE, (seq,))[0], self._bare.one(AFTER, (seq,))[0]

    def years(self) -> list[int]:
        """Those that a list can be narrowed to, newest first: one look into the index for each."""
        found: list[int] = []
        while year := self._bare.one(YEAR_BEFORE, (found[-1] if found else LATER,))[0]:
            found.append(year)
        return found

    def _of_year(self, year: int, top: int) -> tuple[int, int]:
        """Between which numbers its entries stand, below `top`: beside each other, but for what was told later."""
        first, last = self._bare.one(YEAR, (year, year))
        return (first, min(top, last + 1)) if first else (1, 1)

    def _search(self, conditions: Sequence[Condition], span: tuple[int, int], most: int) -> FoundEntries:
        """`span`: as in `_read`."""
        found: list[Entry] = []
        ends, (lowest, top) = time.monotonic() + PATIENCE, span
        while top > lowest and len(found) <= most and time.monotonic() < ends:
            bottom = max(top - PIECE, lowest)
            found += self._read(conditions, (bottom, top), most + 1 - len(found))
            top = bottom
        if len(found) > most or top <= lowest:
            return _cut(found, most)
        return FoundEntries(found, top, full=False)

    def _among(self, seqs: Sequence[int], conditions: Sequence[Condition], most: int) -> FoundEntries:
        found: list[Entry] = []
        for first in range(0, len(seqs), AT_ONCE):
            some = tuple(seqs[first : first + AT_ONCE])
            these = Condition(f"seq IN ({', '.join('?' * len(some))})", some, leads=True)
            others = [one._replace(leads=False) for one in conditions]
            found += self._read([these, *others], None, most + 1 - len(found))
            if len(found) > most:
                break
        return _cut(found, most)

    def _read(self, conditions: Sequence[Condition], span: tuple[int, int] | None, most: int) -> list[Entry]:
        """`span`: from, and up to but without."""
        within = [Condition("seq >= ? AND seq < ?", span, leads=True)] if span else []
        parts = [self._sql(one) for one in (*conditions, *within)]
        values = [value for one in (*conditions, *within) for value in _values(one)]
        statement = f"{READ} WHERE {' AND '.join(parts)} ORDER BY seq DESC LIMIT ?"
        return [entry_of(row) for row in self._bare.all(statement, (*values, most))]

    def _sql(self, one: Condition) -> str:
        """SQLite is told which index not to take: it does not know how many rows each leads to."""
        return one.sql if one.leads or not self._bare.is_sqlite else f"+{one.sql}"

    def _like(self, text: str) -> str:
        """What passes over the case of letters, where there are any: PostgreSQL's takes four times as long."""
        return "LIKE" if self._bare.is_sqlite or not has_case(text) else "ILIKE"

    def _titled(self, text: str) -> Sequence[int] | None:
        """The entries with the text in their titles, newest first; None where they are too many to be told."""
        given, like = (like_pattern(text), FEW + 1), self._like(text)
        items, others = (
            [row[0] for row in self._bare.all(asked.format(like=like), given)] for asked in (ITEMS, OTHERS)
        )
        if len(items) > FEW or len(others) > FEW:
            return None
        return sorted([*others, *(row[0] for row in self._bare.all_in(OF_ITEMS, sorted(set(items))))], reverse=True)


def _conditions(wanted: WantedEntries, like: str) -> list[Condition]:
    """The index of the first leads."""
    given = {
        "item_id = ? AND item_id <> ''": wanted.item_id,
        '"by" = ?': wanted.by,
        "kind = ?": wanted.kind,
        "channel = ? AND channel <> ''": wanted.channel,
        "year = ?": wanted.year,
    }
    asked = [(sql, value) for sql, value in given.items() if value]
    conditions = [Condition(sql, value, leads=place == 0) for place, (sql, value) in enumerate(asked)]
    says = [Condition(f"title {like} ? ESCAPE '!'", like_pattern(wanted.text))] if wanted.text else []
    return [*conditions, *says]


def _values(one: Condition) -> tuple[Any, ...]:
    return one.value if isinstance(one.value, tuple) else (one.value,)


def _cut(found: Sequence[Entry], most: int) -> FoundEntries:
    return FoundEntries(found[:most], found[most - 1].seq if len(found) > most else None)
