"""A platform on loopback that answers every call after a fixed time, and a channel that makes a chain of such calls."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from channels.channel import Clock, Context, Looked, Note, Quota, Rendition, SurelyAbsent
from content.delivery import Dispatch
from content.edition import Edition
from content.problems import Problem
from content.receipt import Receipt, Standing


@contextmanager
def platform(latency: float) -> Iterator[str]:
    """Its address; every GET is answered after `latency` seconds, however many come at once."""

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            time.sleep(latency)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Chain:
    """Implements `Sends`: `calls` calls one after the other, then it is live."""

    name: str
    calls: int
    address: str
    clock: Clock
    medium: str = "测试"
    kind: str = "chain"
    capacity: int = 1
    time_limit: timedelta = timedelta(minutes=1)
    patience: timedelta = timedelta(minutes=2)

    def check(self, edition: Edition) -> list[Problem]:
        return []

    def prepare(self, edition: Edition, context: Context) -> Rendition:
        return Rendition(edition.key(self.name), self.name, edition.item.title)

    def health(self, now: datetime) -> list[Problem]:
        return []

    def allowance(self, now: datetime) -> list[Quota]:
        return []

    def send(self, dispatch: Dispatch, renditions: Sequence[Rendition], note: Note) -> list[Receipt]:
        with httpx.Client(base_url=self.address) as client:
            for step in range(self.calls):
                client.get("/").raise_for_status()
                note({f"step{step}": dispatch.token})
        return [Receipt(key, Standing.LIVE, self.clock(), remote_id=key) for key in dispatch.keys]

    def look(self, dispatch: Dispatch) -> Looked:
        return SurelyAbsent()

    def follow(self, receipt: Receipt) -> Receipt:
        return receipt

    def next_poll(self, asked: int) -> timedelta:
        return timedelta(seconds=1)
