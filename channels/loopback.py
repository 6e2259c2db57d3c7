"""Serving a sandbox on this machine, for as long as a block runs."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import uvicorn
from starlette.applications import Starlette

HOST = "127.0.0.1"
START_SECONDS = 60.0


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
    server = Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, args=([place],), daemon=True)
    thread.start()
    try:
        _wait(server, thread)
        yield address(place)
    finally:
        server.end()
        thread.join()
        place.close()


class Server(uvicorn.Server):
    """Ends as soon as it is told to and all is answered; uvicorn's own looks ten times a second, and lingers then."""

    def end(self) -> None:
        """From another thread."""
        self.should_exit = True
        if self.started:
            with suppress(RuntimeError):  # the loop is closed: it ended by itself
                self._loop.call_soon_threadsafe(self._told.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop, self._told = asyncio.get_running_loop(), asyncio.Event()
        await super().startup(sockets)

    async def main_loop(self) -> None:
        while not await self.on_tick(0):  # it renews the Date that every answer bears
            with suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), 1)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self.end()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        try:
            await asyncio.wait_for(self._all_answered(), self.config.timeout_graceful_shutdown)
        except TimeoutError:
            for one in self.server_state.tasks:
                one.cancel()
        await self.lifespan.shutdown()

    async def _all_answered(self) -> None:
        answering = self.server_state
        while (answering.connections or answering.tasks) and not self.force_exit:  # noqa: ASYNC110 – uvicorn tells of none
            await asyncio.sleep(0.002)


def _wait(server: uvicorn.Server, thread: threading.Thread) -> None:
    give_up = time.monotonic() + START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > give_up:
            raise RuntimeError("the sandbox did not start")
        time.sleep(0.01)
