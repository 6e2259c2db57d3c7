"""The ways of showing who calls that need no digest over the request; and the one a mapping asks for."""

import base64
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from channels.errors import Misconfigured
from channels.rest.auth import Auth, Authentication, Basic, Fixed, Jwt, Login, Signature, Speaker
from channels.rest.requests import Request
from channels.rest.signing import Parts, Sessionless, Signing, with_texts
from channels.rest.templates import Shapes
from content.lined import Path

Tree = Callable[[Any, Path, Shapes], Callable[[Mapping[str, Any]], Any]]
READ: Mapping[str, Callable[[str], bytes]] = {"text": str.encode, "hex": bytes.fromhex, "base64": base64.b64decode}


def parts_of(says: Authentication, tree: Tree, outside: Shapes) -> Parts:
    """The templates of what a mapping says under `auth`, compiled by `tree`."""
    return {
        name: tree(getattr(says, name), ("auth", name), {**outside, **dict.fromkeys(known, frozenset())})
        for name, known in says.knows.items()
    }


def auth_of(says: Authentication, parts: Parts, speaker: Speaker) -> Auth:
    """What a mapping says under `auth`, at work."""
    match says:
        case Basic():
            return Named(says, parts, speaker)
        case Jwt():
            return Minted(says, parts, speaker)
        case Login():
            return SignedIn(says, parts, speaker)
        case Signature():
            return Signing(says, parts, speaker)
        case Fixed():
            return Sent(parts, speaker)
        case _:
            return Unknown(parts, speaker)


class Unknown(Sessionless):
    """Nobody is told who calls."""

    def finish(self, request: Request) -> Request:
        return request


class Named(Sessionless):
    """HTTP Basic (RFC 7617)."""

    def __init__(self, says: Basic, parts: Parts, speaker: Speaker) -> None:
        super().__init__(parts, speaker)
        self._charset = says.charset

    def finish(self, request: Request) -> Request:
        known = self._speaker.names()
        shown = f"{self._parts['user'](known)}:{self._parts['password'](known)}".encode(self._charset)
        return with_texts(request, {}, {"Authorization": f"Basic {base64.b64encode(shown).decode()}"})


class Sent(Sessionless):
    """Headers and query that are the same on every call."""

    def finish(self, request: Request) -> Request:
        known = self._speaker.names()
        return with_texts(request, self._parts["query"](known), self._parts["headers"](known))


class Minted(Sessionless):
    """A JSON Web Token of its own for every call (RFC 7519, HMAC)."""

    def __init__(self, says: Jwt, parts: Parts, speaker: Speaker) -> None:
        super().__init__(parts, speaker)
        self._says = says

    def finish(self, request: Request) -> Request:
        known = {**self._speaker.names(), "jwt": self._token(int(self._speaker.now().timestamp()))}
        return with_texts(request, self._parts["query"](known), self._parts["headers"](known))

    def _token(self, now: int) -> str:
        known = self._speaker.names()
        header = {"alg": self._says.algorithm, "typ": "JWT", **self._parts["header"](known)}
        claims = {"iat": now, "exp": now + self._says.seconds, **self._parts["claims"](known)}
        signed = b".".join(_url64(json.dumps(part, separators=(",", ":")).encode()) for part in (header, claims))
        digest = hmac.new(self._key(), signed, f"sha{self._says.algorithm[2:]}").digest()
        return b".".join((signed, _url64(digest))).decode()

    def _key(self) -> bytes:
        key = str(self._parts["key"](self._speaker.names()))
        try:
            return READ[self._says.key_is](key)
        except ValueError:
            # Not chained: the cause holds the key.
            raise Misconfigured(f"密钥的写法不对，应是 {self._says.key_is}，请核对渠道设置里的密钥。") from None


class SignedIn:
    """A session that calls of its own begin; kept until it is old or the site forgets it."""

    def __init__(self, says: Login, parts: Parts, speaker: Speaker) -> None:
        self._says, self._parts, self._speaker = says, parts, speaker
        self._lock = Lock()
        self._session: Mapping[str, Any] = {}
        self._until: datetime | None = None
        self._is_known = False

    def begin(self) -> Mapping[str, Any]:
        with self._lock:
            now = self._speaker.now()
            if not self._is_known or (self._until is not None and now >= self._until):
                self._speaker.forget()
                self._session = self._speaker.sign_in()
                self._is_known = True
                self._until = now + timedelta(seconds=self._says.lasts) if self._says.lasts else None
            return self._session

    def finish(self, request: Request) -> Request:
        known = {**self._speaker.names(), "session": self._session}
        return with_texts(request, self._parts["query"](known), self._parts["headers"](known))

    def refused(self) -> bool:
        with self._lock:
            # Kept until there is another: a call of another thread may be about to go out with it.
            self._is_known = False
            return True


def _url64(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")
