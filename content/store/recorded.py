"""What was recorded on channels that are only written down, newest first; and whether it still stands."""

from collections.abc import Sequence

from sqlalchemy import Connection

from content.log import Entry
from content.store.bare import Bare
from content.store.log_rows import READ, entry_of

# As the index has it.
RECORDED = "kind = 'recorded' AND channel <> ''"
LISTED = f"{READ} WHERE {RECORDED} AND year = ? ORDER BY at DESC, seq DESC LIMIT ? OFFSET ?"
YEAR_BEFORE = f"SELECT MAX(year) FROM log {{hint}} WHERE {RECORDED} AND year < ?"  # noqa: S608  # constants only
HINT = "INDEXED BY ix_log_recorded"
"""SQLite would rather take an index that leads to every piece there is."""
LATER = 9_999
STANDING = "SELECT seq FROM imported WHERE seq IN ({marks})"


class RecordedPieces:
    """Valid inside one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._bare = Bare(connection)

    def listed(self, year: int, *, most: int, after: int = 0) -> list[Entry]:
        """`most` of what was carried in the year, without the first `after`; newest first."""
        return [entry_of(row) for row in self._bare.all(LISTED, (year, most, after))]

    def years(self) -> list[int]:
        """In which something was carried, newest first."""
        statement = YEAR_BEFORE.format(hint=HINT if self._bare.is_sqlite else "")
        found: list[int] = []
        while (year := self._bare.one(statement, (found[-1] if found else LATER,))[0]) is not None:
            found.append(year)
        return found

    def standing(self, seqs: Sequence[int]) -> set[int]:
        """Of these entries, those that were not voided: a piece or row that was may come again."""
        return {seq for (seq,) in self._bare.all_in(STANDING, seqs)}
