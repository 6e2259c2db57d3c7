"""One small HTTP client for every kind of channel that calls a platform.

Every call has a time limit, nothing is redirected elsewhere, connections are reused, and what goes wrong on the
wire is told apart by what may have happened: before a byte went out it is `TryLater`; after that it is
`Unconfirmed` for the irreversible call and `TryLater` for the others.
"""

import logging
import re
import ssl
import time
import weakref
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import httpx

from channels.errors import ChannelError, TryLater, Unconfirmed
from content.secret import MASK

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LARGEST_ANSWER = 20_000_000
WAIT = timedelta(minutes=1)
PIECE = 65536

_NAMED_SECRET = re.compile(r"""((?:token|secret)["']?\s*[=:]\s*["']?)[^&\s"',}]+""")
_QUERY = re.compile(r"\?[^\s\"]+")
_NOTHING_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


def mask(text: str, secrets: Iterable[str] = ()) -> str:
    """The text with every named secret and each of `secrets` replaced by `•••`."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, MASK)
    return _NAMED_SECRET.sub(rf"\g<1>{MASK}", text)


def is_loopback(address: str) -> bool:
    return urlsplit(address).hostname in LOOPBACK


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `final` = it cannot be undone; `seconds` overrides the client's time limit.

    `fields` are the texts beside `files` in a form.
    """

    method: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, tuple[str, bytes, str]] | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    final: bool = False
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole; the headers' names in small letters. `json()` raises ValueError where it is not JSON.

    `cookies` are those that it sets.
    """

    status: int
    content: bytes
    media_type: str
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)

    def json(self) -> Any:
        return httpx.Response(200, content=self.content).json()


class Caller:
    """Calls one platform. May be shared by threads; closes itself when it is forgotten.

    `who` is the platform's Chinese name in messages, `seconds` the time limit of a call: the platform must answer
    within it and the whole answer must have arrived within twice as long. `ca`: a file (PEM) with who vouches for the
    platform, where that is none of the usual ones; `proxy`: the way out.
    """

    def __init__(
        self, base: str, *, who: str, seconds: float, ca: Path | None = None, proxy: str | None = None
    ) -> None:
        self._base = base.rstrip("/")
        self._ca = ca
        self._proxy = proxy
        self._who = who
        self._seconds = seconds
        self._lock = Lock()
        self._client: httpx.Client | None = None

    def ask(self, call: Call) -> Answer:
        """Raises `TryLater` or `Unconfirmed`, never httpx's own errors, never with a secret in them."""
        try:
            return self._exchange(call)
        except httpx.RequestError as error:
            # Not chained: the cause holds the request, and with it the keys in its address.
            raise self._broken(call, error) from None

    def forget(self) -> None:
        """Drop the cookies that the platform has set; until then they go with every call."""
        with self._lock:
            if self._client is not None:
                self._client.cookies.clear()

    def close(self) -> None:
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _exchange(self, call: Call) -> Answer:
        seconds = call.seconds or self._seconds
        ends = time.monotonic() + seconds
        with self._connected().stream(
            call.method,
            self._base + call.path,
            params=dict(call.params) or None,
            content=_in_time(call, ends),
            headers=_headers(call),
            data=dict(call.fields) if call.files else None,
            files=dict(call.files) if call.files else None,
            timeout=httpx.Timeout(seconds, connect=min(seconds, 10)),
        ) as response:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > LARGEST_ANSWER or time.monotonic() > ends:
                    raise httpx.ReadTimeout("the answer is too long or too slow")
            headers = dict(response.headers)
            cookies = {cookie.name: cookie.value or "" for cookie in response.cookies.jar}
            return Answer(response.status_code, bytes(body), headers.get("content-type", ""), headers, cookies)

    def _connected(self) -> httpx.Client:
        with self._lock:
            if self._client is None:
                # Idle connections are dropped before common servers drop them (5 s), so that none breaks in our hand.
                self._client = httpx.Client(
                    verify=self._verified(),
                    proxy=self._proxy,
                    follow_redirects=False,
                    trust_env=not is_loopback(self._base),
                    limits=httpx.Limits(max_connections=20, max_keepalive_connections=10, keepalive_expiry=4),
                )
                weakref.finalize(self, self._client.close)
            return self._client

    def _verified(self) -> ssl.SSLContext | bool:
        """Loading the certificates takes longer than a call, and plain http (loopback) needs none."""
        is_encrypted = self._base.startswith("https:")
        return ssl.create_default_context(cafile=self._ca) if self._ca and is_encrypted else is_encrypted

    def _broken(self, call: Call, error: httpx.RequestError) -> ChannelError:
        evidence = {"call": call.path.partition("?")[0], "cause": type(error).__name__}
        if isinstance(error, _NOTHING_SENT):
            why = "，它的证书不受信任" if "CERTIFICATE_VERIFY_FAILED" in str(error) else ""
            return TryLater(f"连不上{self._who}{why}", when="稍后", wait=WAIT, evidence=evidence)
        if call.final:
            return Unconfirmed(f"{self._who}没有答复完就断开或超时了，正在核对是否已经发出。", evidence=evidence)
        return TryLater(f"{self._who}中途断开或超时", when="稍后", wait=WAIT, evidence=evidence)


def _in_time(call: Call, ends: float) -> bytes | Iterator[bytes] | None:
    """What cannot be undone is not on its way any more once others look whether it arrived: it has one time limit."""
    if call.content is None or not _in_pieces(call):
        return call.content
    return _pieces(call.content, ends)


def _pieces(content: bytes, ends: float) -> Iterator[bytes]:
    for begin in range(0, len(content), PIECE):
        if time.monotonic() > ends:
            raise httpx.WriteTimeout("sending takes too long")
        yield content[begin : begin + PIECE]


def _headers(call: Call) -> dict[str, str]:
    """What goes in pieces still says how long it is, as not every server takes it otherwise."""
    length = {"content-length": str(len(call.content))} if call.content is not None and _in_pieces(call) else {}
    return {**call.headers, **length}


def _in_pieces(call: Call) -> bool:
    return call.final and call.content is not None and len(call.content) > PIECE


class _MaskAddresses(logging.Filter):
    """httpx writes whole addresses at INFO, and some platforms take keys in the address."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.args:
            record.msg, record.args = _QUERY.sub(f"?{MASK}", record.getMessage()), ()
        return True


logging.getLogger("httpx").addFilter(_MaskAddresses())
