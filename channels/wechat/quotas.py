"""Our own counting of what the platform rations, on the shelf so that all workers share one budget.

The platform has a call that tells what is left, but it is rationed too and off by up to one per cent; staff must
know before sending. Source of the limits: 接口限制说明 for a new account; 群发: 1 a day (公众号), 4 a month and one
send-to-all a day (服务号).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from channels.channel import Quota
from channels.errors import TryLater
from channels.wechat.days import next_day, next_month
from content.shelf import Shelf
from content.zone import SHANGHAI

DAILY: Mapping[str, int] = {
    "freepublish/submit": 100,
    "freepublish/get": 100,
    "freepublish/getarticle": 100,
    "freepublish/batchget": 100,
    "freepublish/delete": 10,
}
MASS = "message/mass/sendall"
# Kept back from following, for looking after what went wrong.
RESERVE = 20
NAMES = {
    "freepublish/submit": "今天还可发布（次）",
    "freepublish/get": "今天还可查询发布结果（次）",
    "freepublish/delete": "今天还可删除已发表文章（次）",
}
TRIES = 50


class Quotas:
    """`prefix` names the account on the shelf; `on` is False where the platform (a sandbox) does not ration."""

    def __init__(self, shelf: Shelf, prefix: str, *, account: str, on: bool) -> None:
        self._shelf = shelf
        self._prefix = f"{prefix}:used"
        self._monthly = account == "service"
        self._on = on

    def spend(self, call: str, now: datetime) -> None:
        """Count one use of a rationed call."""
        for key, until in self._counters(call, now):
            self._add(key, 1, until=until, now=now)

    def give_back(self, call: str, now: datetime, reason: str) -> None:
        """A 群发 that failed afterwards does not count; `reason` names it, so that it is given back only once."""
        until = now + timedelta(days=40)
        if self._on and self._shelf.swap(f"{self._prefix}:{call}:back:{reason}", None, "1", until=until, now=now):
            for key, end in self._counters(call, now):
                self._add(key, -1, until=end, now=now)

    def left(self, call: str, now: datetime) -> int:
        """How many are left today."""
        limit = DAILY.get(call, 1)
        return max(0, limit - self._used(self._day(call, now)[0], now)) if self._on else limit

    def require(self, call: str, now: datetime, *, reserve: int = 0) -> None:
        """Raises `TryLater` until the limit is given anew, when fewer than `reserve` + 1 are left."""
        if self._on and call == MASS and self._monthly and self._left_this_month(now) < 1:
            raise TryLater("本月 4 次群发已用完，下月 1 日零点后自动再试。", wait=next_month(now) - now)
        if self.left(call, now) <= reserve:
            raise TryLater("今天的次数已用完，明天零点后自动再试。", wait=next_day(now) - now)

    def allowance(self, now: datetime, *, mass: bool) -> list[Quota]:
        """For staff: what is left of publishing, asking and deleting, or of 群发."""
        if not mass:
            return [Quota(says, self.left(call, now), DAILY[call], next_day(now)) for call, says in NAMES.items()]
        today = Quota("今天还可群发（次）", self.left(MASS, now), 1, next_day(now))
        if not self._monthly:
            return [today]
        return [today, Quota("本月还可群发（次）", self._left_this_month(now), 4, next_month(now))]

    def _left_this_month(self, now: datetime) -> int:
        return max(0, 4 - self._used(self._month(MASS, now)[0], now)) if self._on else 4

    def _used(self, key: str, now: datetime) -> int:
        return int(self._shelf.get(key, now) or 0)

    def _counters(self, call: str, now: datetime) -> list[tuple[str, datetime]]:
        if not self._on:
            return []
        monthly = [self._month(call, now)] if call == MASS and self._monthly else []
        return [self._day(call, now), *monthly]

    def _add(self, key: str, step: int, *, until: datetime, now: datetime) -> None:
        for _ in range(TRIES):
            old = self._shelf.get(key, now)
            new = str(max(0, int(old or 0) + step))
            if self._shelf.swap(key, old, new, until=until, now=now):
                return

    def _day(self, call: str, now: datetime) -> tuple[str, datetime]:
        return f"{self._prefix}:{call}:{now.astimezone(SHANGHAI):%Y-%m-%d}", next_day(now) + timedelta(hours=1)

    def _month(self, call: str, now: datetime) -> tuple[str, datetime]:
        return f"{self._prefix}:{call}:{now.astimezone(SHANGHAI):%Y-%m}", next_month(now) + timedelta(hours=1)
