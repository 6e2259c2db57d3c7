"""An office on both databases, with somebody whose task applications are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.office import PEOPLE, Office, make_office
from tests.bot.report.figures.filling import CLERK


@pytest.fixture
def office(tmp_path: Path, address: str) -> Iterator[Office]:
    made = make_office(tmp_path, database=f'"{address}"')
    made.register({**PEOPLE, CLERK: {"依申请公开"}})
    yield made
    made.app.close()
