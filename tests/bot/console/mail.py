"""The console of an office with letters to work on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bot.console.stage import Stage, opened
from tests.bot.letters.mailroom import Mailroom, make_mailroom

CLERK = "冯一"
"""信箱员 and 信息员; 陈二 is the first alone."""


@contextmanager
def mail_desk(folder: Path, database: str = "sqlite:///var/gongkai.db") -> Iterator[tuple[Mailroom, Stage]]:
    office = make_mailroom(folder, database)
    try:
        with opened(office) as stage:
            yield office, stage
    finally:
        office.app.close()
