"""A website over a SQLite file; what must hold on both databases asks for `store` instead."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.static.website import Website, website


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Website]:
    with website(tmp_path) as built:
        yield built
