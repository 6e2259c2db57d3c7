"""Runs beside the engine: visitors are told, and what they sent is fetched, within seconds, whoever wrote it where."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.actions.fetch_letter_files import fetch_letter_files
from bot.actions.forget_letters import forget_old
from bot.actions.identity import drop_old_identity
from bot.actions.tell import look_after, tell_due
from bot.outage import Outage

if TYPE_CHECKING:
    from bot.app import App

log = logging.getLogger(__name__)
_outage = Outage()
log.addFilter(_outage)

EVERY_SECONDS = 1
LOOK_AFTER_EVERY = 60
FORGET_EVERY = 3600


@contextmanager
def telling(app: "App") -> Iterator[None]:
    """In threads of this process until the block ends: what is slow to fetch keeps nobody waiting for an answer."""
    stopping = threading.Event()
    threads = [
        threading.Thread(target=_run, args=(stopping, turn, app), name=turn.__name__) for turn in (_tell, _fetch)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stopping.set()
        for thread in threads:
            thread.join()


def _run(stopping: threading.Event, turn: Callable[["App", int], None], app: "App") -> None:
    number = 0
    while not stopping.is_set():
        try:
            turn(app, number)
            _outage.over()
        except Exception:
            log.exception("what visitors are to be told, or sent, has to wait")
        number += 1
        stopping.wait(EVERY_SECONDS)


def _tell(app: "App", number: int) -> None:
    if number % LOOK_AFTER_EVERY == 0:
        look_after(app)
    tell_due(app)


def _fetch(app: "App", number: int) -> None:
    if number % FORGET_EVERY == 0:
        forget_old(app, app.clock())
        drop_old_identity(app, app.clock())
    fetch_letter_files(app)
