"""The shelf (暂存): a small shared store with expiry and compare-and-set."""

import secrets
from datetime import datetime, timedelta
from typing import Protocol

from content.item import StoredFile


class Shelf(Protocol):
    """Tokens, the upload cache and leases; shared by all workers through the database."""

    def get(self, key: str, now: datetime) -> str | None:
        """The value, or None when there is none or it has expired."""

    def put(self, key: str, value: str, until: datetime) -> None:
        """Set or replace."""

    def swap(self, key: str, old: str | None, new: str, *, until: datetime, now: datetime) -> bool:
        """Set to `new` only if the value that has not expired is `old` (None = none). True if it was set."""

    def drop(self, key: str) -> None: ...


TRIES = 20


def count_up(shelf: Shelf, key: str, most: int, *, until: datetime, now: datetime, by: int = 1) -> bool:
    """Count what is about to be done, so that many at once find no gap; False, and nothing counted, beyond `most`."""
    for _ in range(TRIES):
        before = shelf.get(key, now)
        after = int(before or 0) + by
        if after > most:
            return False
        if shelf.swap(key, before, str(after), until=until, now=now):
            return True
    return False  # so many at the same moment are too many


def shared_secret(shelf: Shelf, key: str, *, lasts: timedelta, now: datetime) -> str:
    """The same for all machines while it lasts, made by whoever asks first.

    Raises RuntimeError where it cannot be kept: what a process has for itself opens nothing that another sealed.
    """
    for _ in range(TRIES):
        if (kept := shelf.get(key, now)) is not None:
            return kept
        shelf.swap(key, None, secrets.token_hex(32), until=now + lasts, now=now)
    raise RuntimeError(f"the shelf keeps nothing under {key}")


class Files(Protocol):
    """The files folder: bytes kept by their hash."""

    def read(self, path: str) -> bytes:
        """The bytes of a `StoredFile.path`. Raises FileNotFoundError."""

    def locate(self, path: str) -> str:
        """The file's place on this machine, for what needs a path (video, a web server)."""

    def keep(self, content: bytes, name: str, /) -> StoredFile:
        """Keep these bytes (a cover cut for a channel); the same bytes are kept once."""
