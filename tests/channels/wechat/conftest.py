"""The office that the tests of this kind use; `plain` settings, changed by levers where a test needs it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.wechat.account import Office, office


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as opened:
        yield opened
