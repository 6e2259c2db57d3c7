"""How fresh the website, its columns and the accounts are (内容更新), and what to do about it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median_high
from types import MappingProxyType

from content.freshness_rules import (
    A_YEAR,
    ANY_COLUMNS,
    EMPTY_COLUMNS,
    NEWS_AND_NOTICES,
    UNANSWERED,
    Sort,
)
from content.zone import day_of, to_the_minute

REMEMBERED = timedelta(days=180)
"""The rhythm is that of the last six months."""
FEWEST = 3
"""Days with something new, below which there is no rhythm."""
LONGEST_SOON, SHORTEST_SOON = 30, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A column of a website, its home page, or an account. `days`: the limit that holds here; None = there is none.

    `column` is "" for a home page or an account; `channel` as in the settings.
    """

    channel: str
    name: str
    sort: Sort
    days: int | None
    column: str = ""


class Way(StrEnum):
    """What is still to happen before something on its way is public."""

    SCHEDULED = "scheduled"
    STARTED = "started"
    BY_HAND = "by_hand"
    NOT_ORDERED = "not_ordered"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Something on its way to a channel. `at`: when it is sent, None where that depends on a person.

    `says`: why it does not go by itself, for STOPPED.
    """

    ref: str
    title: str
    channel: str
    column: str
    way: Way
    at: datetime | None = None
    says: str = ""


class Level(StrEnum):
    """How urgent a place is, the most urgent first."""

    OVER = "over"
    EMPTY = "empty"
    SOON = "soon"
    SLOW = "slow"
    FINE = "fine"

    @property
    def chinese(self) -> str:
        return LEVELS[self]


LEVELS: Mapping[Level, str] = MappingProxyType(
    {Level.OVER: "已超期", Level.EMPTY: "空白", Level.SOON: "快到期", Level.SLOW: "可能断更", Level.FINE: "正常"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """A place on a day. `last`: when something new last became public there that still is; None = never.

    `recent`: the days with something new, newest first. `coming`: what is on its way there.
    """

    place: Place
    today: date
    last: datetime | None
    recent: tuple[date, ...] = ()
    coming: tuple[Coming, ...] = ()

    @property
    def due(self) -> date | None:
        """The last day on which something new keeps it from being stale."""
        if self.last is None or self.place.days is None:
            return None
        return day_of(self.last) + timedelta(days=self.place.days)

    @property
    def left(self) -> int | None:
        """Days until then; 0 = it must be today, negative = stale for so many days."""
        return (self.due - self.today).days if self.due else None

    @property
    def usual(self) -> int | None:
        """Days from one to the next, as a rule of the last months (the median); None where there were too few."""
        days = [day for day in self.recent if day > self.today - REMEMBERED]
        gaps = [(later - earlier).days for later, earlier in pairwise(days)]
        return median_high(gaps) if len(days) >= FEWEST else None

    @property
    def expected(self) -> date | None:
        """When the next one comes if all goes on as usual; today, where that day is past."""
        if self.usual is None or not self.recent:
            return None
        return max(self.recent[0] + timedelta(days=self.usual), self.today)

    @property
    def is_quiet(self) -> bool:
        """Nothing came for twice as long as usual: it cannot be counted on that all goes on so."""
        return self.usual is not None and (self.today - self.recent[0]).days > 2 * self.usual

    @property
    def in_time(self) -> Coming | None:
        """The first that comes by itself before the place is stale."""
        timed = [one for one in self.coming if one.way in (Way.SCHEDULED, Way.STARTED)]
        good = [one for one in timed if self.due is None or one.at is None or day_of(one.at) <= self.due]
        return min(good, key=lambda one: one.at.timestamp() if one.at else 0, default=None)

    @property
    def level(self) -> Level:
        if self.last is None:
            return Level.EMPTY
        if self.left is None or self.place.days is None:
            return Level.FINE
        if self.left < 0:
            return Level.OVER
        if self.in_time:
            return Level.FINE
        if self.left <= max(SHORTEST_SOON, min(LONGEST_SOON, self.place.days // 5)):
            return Level.SOON
        return Level.SLOW if self._will_lapse else Level.FINE

    @property
    def is_over(self) -> bool:
        """Whether a check today finds fault with it by itself; an empty column only does together with others."""
        return self.level is Level.OVER or (self.level is Level.EMPTY and self.place.sort in (Sort.HOME, Sort.ACCOUNT))

    @property
    def says(self) -> str:
        """How it stands and what to do, for a clerk; "" where nothing need be done."""
        if self.level is Level.FINE:
            return ""
        return f"{self.place.name}{self._state}。{self._what_to_do}"

    @property
    def forecast(self) -> str:
        """What its rhythm says of the time to come, if nothing is put on its way; "" where there is none."""
        if self.usual is None or self.due is None or self.left is None or self.left < 0:
            return ""
        usual = f"近半年通常每{self.usual}天有新内容"
        if self.is_quiet:
            return f"{usual}，现在已停{(self.today - self.recent[0]).days}天；没有安排的话，{self.due}以后断更"
        if self._will_lapse:
            return f"{usual}，照此下一条在{self.expected}，晚于期限{self.due}"
        return f"{usual}，照此下一条在{self.expected}，期限{self.due}"

    @property
    def _will_lapse(self) -> bool:
        late = self.expected is not None and self.due is not None and self.expected > self.due
        return late or self.is_quiet

    @property
    def _state(self) -> str:
        if self.last is None:
            return "还没有内容"
        since = f"最后更新 {day_of(self.last)}"
        if self.left is not None and self.left < 0:
            return f"已超期{-self.left}天（{since}，期限{self.place.days}天）"
        if self.level is Level.SLOW:
            return f"可能断更（{since}；{self.forecast}）"
        left = "今天到期" if self.left == 0 else f"还有{self.left}天到期"
        return f"{left}（{since}，最迟 {self.due} 要有新内容）"

    @property
    def _what_to_do(self) -> str:
        first = self.in_time or min(self.coming, key=_nearness, default=None)
        if first is None:
            return f"请安排一篇新稿{f'，栏目写“{self.place.column}”' if self.place.column else ''}。"
        words = IN_TIME if first is self.in_time and first.way is Way.SCHEDULED else WHAT_TO_DO[first.way]
        return words.format(
            one=f"{first.ref}《{first.title}》",
            ref=first.ref,
            channel=first.channel,
            at=to_the_minute(first.at) if first.at else "",
            says=first.says,
        )


IN_TIME = "{one}将在 {at} 发出。"
WHAT_TO_DO: Mapping[Way, str] = MappingProxyType(
    {
        Way.SCHEDULED: "{one}安排在 {at} 发出，赶不上；请另发一篇，或取消后提前发（gongkai cancel {ref}@{channel}）。",
        Way.STARTED: "{one}正在发出，请稍后用 gongkai status {ref} 看结果。",
        Way.BY_HAND: "{one}在等人转发，请尽快领取：gongkai claim {ref}@{channel}。",
        Way.NOT_ORDERED: "{one}已批准、还没有发布，请发布：gongkai publish {ref} --to {channel}。",
        Way.STOPPED: "{one}发不出去：{says}。",
    }
)
"""For the nearest of what is on its way, where it does not come in time by itself."""
NEAREST = (Way.STARTED, Way.BY_HAND, Way.NOT_ORDERED, Way.STOPPED, Way.SCHEDULED)


def _nearness(coming: Coming) -> tuple[int, str]:
    return NEAREST.index(coming.way), coming.at.isoformat() if coming.at else ""


def by_urgency(places: Sequence[Freshness]) -> list[Freshness]:
    """The most urgent first; where a check finds fault at once, before a column of which several must be."""
    order = list(Level)
    return sorted(
        places,
        key=lambda one: (not one.is_over, order.index(one.level), one.left if one.left is not None else A_YEAR),
    )


def vetoes(places: Sequence[Freshness], unanswered: int) -> list[str]:
    """What a check today would veto (单项否决), in words. `unanswered`: 咨询 letters of a year past their time."""
    columns = [one for one in places if one.place.column]
    stale = [one for one in columns if _is_stale(one)]
    counted = [one for one in stale if one.place.sort in (Sort.NEWS, Sort.NOTICES)]
    empty = [one for one in columns if one.last is None]
    alone = [one for one in places if not one.place.column and (one.last is None or _is_stale(one))]
    return [
        *(f"{one.place.name}{'超过两周没有新内容' if one.last else '还没有内容'}" for one in alone),
        *_too_many(counted, NEWS_AND_NOTICES, "动态要闻、通知公告和政策文件类栏目超期"),
        *_too_many(stale, ANY_COLUMNS, "应更新未更新的栏目"),
        *_too_many(empty, EMPTY_COLUMNS, "空白栏目"),
        *([f"一年内有{unanswered}件咨询过了期限没有答复，超过{UNANSWERED}件"] if unanswered > UNANSWERED else []),
    ]


def _is_stale(one: Freshness) -> bool:
    """By the national rule, or the settings' where there is none; a stricter one of the settings vetoes nothing."""
    days = one.place.sort.days or one.place.days
    return one.last is not None and days is not None and (one.today - day_of(one.last)).days > days


def _too_many(found: Sequence[Freshness], most: int, what: str) -> list[str]:
    names = "、".join(one.place.column for one in found)
    return [f"{what}有{len(found)}个，达到{most}个：{names}"] if len(found) >= most else []
