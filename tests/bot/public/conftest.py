"""The public's pages, served over an office on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.office import make_office
from tests.bot.public.stage import PUBLIC, Stage, opened


@pytest.fixture
def stage(tmp_path: Path, address: str) -> Iterator[Stage]:
    office = make_office(tmp_path, database=f'"{address}"', more=PUBLIC)
    with opened(office) as built:
        yield built
    office.app.close()
