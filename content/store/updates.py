"""When something new last became public in a column or an account, and what is on its way there."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from content.freshness import Coming, Way
from content.log import PUBLIC
from content.store.bare import Bare
from content.store.ledger import STATES, Ledger
from content.zone import day_of

# Answered from `ix_log_updates` alone, however long the log: the condition must be said as the index has it.
NEW = "FROM log WHERE kind IN ('published', 'recorded') AND medium = ?"
HERE = f"{NEW} AND column_name = asked.column_name AND channel = asked.channel"
COLUMNS = (
    f"WITH RECURSIVE asked (column_name) AS (SELECT MIN(column_name) {NEW} UNION ALL "  # noqa: S608  # constants only
    f"SELECT (SELECT MIN(column_name) {NEW} AND column_name > asked.column_name) FROM asked "
    "WHERE asked.column_name IS NOT NULL) SELECT column_name FROM asked WHERE column_name IS NOT NULL"
)
LAST_DAYS = (
    f"WITH RECURSIVE asked (column_name, channel, at, more) AS (SELECT column_name, channel, (SELECT MAX(at) {HERE}), "  # noqa: S608  # likewise
    f"CAST(? AS int) FROM {{listed}} AS asked UNION ALL SELECT column_name, channel, (SELECT MAX(at) {HERE} "
    "AND at < {midnight}), more - 1 FROM asked WHERE at IS NOT NULL AND more > 1) "
    "SELECT column_name, at FROM asked WHERE at IS NOT NULL"
)
"""Each step is one look into the index, at the end of the day before. `midnight`: when the day of `asked.at` began."""
MIDNIGHT_IN_SQLITE = "datetime(asked.at, '+8 hours', 'start of day', '-8 hours')"
MIDNIGHT_IN_POSTGRESQL = "date_trunc('day', asked.at, 'Asia/Shanghai')"
LAST = (
    f"SELECT asked.column_name, asked.channel, last.at, (SELECT kind FROM log WHERE item_id = last.item_id "  # noqa: S608  # likewise
    f"AND item_id <> '' AND channel = asked.channel AND kind IN {STATES} ORDER BY seq DESC LIMIT 1) "
    f"FROM {{listed}} AS asked JOIN log AS last ON last.seq = (SELECT seq {HERE} ORDER BY at DESC LIMIT 1) "
    "ORDER BY last.at DESC"
)
NEWEST = (
    f"SELECT seq, at, item_id, year, month {NEW} AND column_name = ? AND channel = ? ORDER BY at DESC LIMIT ? OFFSET ?"
)
LISTED = {"column_name": "text", "channel": "text"}
VOIDED = "SELECT CAST(evidence AS TEXT) FROM log WHERE year = ? AND medium = ? AND month = ? AND kind = 'voided'"
COMING = (
    "SELECT d.item_id, d.number, d.channel, e.title, e.column_name, s.state, s.due_at, s.says FROM deliveries AS d "
    "JOIN dispatches AS s ON s.id = d.dispatch_id "
    "JOIN editions AS e ON e.item_id = d.item_id AND e.number = d.number "
    "WHERE s.act = 'publish' AND s.state IN ('due', 'begun', 'held', 'waiting', 'unconfirmed') ORDER BY s.due_at, d.id"
)
FEW = 20
WAYS = {
    "due": Way.SCHEDULED,
    "begun": Way.STARTED,
    "held": Way.STARTED,
    "waiting": Way.BY_HAND,
    "unconfirmed": Way.STOPPED,
}


@dataclass(frozen=True, slots=True)
class Outlet:
    """A medium's entries under these channels' names; "" = what was recorded of the medium without one."""

    medium: str
    channels: tuple[str, ...]


class Updates:
    """Valid inside one unit of work."""

    def __init__(self, connection: Connection, log: Ledger) -> None:
        self._bare = Bare(connection)
        self._log = log

    def columns(self, medium: str) -> list[str]:
        """Every column that something new was ever filed in, "" among them."""
        return [row[0] for row in self._bare.all(COLUMNS, (medium, medium))]

    def days(self, outlet: Outlet, columns: Collection[str], most: int) -> dict[str, list[date]]:
        """The last days with something new, newest first; of each column."""
        midnight = MIDNIGHT_IN_SQLITE if self._bare.is_sqlite else MIDNIGHT_IN_POSTGRESQL
        statement = LAST_DAYS.replace("{midnight}", midnight)
        values = (outlet.medium, most, _listed(outlet, columns), outlet.medium)
        found: dict[str, set[date]] = {column: set() for column in columns}
        for column, at in self._bare.all_listed(statement, LISTED, values):
            found[column].add(day_of(Bare.to_moment(at)))
        return {column: sorted(days, reverse=True)[:most] for column, days in found.items()}

    def last(self, outlet: Outlet, columns: Collection[str]) -> dict[str, datetime]:
        """When the newest of what is still public there became so; none for a column where nothing is."""
        found: dict[str, datetime] = {}
        values = (_listed(outlet, columns), outlet.medium)
        for column, channel, newest, state in self._bare.all_listed(LAST, LISTED, values):
            at = Bare.to_moment(newest)
            if column not in found or found[column] < at:
                public = at if state in PUBLIC else self._last(outlet.medium, channel, column)
                found |= {column: max(public, found.get(column, public))} if public else {}
        return found

    def coming(self) -> list[Coming]:
        """What was ordered out and is not out yet, the earliest first."""
        return [_coming(row) for row in self._bare.all(COMING)]

    def _last(self, medium: str, channel: str, column: str) -> datetime | None:
        skipped = 0
        while rows := self._bare.all(NEWEST, (medium, column, channel, FEW, skipped)):
            for row in rows:
                if self._is_public(row, medium, channel):
                    return Bare.to_moment(row[1])
            skipped += len(rows)
        return None

    def _is_public(self, row: Any, medium: str, channel: str) -> bool:
        seq, _, item_id, year, month = row
        if item_id:
            return self._log.is_published(item_id, channel)
        voided = self._bare.all(VOIDED, (year, medium, month))
        return str(seq) not in {str(json.loads(evidence).get("voids", "")) for (evidence,) in voided}


def _listed(outlet: Outlet, columns: Iterable[str]) -> str:
    return json.dumps([[column, channel] for column in columns for channel in outlet.channels])


def _coming(row: Any) -> Coming:
    item_id, number, channel, title, column, state, due_at, says = row
    way = WAYS[state]
    return Coming(
        ref=f"{item_id}.{number}",
        title=title,
        channel=channel,
        column=column,
        way=way,
        at=Bare.to_moment(due_at) if way in (Way.SCHEDULED, Way.STARTED) else None,
        says="结果不明，请先核对" if way is Way.STOPPED else says,
    )
