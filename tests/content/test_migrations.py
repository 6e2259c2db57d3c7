"""The database's versions: made once, alike on both databases, and never opened by the wrong program."""

import os
import subprocess
import sys

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlmodel import SQLModel

import content.tables  # noqa: F401  # registers the tables
from content.migrations import FOLDER, LATEST, WrongVersion, upgrade, version
from content.store.item_list import Wanted
from content.store.store import Store
from tests.databases import Databases

UPGRADE = "import sys; from content.migrations import upgrade; from content.store.store import Store; "
PROGRAM = f"{UPGRADE} store = Store(sys.argv[1]); upgrade(store); store.close()"

WITHOUT_LISTS = """
INSERT INTO people VALUES ('张三', '办公室', '["信息员"]', true, '2026-03-01 01:00:00');
INSERT INTO items VALUES ('2026-00001', 'K0001', '张三', '办公室', 4, '2026-03-01 01:00:00');
INSERT INTO editions VALUES
  ('2026-00001', 1, 'a', '一', '通知公告', '办公室', '主动公开', NULL, '{}', '2026-03-01 01:00:00', '张三'),
  ('2026-00001', 2, 'b', '二', '通知公告', '办公室', '主动公开', NULL, '{}', '2026-03-02 01:00:00', '张三'),
  ('2026-00001', 3, 'c', '三', '通知公告', '办公室', '不予公开', NULL, '{}', '2026-03-03 01:00:00', '张三'),
  ('2026-00001', 4, 'd', '四', '政策文件', '办公室', '主动公开', NULL,
   '{"document_number": "样办〔2026〕1号", "legal_basis": "第二十条第（一）项"}', '2026-03-04 01:00:00', '张三');
INSERT INTO reviews VALUES
  ('2026-00001', 1, 'approved', 3, '2026-03-01 01:00:00'), ('2026-00001', 2, 'approved', 3, '2026-03-02 01:00:00'),
  ('2026-00001', 3, 'approved', 3, '2026-03-03 01:00:00'), ('2026-00001', 4, 'submitted', 0, '2026-03-04 01:00:00');
INSERT INTO deliveries VALUES
  (1, '2026-00001', 1, 'site', 'a', 0, 'live', '', '', NULL, '', '2026-03-01 01:00:00', '', NULL, '{}');
"""


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


def test_an_office_of_before_the_lists_finds_everything_in_them(databases: Databases) -> None:
    store = Store(databases.empty())
    with store.engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(FOLDER))
        command.upgrade(config, "0009")
        for statement in WITHOUT_LISTS.strip().split(";\n"):
            connection.exec_driver_sql(statement.rstrip(";"))
    upgrade(store)
    with store.read() as work:
        (item,) = work.item_list.page(Wanted())
        assert (item.title, item.column, item.document_number) == ("四", "政策文件", "样办〔2026〕1号")
        assert list(work.session.scalars(text("SELECT number FROM reviews WHERE waits ORDER BY number"))) == [2, 4]
        assert list(work.session.scalars(text("SELECT legal_basis FROM items"))) == ["第二十条第（一）项"]
        person = work.people.get("张三")
        assert person
        assert (person.units, person.columns) == (frozenset(), frozenset())
    store.close()
