"""What takes a while to find out: how the channels are, what goes stale, what should be public by now.

The engine finds it out every few minutes, what a publication changes of it within one, and keeps it on the shelf, so
that a page that is open all day asks no platform and reads no long list.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.views.channels import WELL, health
from bot.views.freshness import freshness
from bot.views.overdue import overdue
from channels.channel import Channel, Quota
from content.freshness import Level
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App

EVERY = timedelta(minutes=10)
HOLDS = timedelta(hours=2)
"""When the engine stands still, what it last saw is shown for so long."""
MOST = 20
KEY = "outlook"
URGENT = (Level.OVER, Level.EMPTY, Level.SOON, Level.SLOW)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What is left of a limit."""

    name: str
    left: int
    limit: int


@dataclass(frozen=True, slots=True)
class ChannelLook:
    """`state` in words, `says` what is the matter and what to do; `works`: nothing keeps it from sending."""

    name: str
    medium: str
    state: str
    works: bool
    says: tuple[str, ...]
    allowed: tuple[Allowed, ...]


@dataclass(frozen=True, slots=True)
class Stale:
    """A column or an account; `level` in words."""

    name: str
    level: str
    is_over: bool
    says: str


@dataclass(frozen=True, slots=True)
class Unpublished:
    """To be disclosed since `due` (ISO day), `days` ago, and public nowhere."""

    item_id: str
    title: str
    unit: str
    due: str
    days: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """As it was at `at`; what is late, as it was when the log `reached` this entry (0 = it was empty).

    Of what is late, the worst come first and the rest is only counted.
    """

    at: datetime
    reached: int
    channels: tuple[ChannelLook, ...]
    stale: tuple[Stale, ...]
    stale_count: int
    vetoes: tuple[str, ...]
    unpublished: tuple[Unpublished, ...]
    unpublished_count: int


def outlook(app: "App", now: datetime) -> Outlook | None:
    """None where the engine has not looked yet, or not for long."""
    kept = app.store.shelf.get(KEY, now)
    return _from_json(json.loads(kept)) if kept else None


def look_out(app: "App", now: datetime) -> None:
    """Look, where the last time is long enough ago; in between what was sent or published since, where anything was.

    May call the platforms, with their time limits.
    """
    last = outlook(app, now)
    with app.store.read() as work:
        head = work.log.reached()
    reached = head.seq if head else 0
    if last is None or now - last.at >= EVERY:
        _keep(app, _look(app, now, reached))
        return
    came = last if last.reached == reached else _without_what_came(app, last, now)
    after = replace(came, reached=reached, channels=tuple(_counted(app, one, now) for one in last.channels))
    if after != last:
        _keep(app, after)


def _counted(app: "App", look: ChannelLook, now: datetime) -> ChannelLook:
    """With what is left of its limits now, by our own counting."""
    channel = app.channels.get(look.name)
    return replace(look, allowed=_allowed(channel.allowance(now))) if channel else look


def _keep(app: "App", seen: Outlook) -> None:
    app.store.shelf.put(KEY, json.dumps(asdict(seen), ensure_ascii=False, default=str), seen.at + HOLDS)


def _without_what_came(app: "App", last: Outlook, now: datetime) -> Outlook:
    """With what is stale now. Of what should be public, only what was not is asked after: the list of all is long."""
    named = [one.item_id for one in last.unpublished]
    still = {one.made.ref.partition(".")[0] for one in overdue(app, day_of(now), named)}
    left = tuple(one for one in last.unpublished if one.item_id in still)
    count = last.unpublished_count - len(last.unpublished) + len(left)
    return replace(last, unpublished=left, unpublished_count=count, **_stale(app, now))


def _stale(app: "App", now: datetime) -> dict[str, Any]:
    """The fields of an outlook that say it."""
    watched = freshness(app, now)
    stale = [one for one in watched.places if one.level in URGENT]
    return {
        "stale": tuple(Stale(one.place.name, one.level.chinese, one.is_over, one.says) for one in stale[:MOST]),
        "stale_count": len(stale),
        "vetoes": watched.vetoes,
    }


def _look(app: "App", now: datetime, reached: int) -> Outlook:
    late = overdue(app, day_of(now))
    return Outlook(
        at=now,
        reached=reached,
        channels=tuple(_channel(app, channel, now) for channel in app.channels.values()),
        **_stale(app, now),
        unpublished=tuple(
            Unpublished(one.made.ref.partition(".")[0], one.made.title, one.made.unit, one.due.isoformat(), one.days)
            for one in late[:MOST]
        ),
        unpublished_count=len(late),
    )


def _channel(app: "App", channel: Channel, now: datetime) -> ChannelLook:
    found = health(app, channel, now)
    return ChannelLook(
        name=found.name,
        medium=found.medium,
        state=found.state,
        works=found.state == WELL,
        says=tuple(problem.says for problem in sorted(found.problems, key=lambda one: not one.blocks)),
        allowed=_allowed(found.allowance),
    )


def _allowed(quotas: Sequence[Quota]) -> tuple[Allowed, ...]:
    return tuple(Allowed(one.name, one.left, one.limit) for one in quotas)


def _from_json(record: dict[str, Any]) -> Outlook:
    return Outlook(
        at=datetime.fromisoformat(record["at"]),
        reached=record.get("reached", 0),  # what an earlier version kept has none
        channels=tuple(_channel_from(one) for one in record["channels"]),
        stale=tuple(Stale(**one) for one in record["stale"]),
        stale_count=record["stale_count"],
        vetoes=tuple(record["vetoes"]),
        unpublished=tuple(Unpublished(**one) for one in record["unpublished"]),
        unpublished_count=record["unpublished_count"],
    )


def _channel_from(record: dict[str, Any]) -> ChannelLook:
    allowed: Sequence[dict[str, Any]] = record["allowed"]
    return ChannelLook(**{**record, "says": tuple(record["says"]), "allowed": tuple(Allowed(**one) for one in allowed)})
