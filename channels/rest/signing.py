"""A digest over the finished request, as platforms behind a gateway ask for it."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from channels.rest.auth import Signature, Speaker
from channels.rest.bodies import FORM
from channels.rest.requests import Request

Parts = Mapping[str, Callable[[Mapping[str, Any]], Any]]

UNRESERVED = "-_.~"
HMAC = "hmac-"


def random_nonce() -> str:
    return secrets.token_hex(16)


def with_texts(request: Request, query: Mapping[str, Any], headers: Mapping[str, Any]) -> Request:
    """With these added."""
    params = {name: str(value) for name, value in query.items()}
    sent = {name: str(value) for name, value in headers.items()}
    return replace(request, params={**request.params, **params}, headers={**request.headers, **sent})


class Sessionless:
    """Nothing is begun before a call, so nothing is forgotten either. `parts` are the mapping's templates."""

    def __init__(self, parts: Parts, speaker: Speaker) -> None:
        self._parts, self._speaker = parts, speaker

    def begin(self) -> Mapping[str, Any]:
        return {}

    def refused(self) -> bool:
        return False


class Signing(Sessionless):
    """`nonce` gives one that was never used."""

    def __init__(
        self, says: Signature, parts: Parts, speaker: Speaker, *, nonce: Callable[[], str] = random_nonce
    ) -> None:
        super().__init__(parts, speaker)
        self._says = says
        self._nonce = nonce

    def finish(self, request: Request) -> Request:
        moment = self._speaker.now().timestamp()
        known = {"time": int(moment), "time_ms": int(moment * 1000), "nonce": self._nonce()}
        known = {**self._speaker.names(), **known}
        request = with_texts(request, self._parts["query"](known), self._parts["headers"](known))
        known |= self._signed(request)
        known["signature"] = self._digest(str(self._parts["text"](known)))
        return with_texts(request, self._parts["sent_query"](known), self._parts["sent_headers"](known))

    def _signed(self, request: Request) -> dict[str, Any]:
        fields = self._fields(request)
        content = request.content
        return {
            "method": request.method,
            "path": urlsplit(self._speaker.address).path.rstrip("/") + request.path,
            "pairs": "&".join(f"{name}={value}" for name, value in fields),
            "encoded": "&".join(f"{self._quoted(name)}={self._quoted(value)}" for name, value in fields),
            "joined": "".join(f"{name}{value}" for name, value in fields),
            "values": "".join(value for _, value in fields),
            "body": content.decode(self._says.charset, "replace"),
            "body_md5": hashlib.md5(content, usedforsecurity=False).hexdigest(),
            "body_sha256": hashlib.sha256(content).hexdigest(),
        }

    def _fields(self, request: Request) -> Sequence[tuple[str, str]]:
        """Of query and form, sorted by name."""
        fields = list(request.params.items())
        kinds = [value for name, value in request.headers.items() if name.lower() == "content-type"]
        if any(kind.startswith(FORM) for kind in kinds):
            form = request.content.decode("ascii")
            fields += parse_qsl(form, keep_blank_values=True, encoding=self._says.charset)
        signed = [(name, value) for name, value in fields if name not in self._says.leaves_out]
        return sorted((name, value) for name, value in signed if value or self._says.empty)

    def _quoted(self, text: str) -> str:
        return quote(text, safe=UNRESERVED, encoding=self._says.charset)

    def _digest(self, text: str) -> str:
        content = text.encode(self._says.charset)
        name = self._says.algorithm
        if name.startswith(HMAC):
            key = str(self._parts["key"](self._speaker.names())).encode(self._says.charset)
            digest = hmac.new(key, content, name.removeprefix(HMAC)).digest()
        else:
            digest = hashlib.new(name, content, usedforsecurity=False).digest()
        if self._says.written == "base64":
            return base64.b64encode(digest).decode()
        return digest.hex() if self._says.written == "hex" else digest.hex().upper()
