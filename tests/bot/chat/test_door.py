"""What a follower writes comes to the door signed and sealed, and the answer goes back the same way."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.bot.chat.door_office import DoorOffice, open_door, write_settings

NOW = datetime(2026, 3, 4, 1, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path, address: str) -> Iterator[DoorOffice]:
    with open_door(write_settings(tmp_path, database=address), lambda: NOW) as opened:
        yield opened


def test_a_question_is_answered_in_every_mode_that_the_settings_trust(office: DoorOffice) -> None:
    for mode in ("safe", "compat"):
        assert office.follower(mode=mode).says("开放时间")
