"""The tables' versions (Alembic), run by the program itself: one way for SQLite and PostgreSQL."""

from importlib import import_module
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy import inspect as look_at

from content.problems import InWords
from content.store.store import WRITING, Store

FOLDER = Path(__file__).parent
LATEST = "0015"
"""The newest version in `versions/`; a test holds it to them. Kept here so that opening need not load Alembic."""
LOCK = 0x676F6E68


class WrongVersion(InWords):
    """The database does not fit this program."""


def version(store: Store) -> str | None:
    """The database's version; None for one without tables."""
    with store.engine.connect() as connection:
        return _version(connection)


def upgrade(store: Store) -> None:
    """Bring the database to this program's version; nothing happens to one that is there already.

    All or nothing, and of two processes that start at once one waits for the other. Raises WrongVersion for a
    database that is newer than the program.
    """
    if version(store) == LATEST:
        return
    with store.engine.connect().execution_options(**WRITING) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        found = _version(connection)
        if found == LATEST:
            return
        if found is not None and not _is_known(found):
            raise WrongVersion(f"数据库的版本 {found} 比程序（{LATEST}）新：请升级程序，或恢复升级前的备份。")
        _run(connection)


def _version(connection: Connection) -> str | None:
    if not look_at(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def _is_known(found: str) -> bool:
    return any(path.name.startswith(f"{found}_") for path in (FOLDER / "versions").glob("*.py"))


def _run(connection: Connection) -> None:
    # Alembic takes a while to load, and most starts do not need it.
    command = import_module("alembic.command")
    config = import_module("alembic.config").Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    command.upgrade(config, "head")
