"""What the options before the command said, and the application opened with them."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.errors import WrongUse

if TYPE_CHECKING:
    from bot.app import App

SETTINGS = "gongkai.yaml"


@dataclass(slots=True)
class Session:
    """One run of the command. `settings` is None until somebody names a file."""

    settings: Path | None = None
    debug: bool = False

    @property
    def path(self) -> Path:
        """`--settings`, else GONGKAI_SETTINGS, else ./gongkai.yaml."""
        return self.settings or Path(os.environ.get("GONGKAI_SETTINGS") or SETTINGS)

    @property
    def has_settings(self) -> bool:
        """A file that somebody named counts even where it is not: that is told as a fault."""
        return bool(self.settings or os.environ.get("GONGKAI_SETTINGS")) or self.path.is_file()

    @contextmanager
    def app(self) -> "Iterator[App]":
        from bot.app import App

        if not self.path.is_file():
            raise WrongUse(f"找不到设置文件 {self.path}。请用 --settings 指明，或先运行 gongkai init 目录 写一份。")
        app = App.open(self.path)
        try:
            yield app
        finally:
            app.close()


SESSION = Session()
"""The command line's one run per process; `take` fills it, tests call `take` anew."""


def take(arguments: Sequence[str]) -> list[str]:
    """Read `--settings FILE` and `--debug` wherever they stand; the rest is the command's own."""
    SESSION.settings, SESSION.debug = None, bool(os.environ.get("GONGKAI_DEBUG"))
    rest: list[str] = []
    left = iter(arguments)
    for word in left:
        if word == "--debug":
            SESSION.debug = True
        elif word == "--settings":
            SESSION.settings = _named(next(left, ""))
        elif word.startswith("--settings="):
            SESSION.settings = _named(word.partition("=")[2])
        elif word == "--":
            return [*rest, word, *left]
        else:
            rest.append(word)
    return rest


def _named(name: str) -> Path:
    if not name:
        raise WrongUse("选项 --settings 后面要写设置文件的路径。")
    return Path(name)
