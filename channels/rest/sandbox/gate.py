"""Who calls: the signed query of a call, checked as the interface describes it."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from channels.rest.sandbox.speech import Said
from channels.rest.sandbox.state import State

WINDOW = timedelta(minutes=5)
NONCE = re.compile(r"[0-9a-f]{32}")
NAMES = frozenset({"appId", "timestamp", "nonce", "sign"})


class Stopped(Exception):
    """The call is not answered with what it wants; `code` as in the interface, `more` is what the answer holds."""

    def __init__(self, code: int, says: str, more: Said | None = None) -> None:
        super().__init__(says)
        self.code, self.says, self.more = code, says, more or {}


class Gate:
    """`algorithm`: hmac-sha256, md5 or sm3, as the administrator chose."""

    def __init__(self, app_id: str, secret: str, algorithm: str) -> None:
        self._app_id, self._secret, self._algorithm = app_id, secret, algorithm

    def let_in(self, query: Mapping[str, str], body: bytes, *, state: State, now: datetime) -> None:
        """Raises `Stopped`."""
        if query.keys() != NAMES or query["appId"] != self._app_id:
            raise Stopped(1004, "没有这个应用账号")
        if not hmac.compare_digest(self.signature(query, body).encode(), query["sign"].encode()):
            raise Stopped(1001, "签名不对")
        if not query["timestamp"].isdecimal() or abs(now.timestamp() - int(query["timestamp"]) / 1000) > WINDOW.seconds:
            raise Stopped(1002, "时间相差超过 5 分钟")
        if not NONCE.fullmatch(query["nonce"]) or not state.spend(query["nonce"], now, 2 * WINDOW.seconds):
            raise Stopped(1003, "随机数用过了")

    def signature(self, query: Mapping[str, str], body: bytes) -> str:
        pairs = "&".join(f"{name}={query[name]}" for name in sorted(query) if name != "sign")
        text = f"{pairs}&body={hashlib.md5(body, usedforsecurity=False).hexdigest()}"
        if self._algorithm == "hmac-sha256":
            return hmac.new(self._secret.encode(), text.encode(), "sha256").hexdigest()
        keyed = f"{text}&key={self._secret}".encode()
        return hashlib.new(self._algorithm, keyed, usedforsecurity=False).hexdigest()
