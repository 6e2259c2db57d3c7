"""The public's pages, served over an office on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.public.stage import Stage, opened, public_office


@pytest.fixture
def stage(tmp_path: Path, address: str) -> Iterator[Stage]:
    office = public_office(tmp_path, database=f'"{address}"')
    with opened(office) as built:
        yield built
    office.app.close()
