"""How fresh the website, its columns and the accounts are, and whether what is on its way comes in time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.actions.checking import channels_of
from bot.views.channels import called
from bot.views.inbox import answer_days
from channels.channel import Records
from content.freshness import Coming, Freshness, Place, Way, by_urgency, vetoes
from content.freshness_rules import A_YEAR, Sort, sort_of
from content.registers.working_days import working_days_after
from content.store.store import Work
from content.store.updates import Outlet
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App

MOST_DAYS = 13
"""Of the days with something new, as many as make twelve gaps."""
CONSULTING = "咨询"


@dataclass(frozen=True, slots=True)
class Watched:
    """Every place, the most urgent first; `unanswered`: 咨询 letters of a year whose time to be answered is over."""

    today: date
    places: tuple[Freshness, ...]
    unanswered: int
    vetoes: tuple[str, ...]

    @property
    def is_over(self) -> bool:
        """Whether a check today finds fault."""
        return bool(self.vetoes) or any(one.is_over for one in self.places)

    @property
    def warnings(self) -> list[str]:
        return [says for one in self.places if (says := one.says)]

    def as_json(self) -> dict[str, Any]:
        """The shape others rely on."""
        return {
            "today": self.today,
            "over": self.is_over,
            "vetoes": self.vetoes,
            "unanswered": self.unanswered,
            "places": [_as_json(one) for one in self.places],
        }


def freshness(app: "App", now: datetime) -> Watched:
    today = day_of(now)
    with app.store.read() as work:
        coming = [*work.updates.coming(), *_not_ordered(app, work)]
        coming = _stopped(work, coming)
        places = [one for name in app.channels for one in _of_channel(app, work, name, coming=coming, today=today)]
        unanswered = _unanswered(app, work, now)
    return Watched(today, tuple(by_urgency(places)), unanswered, tuple(vetoes(places, unanswered)))


def _of_channel(app: "App", work: Work, name: str, *, coming: Sequence[Coming], today: date) -> list[Freshness]:
    """The whole first, then its columns where it is a website; none of what is only written down."""
    settings, channel = app.settings.channels[name], app.channels[name]
    if isinstance(channel, Records):
        return []
    outlet = _outlet(app, name)
    filled = work.updates.columns(outlet.medium)
    places = [_whole(app, name), *(_columns(app, name) if settings.is_site else [])]
    wanted = dict.fromkeys([*filled, *(place.column for place in places if place.column)])
    days, last = work.updates.days(outlet, wanted, MOST_DAYS), work.updates.last(outlet, wanted)
    here = [one for one in coming if one.channel == name]
    return [
        Freshness(
            place=place,
            today=today,
            last=last.get(place.column) if place.column else max(last.values(), default=None),
            recent=_recent([days[place.column]] if place.column else days.values()),
            coming=tuple(one for one in here if place.column in ("", one.column)),
        )
        for place in places
    ]


def _whole(app: "App", name: str) -> Place:
    rules = app.settings.freshness
    if app.settings.channels[name].is_site:
        return Place(channel=name, name=f"{called(app, name)}首页", sort=Sort.HOME, days=rules.home_days)
    return Place(channel=name, name=called(app, name), sort=Sort.ACCOUNT, days=rules.account_days)


def _columns(app: "App", name: str) -> list[Place]:
    """Those whose items go there; how fresh the settings want them, else the rule for what their name says."""
    found = [column for column in app.settings.columns if not column.channels or name in column.channels]
    places = []
    for column in found:
        sort = sort_of(column.name)
        days = column.fresh_days or sort.days
        says = f"{called(app, name)}栏目“{column.name}”"
        places.append(Place(channel=name, name=says, sort=sort, days=days, column=column.name))
    return places


def _outlet(app: "App", name: str) -> Outlet:
    """What was imported of a medium belongs to the one channel that counts as it."""
    medium = app.settings.channels[name].medium
    alone = Counter(kind.medium for kind in app.settings.channels.values())[medium] == 1
    return Outlet(medium, (name, "") if alone else (name,))


def _recent(lists: Iterable[Sequence[date]]) -> tuple[date, ...]:
    return tuple(sorted({day for days in lists for day in days}, reverse=True)[:MOST_DAYS])


def _not_ordered(app: "App", work: Work) -> list[Coming]:
    """What is approved and waits for somebody to order it out, once per channel where no edition of it is yet."""
    waiting = work.items.editions([review.ref for review in work.reviews.not_ordered()])
    out = work.log.published({edition.item_id for edition in waiting.values()})
    return [
        Coming(ref=ref, title=edition.item.title, channel=name, column=edition.item.column, way=Way.NOT_ORDERED)
        for ref, edition in waiting.items()
        for name in channels_of(app, edition.item)
        if (edition.item_id, name) not in out
    ]


def _stopped(work: Work, coming: Sequence[Coming]) -> list[Coming]:
    """What is scheduled on a channel that is paused does not come by itself."""
    why = {name: work.dispatches.paused(name) for name in {one.channel for one in coming}}

    def seen(one: Coming) -> Coming:
        stopped = why[one.channel] if one.way is Way.SCHEDULED else None
        return one if stopped is None else replace(one, way=Way.STOPPED, says=f"渠道已暂停，{stopped.rstrip('。')}")

    return [seen(one) for one in coming]


def _unanswered(app: "App", work: Work, now: datetime) -> int:
    """By the days the office promised, else the five working days within which a simple question is to be answered."""
    topics = tuple(topic for topic in app.settings.chat.topics if CONSULTING in topic)
    waiting = work.letters.waiting_since(now - timedelta(days=A_YEAR), topics)
    calendar, days = work.holidays.calendar(), answer_days(app)
    return sum(working_days_after(day_of(at), days, calendar) < day_of(now) for at in waiting)


def _as_json(one: Freshness) -> dict[str, Any]:
    return {
        "channel": one.place.channel,
        "column": one.place.column,
        "name": one.place.name,
        "sort": one.place.sort,
        "level": one.level,
        "over": one.is_over,
        "last": one.last,
        "days": one.place.days,
        "due": one.due,
        "left": one.left,
        "usual": one.usual,
        "expected": one.expected,
        "forecast": one.forecast,
        "coming": one.coming,
        "in_time": one.in_time is not None,
        "says": one.says,
    }
