"""The wire between a channel and a server, on loopback: it counts the calls, and can lose, refuse or delay answers.

What is asked goes on as it came, `Host` included: the server is called by the wire's address. The channel's connections
are kept alive; a call takes about a millisecond longer.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

SECONDS = 60
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
OF_THE_CONNECTION = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length"})
FULL = b"<html><body><h1>No space left on device</h1></body></html>"


class Fault(StrEnum):
    """The answer is lost, is a 500, or is held back until `let_go` and then lost; before the server acts or after."""

    LOST_BEFORE = "lost before"
    LOST_AFTER = "lost after"
    BROKEN_BEFORE = "500 before"
    BROKEN_AFTER = "500 after"
    HELD_BEFORE = "held before"
    HELD_AFTER = "held after"

    @property
    def is_before(self) -> bool:
        return self.value.endswith("before")


@dataclass(frozen=True, slots=True)
class Asked:
    """One call; `path` with its query."""

    method: str
    path: str

    @property
    def writes(self) -> bool:
        """Whether it changes something; signing in, as MediaWiki has it, does not."""
        return self.method in WRITES and "action=login" not in self.path


Which = Callable[[Asked], bool]


class Wire:
    """`calls`: all so far. `seconds`: how much longer each takes, as to a server far away."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.calls: list[Asked] = []
        self.seconds = 0.0
        self._lock = threading.Lock()
        self._fault: Fault | None = None
        self._which: Which = lambda asked: asked.writes
        self._well, self._times = 0, 1
        self._held, self._free = threading.Event(), threading.Event()

    def fail(self, fault: Fault, *, well: int = 0, times: int = 1, which: Which = lambda asked: asked.writes) -> None:
        """So often, once `well` calls of those in question went well: by default of those that write."""
        with self._lock:
            self._fault, self._which, self._well, self._times = fault, which, well, times
            self._held.clear()
            self._free.clear()

    def heal(self) -> bool:
        """Nothing fails any more; whether something would have."""
        with self._lock:
            waiting, self._fault = self._fault is not None, None
        self.let_go()
        self.seconds = 0.0
        return waiting

    def is_held(self, seconds: float) -> bool:
        """Whether a call is held back within this time."""
        return self._held.wait(seconds)

    def let_go(self) -> None:
        """What is held back is lost now."""
        self._free.set()

    def meets(self, asked: Asked) -> Fault | None:
        """What goes wrong with a call that just came."""
        with self._lock:
            self.calls.append(asked)
            if self._fault is None or not self._which(asked):
                return None
            if self._well > 0:
                self._well -= 1
                return None
            fault, self._times = self._fault, self._times - 1
            self._fault = fault if self._times > 0 else None
            return fault

    def hold(self) -> None:
        self._held.set()
        self._free.wait(SECONDS)


class Listening(ThreadingHTTPServer):
    """The channel's end of a wire to a server at `port`."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), Passing)
        self.port = port
        self.wire = Wire(f"http://127.0.0.1:{self.server_address[1]}")


class Passing(BaseHTTPRequestHandler):
    """One call after another of one connection."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    server: Listening

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):  # whatever the method
            return self._passes
        raise AttributeError(name)

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def _passes(self) -> None:
        wire, content = self.server.wire, self.rfile.read(int(self.headers.get("content-length", 0)))
        fault = wire.meets(Asked(self.command, self.path))
        time.sleep(wire.seconds)
        if fault is not None and fault.is_before:
            self._fails(fault)
            return
        try:
            answer, said = _asked(self.server.port, self, content)
        except (OSError, HTTPException):
            self.close_connection = True
            return
        if fault is not None:
            self._fails(fault)
            return
        self._answers(answer.status, answer.getheaders(), said)

    def _fails(self, fault: Fault) -> None:
        if fault in {Fault.BROKEN_BEFORE, Fault.BROKEN_AFTER}:
            self._answers(500, [("content-type", "text/html")], FULL)
            return
        if fault in {Fault.HELD_BEFORE, Fault.HELD_AFTER}:
            self.server.wire.hold()
        self.close_connection = True

    def _answers(self, status: int, headers: list[tuple[str, str]], said: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in OF_THE_CONNECTION:
                self.send_header(name, value)
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else said)


@contextmanager
def wire_to(server: str) -> Iterator[Wire]:
    """To a server at `http://127.0.0.1:PORT`, which may start later: it can be told the wire's address before."""
    listening = Listening(urlsplit(server).port or 80)
    threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield listening.wire
    finally:
        listening.wire.heal()
        listening.shutdown()
        listening.server_close()


def _asked(port: int, call: BaseHTTPRequestHandler, content: bytes) -> tuple[HTTPResponse, bytes]:
    """The server's answer, over a connection of its own: none can have gone stale meanwhile."""
    line = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        line.connect()
        line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.putrequest(call.command, call.path, skip_host=True, skip_accept_encoding=True)
        for name, value in call.headers.items():
            if name.lower() != "connection":
                line.putheader(name, value)
        line.putheader("connection", "close")
        line.endheaders(content or None)
        answer = line.getresponse()
        return answer, answer.read()
    finally:
        line.close()
