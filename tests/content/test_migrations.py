"""The database's versions: made once, alike on both databases, and never opened by the wrong program."""

import os
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlmodel import SQLModel

import content.tables  # noqa: F401  # registers the tables
from content.migrations import FOLDER, LATEST, WrongVersion, upgrade, version
from content.store.store import Store
from tests.databases import Databases

UPGRADE = "import sys; from content.migrations import upgrade; from content.store.store import Store; "
PROGRAM = f"{UPGRADE} store = Store(sys.argv[1]); upgrade(store); store.close()"


def test_migrations_make_the_tables_the_program_has(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_latest_version_is_the_last_file() -> None:
    assert max(path.name for path in (FOLDER / "versions").glob("*.py")).startswith(f"{LATEST}_")


def test_an_upgraded_database_fits_and_upgrading_again_changes_nothing(databases: Databases) -> None:
    store = Store(databases.empty())
    assert version(store) is None
    upgrade(store)
    assert version(store) == LATEST
    upgrade(store)
    assert version(store) == LATEST
    store.close()


def test_a_newer_database_is_refused_in_words(store: Store) -> None:
    with store.write() as work:
        work.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(WrongVersion, match="9999 比程序"):
        upgrade(store)


def test_of_two_programs_that_start_at_once_one_migrates(databases: Databases) -> None:
    address = databases.empty()
    environ = {**os.environ, "PYTHONPATH": str(FOLDER.parents[1])}
    programs = [subprocess.Popen([sys.executable, "-c", PROGRAM, address], env=environ) for _ in range(3)]
    assert [program.wait(60) for program in programs] == [0, 0, 0]
    store = Store(address)
    assert version(store) == LATEST
    store.close()
