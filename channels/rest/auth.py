"""How a site is shown who calls: what a mapping may say of it, and the one seam by which the engine uses it.

Every text here but names may be a template. It knows `config`, `secret`, `address` and `now`, as everywhere in a
mapping, and what each kind adds.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal, Protocol, Self

from pydantic import Field, model_validator

from channels.rest.requests import Request
from channels.rest.steps import MappingPart, Steps

Algorithm = Literal[
    "md5", "sha1", "sha256", "sha512", "sm3", "hmac-md5", "hmac-sha1", "hmac-sha256", "hmac-sha512", "hmac-sm3"
]
Texts = Mapping[str, str]
Known = Mapping[str, frozenset[str]]
"""Which parts are templates, and what each knows besides `config`, `secret`, `address`, `now`."""

NOTHING: frozenset[str] = frozenset()
MOMENT = frozenset({"time", "time_ms", "nonce"})
PARTS = frozenset({"method", "path", "pairs", "encoded", "joined", "values", "body", "body_md5", "body_sha256"})


class Auth(Protocol):
    """Shared by every call of one channel in this process, whichever thread makes it."""

    def begin(self) -> Mapping[str, Any]:
        """Logs in if need be. What templates of the calls know as `session` (a CSRF token …).

        Before bodies are rendered, as they may hold it. Raises one of `channels.errors`.
        """

    def finish(self, request: Request) -> Request:
        """The request as it goes out: headers, query and cookies added, signed. Nothing may change it after this."""

    def refused(self) -> bool:
        """The site did not accept who calls: forget the session. True where one more try may help."""


class Speaker(Protocol):
    """What an auth needs of the engine."""

    @property
    def address(self) -> str:
        """The site's, of the settings."""
        ...

    def now(self) -> datetime:
        """Aware UTC."""

    def names(self) -> Mapping[str, Any]:
        """What every template knows: `config`, `secret`, `address`, `now`."""

    def sign_in(self) -> Mapping[str, Any]:
        """Make the calls of `Login.steps`, without any auth; what they took. Raises one of `channels.errors`."""

    def forget(self) -> None:
        """Drop the site's cookies."""


class Basic(MappingPart):
    """HTTP Basic. `charset` is that of the name and the password in the header."""

    knows: ClassVar[Known] = {"user": NOTHING, "password": NOTHING}

    kind: Literal["basic"]
    user: str
    password: str
    charset: str = "utf-8"


class Fixed(MappingPart):
    """The same on every call: a token in a header, a key in the query."""

    knows: ClassVar[Known] = {"headers": NOTHING, "query": NOTHING}

    kind: Literal["fixed"]
    headers: Texts = Field(default_factory=dict)
    query: Texts = Field(default_factory=dict)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.headers and not self.query:
            raise ValueError("fixed 应写明 headers 或 query")
        return self


class Jwt(MappingPart):
    """A token minted for every call; `headers` and `query` are sent with it, and know it as `jwt`.

    `iat` and `exp` (`seconds` later) are added to `claims`, `alg` and `typ` to `header`. `key_is`: how `key` is
    written.
    """

    knows: ClassVar[Known] = {
        **dict.fromkeys(("key", "header", "claims"), NOTHING),
        **dict.fromkeys(("headers", "query"), frozenset({"jwt"})),
    }

    kind: Literal["jwt"]
    key: str
    key_is: Literal["text", "hex", "base64"] = "text"
    algorithm: Literal["HS256", "HS384", "HS512"] = "HS256"
    header: Mapping[str, Any] = Field(default_factory=dict)
    claims: Mapping[str, Any] = Field(default_factory=dict)
    seconds: Annotated[int, Field(ge=10, le=86400)] = 300
    headers: Texts = Field(default_factory=lambda: {"Authorization": "Bearer {{ jwt }}"})
    query: Texts = Field(default_factory=dict)


class Login(MappingPart):
    """Signing in by calls, again after the site forgot us. Cookies are kept.

    What the steps take is `session` for whatever comes after. `headers` and `query` go with every call but those of
    signing in. `lasts`: seconds after which we sign in anew without being told to.
    """

    knows: ClassVar[Known] = dict.fromkeys(("headers", "query"), frozenset({"session"}))

    kind: Literal["login"]
    steps: Steps
    headers: Texts = Field(default_factory=dict)
    query: Texts = Field(default_factory=dict)
    lasts: Annotated[int, Field(ge=10)] | None = None


class Signature(MappingPart):
    """A digest over the finished request.

    `query` and `headers` are added first (time, a nonce, who calls) and know `time` (seconds), `time_ms` and `nonce`
    (32 hex digits). `text` is what is digested; besides those it knows `method`, `path`, `pairs` (`a=1&b=2`),
    `encoded` (the same, percent-encoded), `joined` (`a1b2`) and `values` (`12`) of the query and form fields sorted by
    name, `body` (as text), `body_md5` and `body_sha256` (hex). `leaves_out`: names that are not signed; `empty`:
    whether fields without a value are. `sent_query` and `sent_headers` carry the result, which they know as
    `signature`.
    """

    knows: ClassVar[Known] = {
        **dict.fromkeys(("query", "headers"), MOMENT),
        "text": MOMENT | PARTS,
        "key": NOTHING,
        **dict.fromkeys(("sent_query", "sent_headers"), MOMENT | PARTS | {"signature"}),
    }

    kind: Literal["signature"]
    query: Texts = Field(default_factory=dict)
    headers: Texts = Field(default_factory=dict)
    algorithm: Algorithm
    text: str
    key: str = ""
    charset: str = "utf-8"
    written: Literal["hex", "HEX", "base64"] = "hex"
    leaves_out: Sequence[str] = ()
    empty: bool = True
    sent_query: Texts = Field(default_factory=dict)
    sent_headers: Texts = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_sent(self) -> Self:
        if not self.sent_query and not self.sent_headers:
            raise ValueError("签名应写明放在哪里：sent_query 或 sent_headers")
        if self.algorithm.startswith("hmac-") != bool(self.key):
            raise ValueError("hmac 算法应写明 key，其它算法把密钥写在 text 里")
        if self.algorithm.removeprefix("hmac-") not in hashlib.algorithms_available:
            raise ValueError(f"这台机器的 Python 没有 {self.algorithm} 算法")
        return self


class NoAuth(MappingPart):
    """Nothing is asked for: calls are known by the address they come from."""

    knows: ClassVar[Known] = {}

    kind: Literal["none"]


Authentication = Annotated[Basic | Fixed | Jwt | Login | Signature | NoAuth, Field(discriminator="kind")]
"""What a mapping says under `auth`."""
