"""Runs beside the engine: visitors are told, and what they sent is fetched, within seconds, whoever wrote it where."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.actions.fetch_letter_files import fetch_letter_files
from bot.actions.tell import tell_due
from bot.outage import Outage

if TYPE_CHECKING:
    from bot.app import App

log = logging.getLogger(__name__)
_outage = Outage()
log.addFilter(_outage)

EVERY_SECONDS = 1


@contextmanager
def telling(app: "App") -> Iterator[None]:
    """In threads of this process until the block ends: what is slow to fetch keeps nobody waiting for an answer."""
    stopping = threading.Event()
    threads = [
        threading.Thread(target=_run, args=(stopping, turn, app), name=turn.__name__)
        for turn in (tell_due, fetch_letter_files)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stopping.set()
        for thread in threads:
            thread.join()


def _run(stopping: threading.Event, turn: Callable[["App"], object], app: "App") -> None:
    while not stopping.is_set():
        try:
            turn(app)
            _outage.over()
        except Exception:
            log.exception("what visitors are to be told, or sent, has to wait")
        stopping.wait(EVERY_SECONDS)
