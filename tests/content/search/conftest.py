from collections.abc import Callable
from pathlib import Path

import pytest

from content.search.search import Search
from content.store.store import Store
from tests.content.search.newsroom import MEDIA, Newsroom

Open = Callable[[], Search]


@pytest.fixture
def newsroom(store: Store) -> Newsroom:
    return Newsroom(store)


@pytest.fixture
def open_search(store: Store, tmp_path: Path) -> Open:
    """Each time as another process would: over the same folder, with nothing in memory."""
    return lambda: Search(store, tmp_path / "search", MEDIA)


@pytest.fixture
def search(open_search: Open) -> Search:
    return open_search()
