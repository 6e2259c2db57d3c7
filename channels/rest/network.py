"""The way to the site: one client with its certificates, proxy and time limits, never faster than the site bears."""

import time
from collections import deque
from threading import Lock

from channels.http import Answer, Call, Caller
from channels.rest.bodies import WRITTEN_AS, encoded_pairs
from channels.rest.requests import Request

MINUTE = 60.0


class Pace:
    """At most so many calls in any minute, in this process; who is early waits."""

    def __init__(self, calls_per_minute: int) -> None:
        self._most = calls_per_minute
        self._lock = Lock()
        self._made: deque[float] = deque()

    def wait(self, now: float) -> float:
        """How many seconds the next call waits; it counts as made. `now` as of a clock that never goes back."""
        with self._lock:
            while self._made and self._made[0] <= now - MINUTE:
                self._made.popleft()
            due = now if len(self._made) < self._most else self._made[len(self._made) - self._most] + MINUTE
            self._made.append(due)
            return max(0.0, due - now)


class Network:
    """Implements `channels.rest.exchange.Wire`."""

    def __init__(self, caller: Caller, calls_per_minute: int | None) -> None:
        self._caller = caller
        self._pace = Pace(calls_per_minute) if calls_per_minute else None

    def wait(self) -> None:
        if self._pace is not None:
            time.sleep(self._pace.wait(time.monotonic()))

    def send(self, request: Request, *, final: bool, encoding: str) -> Answer:
        query = encoded_pairs(request.params, WRITTEN_AS.get(encoding.lower(), encoding))
        return self._caller.ask(
            Call(
                request.method,
                f"{request.path}?{query}" if query else request.path,
                content=request.content or None,
                headers=request.headers,
                final=final,
            )
        )

    def forget(self) -> None:
        self._caller.forget()
