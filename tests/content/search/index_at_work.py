"""The machine's first index of what is public, while another process is still making it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from content.search.search import Search
from content.search.upkeep import LOCK


@contextmanager
def first_index_at_work(search: Search, folder: Path) -> Iterator[None]:
    """`folder`: where the search keeps its index."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as another_process:
        fcntl.flock(another_process, fcntl.LOCK_EX)
        with search.following():
            yield
