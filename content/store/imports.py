"""What was imported or recorded is known by its keys, so that no file and no piece counts twice."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection

from content.headed import RowFault
from content.history import History, Past, alike, events
from content.log import Entry
from content.store.bare import Bare
from content.store.bulk import PIECE, Bulk, pieces
from content.store.ledger import Ledger

KNOWN = "SELECT key, seq FROM imported WHERE key IN ({marks})"
LOGGED = (
    "SELECT index_number, medium FROM log WHERE index_number IN ({marks}) AND index_number <> '' "
    "AND kind IN ('published', 'recorded', 'voided') GROUP BY index_number, medium "
    "HAVING SUM(change) > 0 OR SUM(CASE WHEN kind = 'voided' THEN 1 ELSE 0 END) = 0"
)
# What this system published or recorded itself; what was imported is known by its keys. By years and media, gone
# through once: asked for the titles of each piece, a log of a million entries would be gone through for each.
OURS = (
    "SELECT seq, medium, at, title FROM log WHERE year IN ({}) AND medium IN ({}) AND channel <> '' "
    "AND kind IN ('published', 'recorded') ORDER BY seq"
)
FORGET = "DELETE FROM imported WHERE seq = ?"
KEEP = "INSERT INTO imported (key, seq) VALUES (?, ?)"


class Imports:
    """Valid inside one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._bare = Bare(connection)
        self._bulk = Bulk(connection)
        self._log = Ledger(connection)

    def faults(self, history: History) -> list[RowFault]:
        """Rows that are in the log already, from this file or another, or because we published them ourselves."""
        ours = self._ours(history.rows)
        return [fault for rows in pieces(history.rows, PIECE) for fault in self._faults(rows, ours)]

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
        return dict(self._bare.all_in(KNOWN, keys))

    def keep(self, keys: Sequence[tuple[str, int]]) -> None:
        """Keys, each with the number of the entry that was appended for it."""
        self._bare.many(KEEP, keys)

    def forget(self, seq: int) -> None:
        """The row or piece that became this entry was voided: as it should be, it may come again."""
        self._bare.run(FORGET, [seq])

    def _faults(self, rows: Sequence[Past], ours: Mapping[str, Entry]) -> list[RowFault]:
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
                faults.append(
                    RowFault(row.line, f"索引号 {row.index_number} 在{row.medium}的发布已在台账里。", "索引号")
                )
            elif (same := ours.get(row.alike)) and _is_the_same(row, same):
                says = f"日期、标题、载体与台账第 {same.seq} 条相同；确是另一条的，请填上它的索引号或网址。"
                faults.append(RowFault(row.line, says, "标题"))
        return faults

    def _ours(self, rows: Sequence[Past]) -> dict[str, Entry]:
        """What we published or recorded ourselves on the same day, in the same medium, under the same title."""
        asked: list[set[int] | set[str]] = [{row.year for row in rows}, {row.medium for row in rows}]
        marks = [", ".join("?" * len(values)) for values in asked]
        titles, wanted = {row.title for row in rows}, {row.alike for row in rows}
        streamed = (
            self._bare.stream(OURS.format(*marks), [value for values in asked for value in values]) if rows else ()
        )
        candidates = [
            (seq, alike(medium, Bare.to_moment(at), title)) for seq, medium, at, title in streamed if title in titles
        ]
        found: dict[str, Entry] = {}
        for seq, key in candidates:
            if key in wanted and key not in found and not self._log.is_voided(entry := self._log.get(seq)):
                found[key] = entry
        return found


def _is_the_same(row: Past, ours: Entry) -> bool:
    """Unless the row says by number or address that it is another."""
    return not row.index_number and row.url in ("", ours.event.evidence.get("url"))
