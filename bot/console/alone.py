"""What takes too long for a page: done in a thread beside it, by one of all processes at a time."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from content.shelf import Shelf
from content.store.store import Store

log = logging.getLogger(__name__)

AT_WORK = "at work"
DIES = timedelta(minutes=5)
"""When whoever does it has died, somebody else may."""


def do_alone(
    store: Store, key: str, do: Callable[[], None], now: datetime, *, hurried: bool = False
) -> threading.Thread | None:
    """Begin it, unless somebody is at it. `do` keeps what came of it, faults too. `hurried`: as in `Store.write`.

    The thread is nobody's to wait for: when the program stops it is cut off, as by a crash.
    """
    gate = store.hurried_shelf if hurried else store.shelf
    if not gate.swap(key, None, AT_WORK, until=now + DIES, now=now):
        return None
    thread = threading.Thread(target=_do, args=(store.shelf, key, do), name=key, daemon=True)
    thread.start()
    return thread


def is_at_work(shelf: Shelf, key: str, now: datetime) -> bool:
    return shelf.get(key, now) is not None


def _do(shelf: Shelf, key: str, do: Callable[[], None]) -> None:
    try:
        do()
    except Exception:
        log.exception("%s was not done", key)
    finally:
        shelf.drop(key)
