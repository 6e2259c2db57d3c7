"""Serving a sandbox on this machine, for as long as a block runs."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

HOST = "127.0.0.1"
START_SECONDS = 10.0


def listen(port: int = 0) -> socket.socket:
    """A listening place on loopback, for whoever must know its address before there is an app; 0 = any free port."""
    # Named as TCP, or asyncio leaves Nagle's algorithm on and every answer waits 40 ms.
    place = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    place.bind((HOST, port))
    return place


def address(place: socket.socket) -> str:
    return f"http://{HOST}:{place.getsockname()[1]}"


@contextmanager
def serving(app: Starlette, port: int = 0, *, on: socket.socket | None = None) -> Iterator[str]:
    """The address (`http://127.0.0.1:…`) at which the app answers inside the block; port 0 = a free one.

    `on`: where it listens, if that was taken before.
    """
    place = on or listen(port)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, args=([place],), daemon=True)
    thread.start()
    try:
        _wait(server, thread)
        yield address(place)
    finally:
        server.should_exit = True
        thread.join()
        place.close()


def _wait(server: uvicorn.Server, thread: threading.Thread) -> None:
    give_up = time.monotonic() + START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > give_up:
            raise RuntimeError("the sandbox did not start")
        time.sleep(0.01)
