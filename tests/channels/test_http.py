"""The wire: time limits, no redirects, what broke when, and no secrets in what is said of it."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from channels import loopback
from channels.errors import ChannelError, TryLater, Unconfirmed
from channels.http import Call, Caller, is_loopback, mask

HUSH = "0_a-token-that-nobody-may-see"
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"


@contextmanager
def serving(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """A place on loopback that reads a request and then does as it is told, for each connection."""
    place = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = place.accept()
            except OSError:
                return
            with connection:
                connection.recv(65536)
                answer(connection)

    thread = Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{place.getsockname()[1]}"
    place.shutdown(socket.SHUT_RDWR)
    place.close()
    thread.join()


def ask(address: str, *, final: bool = False, seconds: float = 0.5) -> object:
    caller = Caller(address, who="平台", seconds=seconds)
    try:
        return caller.ask(Call("POST", "/x", {"access_token": HUSH}, b"{}", final=final))
    finally:
        caller.close()


def drip(connection: socket.socket) -> None:
    """Always something before the read time-out, never the whole."""
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n")
    for _ in range(30):
        time.sleep(0.1)
        try:
            connection.sendall(b" ")
        except OSError:
            return


@pytest.mark.parametrize("final", [False, True])
def test_when_nobody_listens_nothing_was_sent(final: bool) -> None:
    with pytest.raises(TryLater):
        ask("http://127.0.0.1:1", final=final)


@pytest.mark.parametrize(("final", "error"), [(False, TryLater), (True, Unconfirmed)])
@pytest.mark.parametrize("way", ["closed", "half", "slow", "drip"])
def test_what_breaks_half_way_may_have_happened(way: str, final: bool, error: type[ChannelError]) -> None:
    ways: dict[str, Callable[[socket.socket], None]] = {
        "closed": lambda _connection: None,
        "half": lambda connection: connection.sendall(OK[:-1]),
        "slow": lambda _connection: time.sleep(0.5),
        "drip": drip,
    }
    began = time.monotonic()
    with serving(ways[way]) as address, pytest.raises(error) as raised:
        ask(address, final=final, seconds=0.3)
    assert time.monotonic() - began < 3
    assert HUSH not in f"{raised.getrepr(showlocals=False)}{raised.value.evidence}"


def sip(connection: socket.socket) -> None:
    """Always takes a little before the write time-out."""
    with suppress(OSError):
        while connection.recv(65536):
            time.sleep(0.05)


def test_what_cannot_be_undone_is_not_still_being_sent_long_after_it_was_given_up() -> None:
    began = time.monotonic()
    with serving(sip) as address:
        caller = Caller(address, who="平台", seconds=0.4)
        with pytest.raises(Unconfirmed):
            caller.ask(Call("POST", "/x", content=bytes(15_000_000), final=True))
        took = time.monotonic() - began
        caller.close()
    assert took < 8  # all of it would take longer


def test_what_is_sent_in_pieces_arrives_whole_and_says_how_long_it_is() -> None:
    whole = bytes(range(250)) * 1000

    async def taken(request: Request) -> Response:
        return JSONResponse([request.headers.get("content-length"), await request.body() == whole])

    with loopback.serving(Starlette(routes=[Route("/x", taken, methods=["POST"])])) as address:
        caller = Caller(address, who="平台", seconds=30)
        assert caller.ask(Call("POST", "/x", content=whole, final=True)).json() == ["250000", True]
        caller.close()


def test_nothing_follows_a_redirect() -> None:
    elsewhere = b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n"
    with serving(lambda connection: connection.sendall(elsewhere)) as address:
        assert getattr(ask(address), "status", 0) == 302


def test_secrets_are_masked_wherever_they_are_named() -> None:
    told = mask('GET /x?access_token=abc&secret=def {"access_token": "ghi"} jkl', ["jkl"])
    assert not {"abc", "def", "ghi", "jkl"} & set(told.replace("&", " ").replace('"', " ").replace("=", " ").split())


@pytest.mark.parametrize(
    ("address", "ours"),
    [("http://127.0.0.1:1", True), ("http://[::1]/", True), ("http://127.0.0.1.example.com", False)],
)
def test_loopback_is_told_by_the_whole_host(address: str, ours: bool) -> None:
    assert is_loopback(address) == ours
