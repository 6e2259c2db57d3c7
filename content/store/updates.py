"""When something new last became public in a column or an account, and what is on its way there."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection

from content.freshness import Coming, Way
from content.store.bare import Bare
from content.store.ledger import Ledger
from content.zone import SHANGHAI, day_of

# Answered from `ix_log_updates` alone, however long the log: the condition must be said as the index has it.
NEW = "FROM log WHERE kind IN ('published', 'recorded') AND medium = ?"
COLUMN_AFTER = f"SELECT MIN(column_name) {NEW} AND column_name > ?"
NO_COLUMN = f"SELECT MAX(at) {NEW} AND column_name = ''"
LAST_BEFORE = f"SELECT MAX(at) {NEW} AND column_name = ? AND channel = ? AND at < ?"
NEWEST = (
    f"SELECT seq, at, item_id, year, month {NEW} AND column_name = ? AND channel = ? ORDER BY at DESC LIMIT ? OFFSET ?"
)
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
        found = [""] if self._bare.one(NO_COLUMN, (medium,))[0] is not None else []
        last = ""
        while (last := self._bare.one(COLUMN_AFTER, (medium, last))[0]) is not None:
            found.append(last)
        return found

    def days(self, outlet: Outlet, column: str, most: int) -> list[date]:
        """The last days with something new, newest first."""
        found: list[date] = []
        before = datetime.max.replace(tzinfo=SHANGHAI) - timedelta(days=2)
        while len(found) < most and (at := self._last_before(outlet, column, before)):
            found.append(day_of(at))
            before = datetime.combine(found[-1], time(), SHANGHAI)
        return found

    def last(self, outlet: Outlet, column: str) -> datetime | None:
        """When the newest of what is still public there became so."""
        found = [self._last(outlet.medium, channel, column) for channel in outlet.channels]
        return max((at for at in found if at), default=None)

    def coming(self) -> list[Coming]:
        """What was ordered out and is not out yet, the earliest first."""
        return [_coming(row) for row in self._bare.all(COMING)]

    def _last_before(self, outlet: Outlet, column: str, before: datetime) -> datetime | None:
        moment = self._bare.moment(before)
        found = [
            self._bare.one(LAST_BEFORE, (outlet.medium, column, channel, moment))[0] for channel in outlet.channels
        ]
        return max((Bare.to_moment(at) for at in found if at), default=None)

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
