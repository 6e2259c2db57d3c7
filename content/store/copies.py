"""Whole copies of the database, and filling an empty one from a copy; made while others go on writing."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from sqlalchemy import URL, create_engine, inspect, make_url, or_, select, text
from sqlmodel import col

from content.log import Head
from content.problems import InWords
from content.store.private import make_private
from content.store.store import Store, Work
from content.tables import SerialRow


class CannotCopy(InWords):
    """For the administrator."""


def suffix(address: str) -> str:
    """How a copy of this kind of database is named: the two kinds cannot be filled from each other's."""
    return "db" if make_url(address).get_backend_name() == "sqlite" else "dump"


def copy_database(store: Store, path: Path, limit: timedelta) -> Head | None:
    """Write one consistent copy to `path`; returns the log's head in it. Raises CannotCopy."""
    return _copy_sqlite(store, path) if store.is_sqlite else _dump_postgresql(store, path, limit)


def is_empty(address: str) -> bool:
    """Whether nothing lies there yet: no file, or a database without tables. Raises CannotCopy."""
    url = make_url(address)
    if suffix(address) == "db":
        file = Path(url.database or "")
        return not file.exists() or file.stat().st_size == 0
    engine = create_engine(url)
    try:
        return not inspect(engine).get_table_names()
    except Exception as error:
        raise CannotCopy(f"连不上数据库：{type(error).__name__}。请核对 database 设置，并确认数据库已建好。") from error
    finally:
        engine.dispose()


def fill_database(address: str, path: Path, limit: timedelta) -> None:
    """Make an empty database what the copy was. Raises CannotCopy."""
    url = make_url(address)
    if suffix(address) == "dump":
        _postgresql(url, limit, "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", str(path))
        return
    place = Path(url.database or "")
    make_private(place)
    shutil.copyfile(path, place)


def leave_a_gap(work: Work, size: int) -> None:
    """Move every serial on, so that numbers given out after the copy was made are not given out again."""
    given_out = or_(*(col(SerialRow.name).like(f"{kind}:%") for kind in ("item", "application")))
    for row in work.session.scalars(select(SerialRow).where(given_out)):
        row.last += size


def sync(folder: Path) -> None:
    """Put a folder and the files in it on disk."""
    for path in [*filter(Path.is_file, folder.iterdir()), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _copy_sqlite(store: Store, path: Path) -> Head | None:
    source = make_url(store.address).database or ""
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(path)) as there:
        here.backup(there)
    copy = Store(f"sqlite:///{path}")
    try:
        with copy.read() as work:
            head = work.log.reached()
    finally:
        copy.close()
    # One file that is complete by itself, without the two that WAL puts beside it.
    with closing(sqlite3.connect(path)) as there:
        there.execute("PRAGMA journal_mode=DELETE")
    return head


def _dump_postgresql(store: Store, path: Path, limit: timedelta) -> Head | None:
    """pg_dump sees exactly what our own transaction sees, so that the head belongs to the copy."""
    with store.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        head = Work(connection).log.reached()
        options = ("--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={path}")
        _postgresql(store.engine.url, limit, "pg_dump", *options)
    return head


def _postgresql(url: URL, limit: timedelta, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; the password goes by environment, where `ps` does not show it."""
    plain = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    environment = {**os.environ, "PGPASSWORD": str(url.password or ""), "PGCONNECT_TIMEOUT": "10"}
    command = [_program(program), f"--dbname={plain}", "--no-password", *arguments]
    try:
        run = subprocess.run(  # noqa: S603  # our own program and arguments, no shell
            command, env=environment, capture_output=True, text=True, timeout=limit.total_seconds(), check=False
        )
    except subprocess.TimeoutExpired as error:
        raise CannotCopy(f"{program} 超过 {limit} 仍未完成，已停止。") from error
    if run.returncode:
        raise CannotCopy(f"{program} 失败：{(run.stderr.strip().splitlines() or ['没有说明原因'])[0]}")


def _program(name: str) -> str:
    """From PATH, else the newest of Debian's folders."""
    if found := shutil.which(name):
        return found
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if not places:
        raise CannotCopy(f"找不到 {name}，请先安装：apt-get install postgresql-client")
    return str(places[-1])
