"""The desk that staff's dialogues are told at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.chat.staff.desk import Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        yield opened
