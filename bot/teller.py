"""Runs beside the engine: what visitors are to be told goes out within a second or so, whoever wrote it where."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.actions.tell import look_after, tell_due

if TYPE_CHECKING:
    from bot.app import App

log = logging.getLogger(__name__)

EVERY_SECONDS = 1
LOOK_AFTER_EVERY = 60


@contextmanager
def telling(app: "App") -> Iterator[None]:
    """In a thread of this process until the block ends."""
    stopping = threading.Event()
    thread = threading.Thread(target=_run, args=(app, stopping), name="teller")
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()


def _run(app: "App", stopping: threading.Event) -> None:
    turns = 0
    while not stopping.is_set():
        try:
            if turns % LOOK_AFTER_EVERY == 0:
                look_after(app)
            tell_due(app)
        except Exception:
            log.exception("what visitors are to be told has to wait")
        turns += 1
        stopping.wait(EVERY_SECONDS)
