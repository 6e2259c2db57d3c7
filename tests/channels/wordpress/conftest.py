"""A channel of its own for each test, at the WordPress that all of them share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.wordpress.running import Newsroom, newsroom


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Newsroom]:
    opened = newsroom(tmp_path)
    yield opened
    opened.wire.heal()
    opened.server.in_production(False)
