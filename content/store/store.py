"""The store: one database, opened once, used in short units of work."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DisconnectionError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import create_engine

from content.store.shelf import DatabaseShelf
from content.store.work import Work

__all__ = ["Store", "Work", "if_in_time", "is_trouble"]

BUSY_SECONDS = 30
# PostgreSQL cut off, not down, answers nothing at all: without these a thread waits for it a quarter of an hour.
IMPATIENT = {"connect_timeout": 10, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
HURRIED_SECONDS = 0.05
WRITING = {"gongkai_writes": True}
HURRIED = {"gongkai_hurries": True}
READING: dict[str, dict[str, Any]] = {
    "sqlite": {},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}
GLANCING: dict[str, dict[str, Any]] = {"sqlite": {}, "postgresql": {"isolation_level": "AUTOCOMMIT"}}
TRUSTED_SECONDS = 1
"""A connection used less long ago is taken without asking whether it is still there."""


class Store:
    """Open a database by its address, `sqlite:///path` or `postgresql+psycopg://…`. The tables must exist."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.engine = _open(address)
        self._writing = self.engine.execution_options(**WRITING)
        self._hurried = self.engine.execution_options(**WRITING, **HURRIED)
        self._reading = self.engine.execution_options(**READING[self.engine.dialect.name])
        self._glancing = self.engine.execution_options(**GLANCING[self.engine.dialect.name])
        self.shelf = DatabaseShelf(self.write, self.read)
        self.hurried_shelf = DatabaseShelf(partial(self.write, hurried=True), self.read)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def write(self, *, hurried: bool = False) -> Iterator[Work]:
        """A transaction that may change rows; committed at the end, rolled back on any exception.

        On SQLite it takes the one write lock at once, so that nothing read in it can change before the commit.
        `hurried`: what may as well be done another time does not wait for long until others have written; it fails.
        """
        with (self._hurried if hurried else self._writing).connect() as connection, connection.begin():
            work = Work(connection)
            try:
                yield work
                work.close(keep=True)
            except BaseException:
                work.close(keep=False)
                raise

    def read(self) -> AbstractContextManager[Work]:
        """One consistent view; nothing written in it is kept."""
        return _looking(self._reading)

    def glance(self) -> AbstractContextManager[Work]:
        """To read only: each statement has a view of its own. On PostgreSQL a third of the way there and back."""
        return _looking(self._glancing)

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def _looking(engine: Engine) -> Iterator[Work]:
    with engine.connect() as connection:
        work = Work(connection)
        try:
            yield work
        finally:
            work.close(keep=False)


def is_trouble(error: Exception) -> bool:
    """Whether the database cannot be opened, reached, read or written: nothing a change of the program would mend."""
    driver = type(error).__module__.partition(".")[0] in ("sqlite3", "psycopg") and type(error).__name__
    return isinstance(error, OperationalError) or driver == "OperationalError"


@contextmanager
def if_in_time() -> Iterator[None]:
    """Around what is written `hurried`: where others write for long, or nobody can, it is left undone."""
    try:
        yield
    except Exception as error:
        if not is_trouble(error):
            raise


def _open(address: str) -> Engine:
    """Errors tell the statement and not its values, which may be somebody's telephone number."""
    if not address.startswith("sqlite"):
        pool = {"pool_size": 10, "max_overflow": 20}
        engine = create_engine(address, connect_args=IMPATIENT, hide_parameters=True, **pool)
        event.listen(engine, "checkin", _note_use)
        event.listen(engine, "checkout", partial(_ask, engine))
        return engine
    waiting = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(address, connect_args=waiting, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _note_use(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info["used"] = monotonic()


def _ask(engine: Engine, connection: Any, record: ConnectionPoolEntry, _: Any) -> None:
    """Whether a connection that was not used for a while is still there; the pool makes another if not.

    SQLAlchemy's own `pool_pre_ping` asks each time, which takes as long as most questions do.
    """
    used = record.info.get("used")
    if used is None or monotonic() - used < TRUSTED_SECONDS:
        return
    try:
        engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error as error:
        raise DisconnectionError from error


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not open transactions by itself: `write` decides which kind (see `_begin_sqlite`).
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute(_busy(BUSY_SECONDS))
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    options, driver = connection.get_execution_options(), connection.connection  # the driver's own: this runs often
    if options.get("gongkai_hurries"):
        _begin_hurried(driver)
    else:
        driver.execute(f"BEGIN {'IMMEDIATE' if options.get('gongkai_writes') else 'DEFERRED'}")


def _begin_hurried(driver: Any) -> None:
    driver.execute(_busy(HURRIED_SECONDS))
    try:
        driver.execute("BEGIN IMMEDIATE")
    finally:
        driver.execute(_busy(BUSY_SECONDS))


def _busy(seconds: float) -> str:
    return f"PRAGMA busy_timeout={int(seconds * 1000)}"
