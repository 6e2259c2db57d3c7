"""The driver's own cursor inside a unit of work's transaction: for the log, where each entry is a commit of its own.

Statements are written with `?`; PostgreSQL's driver is given `%s`. Both drivers keep them prepared.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count
from typing import Any

from sqlalchemy import Connection

LOG_LOCK = 0x676F6E67  # "gong": any number will do, it must only stay the same
PIECE = 2000
MARKS = 500
_numbers = count()


class Bare:
    """Valid inside one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self.is_sqlite = connection.dialect.name == "sqlite"
        self._connection = connection.connection
        self._cursor = self._connection.cursor()
        self._holds_log = False

    def run(self, statement: str, values: Sequence[Any] = ()) -> int:
        """How many rows it wrote, if it writes."""
        self._cursor.execute(statement if self.is_sqlite else _for_postgresql(statement), values)
        return self._cursor.rowcount

    def one(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """The first row or None."""
        self.run(statement, values)
        return self._cursor.fetchone()

    def all(self, statement: str, values: Sequence[Any] = ()) -> Sequence[Any]:
        self.run(statement, values)
        return self._cursor.fetchall()

    def all_in(self, statement: str, values: Sequence[Any]) -> Sequence[Any]:
        """As `all`, for a statement with `{marks}` in an IN, however many values; nothing is asked for none.

        Some hundred at a time: an order of the statement's holds for rows of the same value.
        """
        found: list[Any] = []
        for start in range(0, len(values), MARKS):
            some = values[start : start + MARKS]
            found += self.all(statement.format(marks=", ".join("?" * len(some))), some)
        return found

    def many(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        if rows:
            self._cursor.executemany(statement if self.is_sqlite else _for_postgresql(statement), rows)

    def all_listed(self, statement: str, columns: Mapping[str, str], values: Sequence[Any]) -> Sequence[Any]:
        """As `all`, of a statement with `{listed}` for a table that comes as one value, a JSON list of lists.

        `columns`: their names and PostgreSQL's types. One statement, however many rows: a tenth of the work.
        """
        return self.all(statement.format(listed=_listed(tuple(columns.items()), is_sqlite=self.is_sqlite)), values)

    def run_listed(self, statement: str, columns: Mapping[str, str], values: Sequence[Any]) -> int:
        """As `all_listed`, of a statement that writes; how many rows it wrote."""
        return self.run(statement.format(listed=_listed(tuple(columns.items()), is_sqlite=self.is_sqlite)), values)

    def stream(self, statement: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """Row by row in constant memory."""
        name = {} if self.is_sqlite else {"name": f"gongkai_{next(_numbers)}"}
        with closing(self._connection.cursor(**name)) as cursor:
            cursor.execute(statement if self.is_sqlite else _for_postgresql(statement), values)
            while rows := cursor.fetchmany(PIECE):
                yield from rows

    def lock_log(self) -> None:
        """Until the end of the transaction nobody else appends. (On SQLite `Store.write` holds the one write lock.)"""
        if not (self.is_sqlite or self._holds_log):
            self.run("SELECT pg_advisory_xact_lock(?)", (LOG_LOCK,))
            self._holds_log = True

    def moment(self, at: datetime) -> Any:
        """As `content.store.times.Moment` keeps it."""
        utc = at.astimezone(UTC)
        return utc.replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds") if self.is_sqlite else utc

    @staticmethod
    def to_moment(kept: Any) -> datetime:
        if isinstance(kept, datetime):
            return kept.astimezone(UTC)
        return datetime.fromisoformat(kept).replace(tzinfo=UTC)


@lru_cache(maxsize=256)
def _for_postgresql(statement: str) -> str:
    return statement.replace("?", "%s")


@lru_cache(maxsize=64)
def _listed(columns: Sequence[tuple[str, str]], *, is_sqlite: bool) -> str:
    field = "json_extract(value, '$[{at}]') AS {name}" if is_sqlite else "CAST(value ->> {at} AS {kind}) AS {name}"
    fields = ", ".join(field.format(at=at, name=name, kind=kind) for at, (name, kind) in enumerate(columns))
    return f"(SELECT {fields} FROM {'json_each(?)' if is_sqlite else 'json_array_elements(CAST(? AS json))'})"  # noqa: S608  # constants only
