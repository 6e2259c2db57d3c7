"""Rows put into a database many at once, past whatever makes single ones safe."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, Protocol

import psycopg
from sqlmodel import SQLModel

APPEND_ONLY = {"log": "log_no_replace", "editions": "editions_no_replace"}


class Filling(Protocol):
    def put(self, model: type[SQLModel], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """`names`: of the columns given; the others are as their model says."""


@contextmanager
def filling(address: str) -> Iterator[Filling]:
    """The tables must exist, and be empty; statistics are up to date in the end."""
    if address.startswith("sqlite"):
        plain = sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None)
        plain.execute("PRAGMA synchronous=OFF")
        yield _Sqlite(plain)
        plain.close()
        return
    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield _Postgresql(connection)
        connection.execute("ANALYZE")


class _Sqlite:
    def __init__(self, plain: sqlite3.Connection) -> None:
        self._plain = plain

    def put(self, model: type[SQLModel], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        table = _table(model)
        if table in APPEND_ONLY:
            self._plain.execute(f"DROP TRIGGER IF EXISTS {APPEND_ONLY[table]}")
        kept = self._plain.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
        ).fetchall()
        for name, _ in kept:
            self._plain.execute(f'DROP INDEX "{name}"')
        rest = _rest(model, names)
        columns = ", ".join(f'"{name}"' for name in (*names, *rest))
        more = tuple(map(_for_sqlite, rest.values()))
        statement = f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * (len(names) + len(rest)))})"  # noqa: S608  # constants only
        self._plain.execute("BEGIN")
        self._plain.executemany(statement, ((*map(_for_sqlite, row), *more) for row in rows))
        self._plain.execute("COMMIT")
        for _, sql in kept:
            self._plain.execute(sql)


class _Postgresql:
    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def put(self, model: type[SQLModel], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        rest = _rest(model, names)
        columns = ", ".join(f'"{name}"' for name in (*names, *rest))
        more = tuple(map(_for_postgresql, rest.values()))
        with self._connection.cursor().copy(f"COPY {_table(model)} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row((*map(_for_postgresql, row), *more))


def _table(model: type[SQLModel]) -> str:
    return str(model.__tablename__)


def _rest(model: type[SQLModel], names: Sequence[str]) -> dict[str, Any]:
    """Column to what its model puts there."""
    found = {}
    for name, one in model.model_fields.items():
        if name not in names and not one.is_required() and not (name == "id" and one.default is None):
            found[name] = one.get_default(call_default_factory=True)
    return found


def _for_sqlite(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def _for_postgresql(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
