"""Check files before anybody submits them: everything found, however faulty the file is, with or without settings."""

import re
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.submit import read_checked
from content.checks import check_item, check_text
from content.files import LARGEST_TEXT, decoded, read_item
from content.own_words import NO_WORDS, OwnWords
from content.problems import Problem
from content.store.files import FilesFolder
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App

NO_FRONT = "no_front_matter"
OF_THE_SETTINGS = frozenset({"unknown_column", "unknown_channel"})
FRONT = re.compile(r"\A\s*-{3,}[ \t]*\n.*?\n-{3,}[ \t]*(?:\n|\Z)", re.DOTALL)
BARE = Problem(
    NO_FRONT, "", "没有写在两行 --- 之间的稿件信息，只检查了文字；送审前要补上。", blocks=False, where="第1行"
)


def check_files(app: "App | None", paths: Sequence[Path], now: datetime) -> list[tuple[Path, list[Problem]]]:
    """Per file. Without an `app` (no settings): the text and the fields, not columns and channels."""
    return [(path, _check(app, path, now)) for path in paths]


def _check(app: "App | None", path: Path, now: datetime) -> list[Problem]:
    body = _bare_text(path)
    if body is not None:
        return [BARE, *check_text(body, day_of(now), own=_own_words(app))]
    item, problems = read_checked(app, path, by="", now=now) if app else _without_settings(path, now)
    if item is None:
        problems = [*problems, *check_text(_body(path), day_of(now), own=_own_words(app))]
    return problems


def _own_words(app: "App | None") -> OwnWords:
    return app.own_words.now() if app else NO_WORDS


def _without_settings(path: Path, now: datetime) -> tuple[object | None, list[Problem]]:
    with tempfile.TemporaryDirectory() as folder:
        files = FilesFolder(folder)
        item, problems = read_item(path, files.keep, (), ())
        if item is not None:
            problems = [*problems, *check_item(item, files, day_of(now))]
    return item, [problem for problem in problems if problem.code not in OF_THE_SETTINGS]


def _bare_text(path: Path) -> str | None:
    """The text of a text file that says nothing about itself; None for any other."""
    if path.suffix.lower() not in (".md", ".markdown", ".txt") or not path.is_file():
        return None
    text = _text(path)
    return text if text.strip() and not text.lstrip().startswith("---") else None


def _body(path: Path) -> str:
    """What follows the front matter, even where that cannot be read; nothing for a file that is no text."""
    if path.suffix.lower() not in (".md", ".markdown", ".txt") or not path.is_file():
        return ""
    return FRONT.sub("", _text(path), count=1)


def _text(path: Path) -> str:
    """Nothing of what is no text, or too long to be an item: that is told by whoever reads the item."""
    if path.stat().st_size > LARGEST_TEXT:
        return ""
    content = path.read_bytes()
    text, _ = decoded(content)
    return (text or "").replace("\r\n", "\n")
