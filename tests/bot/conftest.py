"""An office per test, and the command line run in this process."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli.main import call
from tests.bot.chat.staff.desk import Desk, open_desk
from tests.bot.office import Office, make_office


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path, sqlite_template: Path) -> Path:
    """For an office: its database lies there with its tables, so that not every test makes them."""
    (tmp_path / "var").mkdir()
    shutil.copy(sqlite_template, tmp_path / "var/gongkai.db")
    return tmp_path


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    made = make_office(folder)
    made.register()
    yield made
    made.app.close()


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    """Whose staff work in the chat."""
    with open_desk(folder) as opened:
        yield opened


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("status", "--json", settings=path)`."""

    def run(*words: str | Path, settings: Path | None = None) -> Ran:
        capsys.readouterr()
        named = ["--settings", str(settings)] if settings else []
        code = call([*named, *map(str, words)])
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return run
