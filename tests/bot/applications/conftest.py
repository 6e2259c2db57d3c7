"""An office with somebody whose task applications are: open on both databases, or to be told by commands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.conftest import Ran, Run
from tests.bot.office import PEOPLE, Office, make_office

CLERK = "何十一"


@pytest.fixture
def office(tmp_path: Path, address: str) -> Iterator[Office]:
    made = make_office(tmp_path, database=f'"{address}"')
    made.register({**PEOPLE, CLERK: {"依申请公开"}})
    yield made
    made.app.close()


@pytest.fixture
def at_desk(folder: Path) -> Office:
    """Closed, so that commands open it."""
    made = make_office(folder)
    made.register({"钱一": {"管理员"}, CLERK: {"依申请公开"}})
    made.app.close()
    return made


@pytest.fixture
def go(at_desk: Office, run: Run) -> Run:
    """`gongkai applications`, typed by the clerk."""

    def go(*words: str | Path) -> Ran:
        return run("applications", *words, "--by", CLERK, settings=at_desk.settings)

    return go
