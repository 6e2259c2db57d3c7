"""An office with somebody for the figures, and somebody whose work applications are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.office import PEOPLE, Office, make_office

CLERK, APPLICATIONS = "吴九", "何十一"
STAFF = {**PEOPLE, APPLICATIONS: {"依申请公开"}}


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    made = make_office(folder)
    made.register(STAFF)
    yield made
    made.app.close()


@pytest.fixture
def either(tmp_path: Path, address: str) -> Iterator[Office]:
    """On SQLite and on PostgreSQL."""
    made = make_office(tmp_path, database=f'"{address}"')
    made.register(STAFF)
    yield made
    made.app.close()
