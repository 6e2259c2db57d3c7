"""A request to the sandbox's platform, and the refusals it may get."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_ESCAPE = re.compile(rb"(?<!\\)((?:\\\\)*)\\u(?=[0-9a-fA-F]{4})")

MESSAGES: Mapping[int, str] = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40003: "invalid openid",
    40004: "invalid media type",
    40005: "invalid file type",
    40007: "invalid media_id",
    40008: "invalid message type",
    40009: "invalid image size",
    40013: "invalid appid",
    40016: "invalid button size",
    40017: "invalid button type",
    40018: "invalid button name size",
    40019: "invalid button key size",
    40020: "invalid button url size",
    40022: "invalid sub button level",
    40023: "invalid sub button size",
    40024: "invalid sub button type",
    40025: "invalid sub button name size",
    40026: "invalid sub button key size",
    40027: "invalid sub button url size",
    40029: "invalid code",
    40033: "invalid charset. please check your request, if include \\uxxxx will create fail!",
    40054: "invalid sub button url domain",
    40055: "invalid button url domain",
    40059: "invalid msg id",
    40060: "invalid article idx",
    40066: "invalid url",
    40114: "invalid index value",
    40125: "invalid appsecret",
    40137: "invalid image format",
    40163: "code been used",
    41001: "access_token missing",
    41005: "media data missing",
    41039: "invalid content_source_url",
    41008: "missing code",
    42001: "access_token expired",
    42003: "oauth_code expired",
    43002: "require POST method",
    43004: "require subscribe",
    44002: "empty post data",
    44004: "empty content",
    45002: "content size out of limit",
    45003: "title size out of limit",
    45004: "description size out of limit",
    45005: "url size out of limit",
    45008: "article size out of limit",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit, must slower, retry next minute",
    45015: "response out of time limit or subscription is canceled",
    45028: "has no masssend quota",
    45047: "out of response count limit",
    45065: "clientmsgid exist",
    45066: "same clientmsgid retry too fast",
    45067: "clientmsgid size out of limit",
    45072: "invalid typing command",
    45080: "no message in the last 30 seconds",
    45081: "already typing",
    45110: "author size out of limit",
    45166: "invalid content",
    47001: "data format error",
    46003: "menu no exist",
    48001: "api unauthorized",
    48002: "user refuses to receive messages",
    48006: "forbid to clear quota because of reaching the limit",
    53502: "invalid publish id",
    53503: "draft can not pass publish check",
    53600: "invalid article id",
    76021: "cgi_path not found",
    87009: "invalid signature",
    88000: "without comment privilege",
    88001: "msg_data is not exists",
    88002: "the article is limit for safety",
    88003: "elected comment upper limit",
    88004: "comment was deleted by user",
    88005: "already reply",
    88007: "reply content beyond max len or content len is zero",
    88008: "comment is not exists",
    88010: "count range error. cout <= 0 or count > 50",
    89505: "need admin confirm",
}


class Refusal(Exception):
    """An answer with a code that is not 0; `more` are further fields of the answer."""

    def __init__(self, code: int, message: str = "", **more: Any) -> None:
        super().__init__(code)
        self.answer = {"errcode": code, "errmsg": message or MESSAGES.get(code, "error"), **more}


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer that is no JSON."""

    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """`now` is the sandbox's clock in Unix seconds, `base` the address it was called at."""

    method: str
    query: Mapping[str, str]
    now: float
    base: str
    address: str = "127.0.0.1"
    raw: bytes = b""
    upload: tuple[str, bytes] | None = None
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_escapes(self) -> bool:
        return _ESCAPE.search(self.raw) is not None

    def body(self) -> dict[str, Any]:
        """The JSON of a POST; `\\uXXXX` stays as it stands, which is why clients must send real UTF-8."""
        if not self.raw:
            raise Refusal(44002)
        try:
            body = json.loads(_ESCAPE.sub(rb"\1\\\\u", self.raw))
        except ValueError:
            raise Refusal(47001) from None
        if not isinstance(body, dict):
            raise Refusal(47001)
        return body


def span(body: Mapping[str, Any]) -> tuple[int, int]:
    """offset and count (1..20) of a list call."""
    offset, count = body.get("offset", 0), body.get("count", 20)
    if not (isinstance(offset, int) and isinstance(count, int) and offset >= 0 and 1 <= count <= 20):
        raise Refusal(40002, "invalid args")
    return offset, count
