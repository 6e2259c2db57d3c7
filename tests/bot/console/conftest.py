"""The console, served over an office on both databases, with everybody of `tests.bot.office` registered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.console.stage import Stage, opened
from tests.bot.office import make_office


@pytest.fixture
def stage(tmp_path: Path, address: str) -> Iterator[Stage]:
    office = make_office(tmp_path, database=f'"{address}"')
    office.register()
    with opened(office) as built:
        yield built
    office.app.close()


@pytest.fixture
def desk(folder: Path) -> Iterator[Stage]:
    """As `stage`, on SQLite alone: for what does not depend on the database."""
    office = make_office(folder)
    office.register()
    with opened(office) as built:
        yield built
    office.app.close()
