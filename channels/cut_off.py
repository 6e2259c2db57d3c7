"""Calls that end when their time is over, however slowly somebody answers: httpx only limits each wait by itself."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

CONNECTED = ("connection.connect_tcp.complete", "connection.start_tls.complete")
Trace = Callable[[str, Mapping[str, Any]], None]


@contextmanager
def cut_off(seconds: float) -> Iterator[Trace]:
    """Give what comes out to each request as its extension `trace`; after so many seconds its connections are cut."""
    open_ones: list[socket.socket] = []
    over = threading.Event()

    def trace(event: str, told: Mapping[str, Any]) -> None:
        if event in CONNECTED:
            open_ones.append(told["return_value"].get_extra_info("socket"))
            if over.is_set():
                cut()

    def cut() -> None:
        over.set()
        for one in open_ones:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield trace
    finally:
        timer.cancel()
