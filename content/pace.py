"""Long work in a thread beside those who ask: it rests as long as it worked, and may stop between two pieces of it."""

import threading
import time


class Stopped(Exception):
    """Nobody needs the work any more."""


class Pace:
    """Its thread's own. Until `stop` is set, half of the thread's time is for others."""

    def __init__(self, stop: threading.Event | None = None) -> None:
        self._stop = stop or threading.Event()
        self.begin()

    def begin(self) -> None:
        self._since = time.monotonic()

    def rest(self, _: int = 0) -> None:
        """After a piece of work. Raises Stopped."""
        if self._stop.wait(time.monotonic() - self._since):
            raise Stopped
        self.begin()
