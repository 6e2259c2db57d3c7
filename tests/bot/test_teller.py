"""What tells the visitors outlives a database that is away, and makes no noise meanwhile."""

import logging
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import App
from bot.outage import BACK, GONE
from bot.teller import telling
from tests.bot.chat.door_office import SECRETS, write_settings
from tests.bot.office import make_office
from tests.databases import Cluster

pytestmark = pytest.mark.part("postgresql")


def test_an_outage_is_told_once_and_outlived(
    tmp_path: Path, postgresql: Cluster, caplog: pytest.LogCaptureFixture
) -> None:
    name = postgresql.create()
    settings = write_settings(tmp_path, database=postgresql.address(name))
    with App.open(settings, clock=lambda: datetime.now(UTC), environ=SECRETS) as app, telling(app):
        time.sleep(1.5)
        allow(postgresql, name, connections=False)
        ends = time.monotonic() + 60
        while not logged(caplog) and time.monotonic() < ends:
            time.sleep(0.1)
        time.sleep(3)  # tried again meanwhile, and said no more
        assert [record.getMessage()[:12] for record in logged(caplog)] == [GONE[:12]]
        assert not any(record.exc_info for record in logged(caplog))
        allow(postgresql, name, connections=True)
        ends = time.monotonic() + 60
        while BACK not in caplog.messages and time.monotonic() < ends:
            time.sleep(0.1)
    assert [record.getMessage() for record in logged(caplog)][1:] == [BACK]
    postgresql.drop(name)


def test_without_an_account_that_talks_nothing_is_said_to_be_back(
    tmp_path: Path, postgresql: Cluster, caplog: pytest.LogCaptureFixture
) -> None:
    name = postgresql.create()
    office = make_office(tmp_path, database=postgresql.address(name))
    allow(postgresql, name, connections=False)
    with telling(office.app):
        time.sleep(2.5)
    assert BACK not in caplog.messages
    office.app.close()
    postgresql.drop(name)


def allow(server: Cluster, name: str, *, connections: bool) -> None:
    server.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {str(connections).lower()}")
    if not connections:
        server.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608  # a name of ours


def logged(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.levelno >= logging.WARNING]
