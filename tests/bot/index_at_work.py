"""The machine's first index of what is public, while another process is still making it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from bot.app import App
from content.search.upkeep import LOCK


@contextmanager
def first_index_at_work(app: App) -> Iterator[None]:
    folder = app.settings.files.parent / "search"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as another_process:
        fcntl.flock(another_process, fcntl.LOCK_EX)
        with app.search.following():
            yield
