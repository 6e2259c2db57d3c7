"""An office with somebody for letters and an account that talks, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.letters.mailroom import Mailroom, make_mailroom


@pytest.fixture
def office(tmp_path: Path, address: str) -> Iterator[Mailroom]:
    made = make_mailroom(tmp_path, address)
    yield made
    made.app.close()
