"""What was imported or recorded is known by its keys, so that no file and no piece counts twice."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from content.history import History, Past, RowFault, events
from content.store.bare import Bare
from content.store.bulk import Bulk, pieces

PIECE = 500
KNOWN = "SELECT key, seq FROM imported WHERE key IN ({marks})"
LOGGED = (
    "SELECT index_number, medium FROM log WHERE index_number IN ({marks}) AND index_number <> '' "
    "AND kind IN ('published', 'recorded', 'voided') GROUP BY index_number, medium "
    "HAVING SUM(change) > 0 OR SUM(CASE WHEN kind = 'voided' THEN 1 ELSE 0 END) = 0"
)
FORGET = "DELETE FROM imported WHERE seq = ?"
KEEP = "INSERT INTO imported (key, seq) VALUES (?, ?)"


class Imports:
    """Valid inside one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._bare = Bare(connection)
        self._bulk = Bulk(connection)

    def faults(self, history: History) -> list[RowFault]:
        """Rows that are in the log already, from this file or another, or because we published them ourselves."""
        return [fault for rows in pieces(history.rows, PIECE) for fault in self._faults(rows)]

    def take(self, history: History, by: str, progress: Callable[[int], None] | None = None) -> int:
        """Append every good row that is not in the log yet; returns how many. To be called once faults were shown."""
        self._bare.lock_log()
        left_out = {fault.line for fault in self.faults(history)}
        rows = [row for row in history.rows if row.line not in left_out]
        kept: list[tuple[str, int]] = []
        for number, (row, entry) in enumerate(zip(rows, self._bulk.append(events(history, by, rows)), strict=True), 1):
            kept += ((key, entry.seq) for key in row.keys)
            if progress and number % PIECE == 0:
                progress(number)
        self.keep(kept)
        return len(rows)

    def known(self, keys: Sequence[str]) -> dict[str, int]:
        """Of these keys, those that are in the log, with the number of their entry."""
        return {key: seq for some in pieces(keys, PIECE) for key, seq in self._bare.all_in(KNOWN, some)}

    def keep(self, keys: Sequence[tuple[str, int]]) -> None:
        """Keys, each with the number of the entry that was appended for it."""
        self._bare.many(KEEP, keys)

    def forget(self, seq: int) -> None:
        """The row or piece that became this entry was voided: as it should be, it may come again."""
        self._bare.run(FORGET, [seq])

    def _faults(self, rows: Sequence[Past]) -> list[RowFault]:
        keys = sorted({key for row in rows for key in row.seen_by})
        numbers = sorted({row.index_number for row in rows if row.index_number})
        known = self.known(keys)
        logged = {tuple(found) for found in self._bare.all_in(LOGGED, numbers)}
        faults = []
        for row in rows:
            before = next((known[key] for key in row.seen_by if key in known), None)
            if before is not None:
                faults.append(RowFault(row.line, f"已经导入过，是台账第 {before} 条。"))
            elif (row.index_number, row.medium) in logged:
                faults.append(RowFault(row.line, f"索引号 {row.index_number} 在{row.medium}的发布已在台账里。"))
        return faults
