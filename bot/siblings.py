"""More processes of the same program beside this one, by fork: they end with it, and it does not go on without them."""

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

LOOK_SECONDS = 1


@dataclass
class Siblings:
    """`lost` is set when one ended though nobody told it to."""

    numbers: list[int] = field(default_factory=list)
    lost: threading.Event = field(default_factory=threading.Event)
    ending: threading.Event = field(default_factory=threading.Event)


@contextmanager
def beside(count: int, act: Callable[[], None]) -> Iterator[Siblings]:
    """`act` in so many processes of its own until the block ends. Before any thread is started or file opened."""
    siblings = Siblings([_fork(act) for _ in range(count)])
    watching = [threading.Thread(target=_watch, args=(number, siblings)) for number in siblings.numbers]
    for thread in watching:
        thread.start()
    try:
        yield siblings
    finally:
        siblings.ending.set()
        for number in siblings.numbers:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGTERM)
        for thread in watching:
            thread.join()


def _fork(act: Callable[[], None]) -> int:
    parent = os.getpid()
    number = os.fork()
    if number:
        return number
    try:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
        act()
    except BaseException as error:  # noqa: BLE001  # whatever it is, this process must not go on as its parent would
        log.error("a sibling ended: %s", type(error).__name__)  # noqa: TRY400  # one line
    finally:
        os._exit(0)


def _end_with(parent: int) -> None:
    """A parent that was killed could not tell."""
    waiting = threading.Event()
    while os.getppid() == parent:
        waiting.wait(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


def _watch(number: int, siblings: Siblings) -> None:
    os.waitpid(number, 0)
    if not siblings.ending.is_set():
        siblings.lost.set()
        os.kill(os.getpid(), signal.SIGTERM)
