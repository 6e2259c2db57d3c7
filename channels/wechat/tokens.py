"""The access token: one for all workers, on the shelf, renewed by one of them at a time.

Source: 获取稳定版接口调用凭据. Asking in the normal way gives the same token while it is valid and a new one in its
last five minutes, in which both work. `force_refresh` ends the old one at once; it is allowed 20 times a day.
"""

import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from channels.channel import Clock
from channels.errors import TryLater
from content.shelf import Shelf

OVERLAP = timedelta(minutes=5)
LEASE = timedelta(seconds=40)
STEP_SECONDS = 0.1
# One look at the shelf serves this process for so long: a token lives two hours, and a dead one is noticed anyway.
GLANCE = timedelta(seconds=5)

Fetch = Callable[[bool], dict[str, Any]]
"""Asks the platform (`True` = force a new one); returns its answer; raises `ChannelError`."""


@dataclass(frozen=True, slots=True)
class Token:
    """`renew_at`: from then on a new one may be had while this one still works; `until`: it is dead."""

    value: str
    renew_at: datetime
    until: datetime

    def __repr__(self) -> str:
        return f"Token(until={self.until})"


class Tokens:
    """Safe to use from several threads and processes."""

    def __init__(self, shelf: Shelf, prefix: str, clock: Clock, fetch: Fetch) -> None:
        self._shelf = shelf
        self._key = f"{prefix}:token"
        self._lease = f"{prefix}:token-lease"
        self._clock = clock
        self._fetch = fetch
        self._seen: tuple[datetime, Token] | None = None

    def current(self) -> str:
        """A token that should work. Raises `ChannelError` when none can be had."""
        now = self._clock()
        if self._seen and self._seen[0] <= now < self._seen[0] + GLANCE and now < self._seen[1].renew_at:
            return self._seen[1].value
        kept = self._kept(now)
        if kept and now < kept.renew_at:
            return self._remember(kept, now)
        return self._renewed(stale="")

    def after(self, stale: str) -> str:
        """One that works now that the platform has refused `stale`: somebody's newer one, or a forced new one."""
        self._seen = None
        now = self._clock()
        kept = self._kept(now)
        if kept and kept.value != stale:
            return self._remember(kept, now)
        return self._renewed(stale=stale)

    def _renewed(self, *, stale: str) -> str:
        mine = secrets.token_hex(8)
        for _ in range(int(LEASE.total_seconds() / STEP_SECONDS)):
            now = self._clock()
            kept = self._kept(now)
            if kept and kept.value != stale and now < kept.renew_at:
                return self._remember(kept, now)
            if self._shelf.swap(self._lease, None, mine, until=now + LEASE, now=now):
                return self._fetched(mine, stale)
            if kept and kept.value != stale:
                return kept.value  # another worker is renewing; this one works until it is done
            time.sleep(STEP_SECONDS)
        raise TryLater("正在等另一进程换取微信访问令牌", when="稍后", wait=timedelta(seconds=30))

    def _fetched(self, mine: str, stale: str) -> str:
        try:
            # Somebody may have finished between our look and our lease.
            kept = self._kept(self._clock())
            if kept and kept.value != stale and self._clock() < kept.renew_at:
                return self._remember(kept, self._clock())
            answer = self._fetch(bool(stale))
            return self._put(str(answer["access_token"]), float(answer.get("expires_in") or 7200))
        finally:
            if self._shelf.get(self._lease, self._clock()) == mine:
                self._shelf.drop(self._lease)

    def _put(self, value: str, seconds: float) -> str:
        now = self._clock()
        until = now + timedelta(seconds=seconds)
        # The platform may hand out the old one for its last seconds: then ask again soon, not at every call.
        token = Token(value, max(until - OVERLAP, min(now + timedelta(seconds=20), until)), until)
        record = {"value": value, "renew_at": token.renew_at.timestamp(), "until": until.timestamp()}
        self._shelf.put(self._key, json.dumps(record), until)
        return self._remember(token, now)

    def _kept(self, now: datetime) -> Token | None:
        text = self._shelf.get(self._key, now)
        if text is None:
            return None
        record = json.loads(text)
        renew_at, until = (datetime.fromtimestamp(record[name], UTC) for name in ("renew_at", "until"))
        return Token(record["value"], renew_at, until) if now < until else None

    def _remember(self, token: Token, now: datetime) -> str:
        self._seen = (now, token)
        return token.value
