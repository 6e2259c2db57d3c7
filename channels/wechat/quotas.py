"""Our own counting of what the platform rations, on the shelf so that all workers share one budget.

Staff must know before sending, so the platform's own count (openapi/quota/get, rationed and off by up to one per cent)
is asked for only where it says that a limit is used up: others may call for the account too, and an administrator can
have a limit given anew before midnight (clear_quota).

Source of the limits: 接口限制说明 for a new account; 群发: 1 a day (公众号), 4 a month and one
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
# Not counted, for they are hardly ever used up; shown when the platform says that they are.
ELSE_NAMES = {
    "freepublish/getarticle": "今天还可查看已发表文章（次）",
    "freepublish/batchget": "今天还可翻查发布列表（次）",
    "draft/add": "今天还可新建草稿（次）",
    "draft/get": "今天还可查看草稿（次）",
    "draft/batchget": "今天还可翻查草稿箱（次）",
    "draft/count": "今天还可查询草稿数（次）",
    "draft/delete": "今天还可删除草稿（次）",
    "message/custom/send": "今天还可发客服消息（条）",
    "media/get": "今天还可取公众发来的图片（次）",
    "menu/create": "今天还可推送菜单（次）",
}
LIMITS = {
    **DAILY,
    "draft/add": 1000,
    "draft/get": 500,
    "draft/batchget": 1000,
    "draft/count": 1000,
    "draft/delete": 1000,
    "message/custom/send": 500_000,
    "media/get": 200_000,
    "menu/create": 1000,
}
SAID = "，微信说已用完"
USED_UP, SENDS_USED_UP = 45009, 45028
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

    def used_up(self, call: str, code: int, now: datetime) -> None:
        """The platform says so, whatever was counted here: nothing is left until the limit is given anew."""
        if self._on:
            until = next_month(now) if code == SENDS_USED_UP and self._monthly else next_day(now)
            self._shelf.put(self._said(call), str(code), until)

    def said_used_up(self, now: datetime) -> list[str]:
        """The calls of which the platform said that today's are used up."""
        return [call for call in LIMITS if self._is_said(call, now)]

    def given_anew(self, call: str, left: int, now: datetime) -> None:
        """The platform says that so many are left after all."""
        self._shelf.drop(self._said(call))
        if call in DAILY:
            key, until = self._day(call, now)
            self._shelf.put(key, str(max(0, DAILY[call] - left)), until)

    def left(self, call: str, now: datetime) -> int:
        """How many are left today."""
        limit = DAILY.get(call, 1)
        if self._is_said(call, now):
            return 0
        return max(0, limit - self._used(self._day(call, now)[0], now)) if self._on else limit

    def require(self, call: str, now: datetime, *, reserve: int = 0) -> None:
        """Raises `TryLater` until the limit is given anew, when fewer than `reserve` + 1 are left."""
        if self._on and call == MASS and self._monthly and self._left_this_month(now) < 1:
            raise TryLater("本月 4 次群发已用完", when="下月 1 日零点后", wait=next_month(now) - now)
        if self.left(call, now) <= reserve:
            raise TryLater("今天的次数已用完", when="明天零点后", wait=next_day(now) - now)

    def allowance(self, now: datetime, *, mass: bool) -> list[Quota]:
        """For staff: what is left of publishing, asking and deleting, or of 群发; and what the platform withholds."""
        if not mass:
            counted = [self._quota(call, name, now) for call, name in NAMES.items()]
            return [*counted, *self.withheld(now)]
        said = SAID if self._is_said(MASS, now) else ""
        today = Quota(f"今天还可群发（次）{said}", self.left(MASS, now), 1, next_day(now))
        month = Quota(f"本月还可群发（次）{said}", self._left_this_month(now), 4, next_month(now))
        return [today, *([month] if self._monthly else []), *self.withheld(now)]

    def withheld(self, now: datetime) -> list[Quota]:
        """Those that are not counted here and that the platform says are used up."""
        return [self._quota(call, name, now) for call, name in ELSE_NAMES.items() if self._is_said(call, now)]

    def _quota(self, call: str, name: str, now: datetime) -> Quota:
        said = SAID if self._is_said(call, now) else ""
        return Quota(name + said, self.left(call, now), LIMITS[call], next_day(now))

    def _left_this_month(self, now: datetime) -> int:
        if self._on and self._shelf.get(self._said(MASS), now) == str(SENDS_USED_UP):
            return 0
        return max(0, 4 - self._used(self._month(MASS, now)[0], now)) if self._on else 4

    def _said(self, call: str) -> str:
        return f"{self._prefix}:{call}:said"

    def _is_said(self, call: str, now: datetime) -> bool:
        return self._on and self._shelf.get(self._said(call), now) is not None

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
