"""Offices on SQLite: what is tried here is the website's, not the database's."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from content.store.store import Store
from tests.databases import SQLite

from .desk import WebOffice

Opens = Callable[..., WebOffice]


@pytest.fixture
def opens(tmp_path: Path, sqlite_template: Path) -> Iterator[Opens]:
    """Opens an office; `site` and the channel's settings as `WebOffice.open` takes them."""
    databases = SQLite(tmp_path, sqlite_template)
    with ExitStack() as closing:

        def opened(**more: Any) -> WebOffice:
            store = Store(databases.new())
            closing.callback(store.close)
            return WebOffice.open(store, tmp_path, **more)

        yield opened


@pytest.fixture
def office(opens: Opens) -> WebOffice:
    return opens()
