"""Databases for tests: a SQLite file, and a PostgreSQL cluster of the test run's own."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Protocol, Self

import psycopg

from content.migrations import upgrade
from content.store.store import Store
from tests import parts

TEMPLATE = "gongkai_template"
START_SECONDS = 60
FLEETING = ("-c", "fsync=off", "-c", "full_page_writes=off")
# The server ends with whoever holds the other end of its standard input: a killed test run leaves none behind.
KEEP = '"$@" & server=$!; read -r _; kill -INT $server; wait $server'


# Nobody is left in it, and the triggers that keep the log and the registers from being changed are passed by.
EMPTY = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
SET session_replication_role = replica;
DO $$ DECLARE one regclass; BEGIN
  FOR one IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    AND relname <> 'alembic_version' LOOP EXECUTE format('DELETE FROM %s', one); END LOOP;
  PERFORM setval(oid::regclass, 1, false) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S';
END $$
"""
SHAPE = """
SELECT (SELECT md5(string_agg(one::text, '' ORDER BY oid)) FROM pg_trigger AS one),
  (SELECT md5(string_agg(one.oid || relname || relnatts, '' ORDER BY one.oid)) FROM pg_class AS one
    WHERE relnamespace = 'public'::regnamespace),
  (SELECT md5(string_agg(one::text, '' ORDER BY oid)) FROM pg_proc AS one WHERE pronamespace = 'public'::regnamespace),
  (SELECT version_num FROM alembic_version)
"""


class Cluster:
    """One server on a unix socket and a loopback port."""

    def __init__(self, folder: Path, port: int, server: subprocess.Popen[bytes]) -> None:
        self.folder = folder
        self.port = port
        self._server = server
        self._numbers = count(1)
        self._emptied: list[str] = []

    def address(self, database: str) -> str:
        return f"postgresql+psycopg://gongkai@127.0.0.1:{self.port}/{database}"

    def create(self, template: str = TEMPLATE) -> str:
        """A new database, or one as good as new; its name."""
        if template == TEMPLATE and self._emptied:
            return self._emptied.pop()
        name = f"gongkai_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def drop(self, name: str) -> None:
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def give_back(self, name: str) -> None:
        """Emptied for the next test, which is quicker than a new one; dropped where more than rows were changed."""
        if self._shape(name) != self._new_shape:
            self.drop(name)
            return
        with psycopg.connect(f"{self._conninfo} dbname={name}", autocommit=True) as connection:
            connection.execute(EMPTY)
        self._emptied.append(name)

    @cached_property
    def _new_shape(self) -> object:
        return self._shape(TEMPLATE)

    def _shape(self, name: str) -> object:
        with psycopg.connect(f"{self._conninfo} dbname={name}", autocommit=True) as connection:
            try:
                return connection.execute(SHAPE).fetchone()
            except psycopg.errors.UndefinedTable:
                return None

    def run(self, statement: str) -> None:
        with psycopg.connect(f"{self._conninfo} dbname=postgres", autocommit=True) as connection:
            connection.execute(statement)

    def wait(self) -> None:
        """Raises RuntimeError, with the server's words, when it does not come up."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self._server.poll() is None:
            try:
                psycopg.connect(f"{self._conninfo} dbname=postgres").close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError((self.folder / "server.log").read_text())

    def stop(self) -> None:
        assert self._server.stdin
        self._server.stdin.close()
        try:
            self._server.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait()

    @property
    def _conninfo(self) -> str:
        return f"host={self.folder} port={self.port} user=gongkai"


class Databases(Protocol):
    """New databases of one kind."""

    def new(self) -> str:
        """The address of one with its tables."""

    def empty(self) -> str:
        """The address of one without."""


class SQLite:
    """Files in a folder of the test's own."""

    def __init__(self, folder: Path, template: Path) -> None:
        self._folder = folder
        self._template = template
        self._numbers = count(1)

    @staticmethod
    def make_template(folder: Path) -> Path:
        path = folder / "template.db"
        store = Store(f"sqlite:///{path}")
        upgrade(store)
        store.close()
        return path

    def new(self) -> str:
        path = self._folder / f"gongkai{next(self._numbers)}.db"
        shutil.copy(self._template, path)
        return f"sqlite:///{path}"

    def empty(self) -> str:
        return f"sqlite:///{self._folder / f'empty{next(self._numbers)}.db'}"


class PostgreSQL:
    """Databases of a cluster, dropped at the end."""

    def __init__(self, server: Cluster) -> None:
        self._server = server
        self._made: list[str] = []

    def new(self) -> str:
        return self._create(TEMPLATE)

    def empty(self) -> str:
        return self._create("template0")

    def _create(self, template: str) -> str:
        self._made.append(self._server.create(template))
        return self._server.address(self._made[-1])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for name in self._made:
            self._server.give_back(name)


@contextmanager
def cluster(*, durable: bool = True) -> Iterator[Cluster]:
    """Made, started, and gone at the end. Raises when PostgreSQL's programs are not on this machine.

    `durable`: as in production, a power cut loses nothing; without it, databases are made and dropped ten times as
    fast, and nothing else is different.
    """
    initdb = parts.place("postgresql")
    assert initdb, "no PostgreSQL"
    # A short path of its own: a unix socket's may have 107 bytes, and the server's user must reach it.
    folder = Path(tempfile.mkdtemp(prefix="gongkai-pg-"))
    try:
        _initialise(initdb, folder)
        started = _start(initdb.resolve().parent / "postgres", folder, durable=durable)
        try:
            started.wait()
            _make_template(started)
            yield started
        finally:
            started.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """Of the loopback; nobody listened there just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _initialise(initdb: Path, folder: Path) -> None:
    if user := _user():
        shutil.chown(folder, user, user)
    command = [str(initdb), "-D", str(folder / "cluster"), "-A", "trust", "-U", "gongkai", "-E", "UTF8"]
    subprocess.run([*command, "--locale=C", "--no-sync"], check=True, capture_output=True, cwd=folder, user=_user())


def _start(postgres: Path, folder: Path, *, durable: bool) -> Cluster:
    port = free_port()
    command = [str(postgres), "-D", str(folder / "cluster"), "-k", str(folder), "-p", str(port)]
    options = ["-c", "listen_addresses=127.0.0.1", *(() if durable else FLEETING)]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            ["sh", "-c", KEEP, "sh", *command, *options],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder,
            user=_user(),
            start_new_session=True,
        )
    return Cluster(folder, port, server)


def _make_template(started: Cluster) -> None:
    started.run(f"CREATE DATABASE {TEMPLATE}")
    store = Store(started.address(TEMPLATE))
    upgrade(store)
    store.close()


def _user() -> str | None:
    """PostgreSQL refuses to run as root."""
    return "postgres" if os.geteuid() == 0 else None
