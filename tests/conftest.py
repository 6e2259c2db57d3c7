"""Databases for every test: each that asks for `store` or `address` runs on SQLite and on PostgreSQL. And a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright

from content.store.store import Store
from tests import parts
from tests.databases import Cluster, Databases, PostgreSQL, SQLite, cluster

pytest_plugins = ["tests.plugin"]

# The same inputs on every run, and no judgement on how busy the machine is: what fails, fails again.
settings.register_profile("here", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("here")
expect.set_options(timeout=30_000)

BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.part("postgresql")))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """One server per test run (with xdist, per worker), started when the first test needs it."""
    with cluster(durable=False) as started:
        yield started


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return SQLite.make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(params=BOTH)
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    """Makes new databases of one kind, with tables or without; all gone at the end of the test."""
    if request.param == "sqlite":
        yield SQLite(tmp_path, request.getfixturevalue("sqlite_template"))
    else:
        with PostgreSQL(request.getfixturevalue("postgresql")) as made:
            yield made


@pytest.fixture
def address(databases: Databases) -> str:
    """The address of a new database with its tables."""
    return databases.new()


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    opened = Store(address)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real one, for pages."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(parts.place("chromium")), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield chromium
        chromium.close()
