"""Read public pages back, as any reader gets them: soon after they are out, then ever more seldom. Nobody's right: it
only looks.

Of each website one page at a time, from one machine, and only so many a minute.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo
from bot.actions.finding import delivery_of
from channels.channel import Seen, ShowsPages, Sight
from channels.watching import is_sample
from content.edition import Ref
from content.page_checks import Finding, PageCheck, not_seen, seen

if TYPE_CHECKING:
    from bot.app import App

log = logging.getLogger(__name__)

MINUTE = timedelta(minutes=1)
MOST = 20
"""Pages of a website in one go; there is one a minute."""
LONGEST = timedelta(seconds=40)
"""Of one go at all websites: so that, however slow they are, one thread is enough for it."""
LEASE = timedelta(minutes=5)
"""Longer than LONGEST and the slowest page: whoever took the website so long ago is no longer there."""
SILENT = 3
"""So many in a row that cannot be looked at: the website is down, and is left alone for a while."""
REST = timedelta(minutes=30)
UP = timedelta(days=1)
"""Where nothing was seen for so long, it is the website that does not answer, not the page."""
OLD_ONES = 2_000
KEPT = timedelta(days=3660)
ALL, SILENT_SITE = "all", "silent"
BROKE = "核对时程序出错，请管理员查看系统的记录。"
STILL_THERE = "网页上还能看到这一件。"


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a look: how the page is now, or why it could not be looked at."""

    check: PageCheck
    seen: Seen


def watching(app: "App") -> Mapping[str, ShowsPages]:
    """The websites whose pages are read back, as the settings want."""
    shown = {name: channel for name, channel in app.channels.items() if isinstance(channel, ShowsPages)}
    return {name: channel for name, channel in shown.items() if channel.watches}


def look_at_pages(app: "App") -> int:
    """Whatever it is time to look at, as far as time allows; how many were looked at."""
    watched = watching(app)
    for name, channel in app.channels.items():
        if name in watched:
            _begin_old(app, name)
        elif isinstance(channel, ShowsPages):
            _forget(app, name)
    now = app.clock()
    names = list(watched)
    first = int(now.timestamp() / MINUTE.total_seconds()) % max(1, len(names))
    # Each has its turn to be the first: a slow one would leave the others no time.
    turns = [*names[first:], *names[:first]]
    return sum(_look_at_site(app, name, watched[name], ends=now + LONGEST) for name in turns)


def look_now(app: "App", key: str) -> Looked:
    """The page of one delivery, however lately it was looked at. Raises WrongUse, CannotDo."""
    with app.store.read() as work:
        delivery = delivery_of(work, key)
        check = work.page_checks.get(key)
    channel = watching(app).get(delivery.channel)
    if channel is None:
        raise CannotDo(f"渠道“{delivery.channel}”不是网站，或者设置里写了不核对网页（watch: false）。")
    if check is None and is_sample(delivery.url):
        raise CannotDo(f"{delivery.url} 是示例网址，不核对。")
    if check is None:
        raise CannotDo(f"{key} 没有要核对的网页：还没有公开，或已由新版次代替。")
    return _look(app, channel, check, sure=True)


def _begin_old(app: "App", name: str) -> None:
    """What was live before anybody watched: a part of it each time, until all of it is looked at, too."""
    now, shelf = app.clock(), app.store.shelf
    reached = shelf.get(_old_key(name), now) or "0"
    if reached == ALL:
        return
    with app.store.write() as work:
        last = work.page_checks.begin_old(name, int(reached), now, most=OLD_ONES, leave_out=is_sample)
    shelf.put(_old_key(name), ALL if last is None else str(last), now + KEPT)


def _forget(app: "App", name: str) -> None:
    if app.store.shelf.get(_old_key(name), app.clock()) is not None:
        with app.store.write() as work:
            work.page_checks.forget(name)
        app.store.shelf.drop(_old_key(name))


def _old_key(name: str) -> str:
    return f"pages:old:{name}"


def _look_at_site(app: "App", name: str, channel: ShowsPages, *, ends: datetime) -> int:
    began, key = app.clock(), _lease_key(name)
    if not _due(app, name) or not app.store.shelf.swap(key, None, app.worker, until=began + LEASE, now=began):
        return 0
    sights: list[Sight] = []
    for check in _due(app, name):  # another machine may have looked meanwhile
        if _is_silent(sights) or app.clock() > ends:
            break
        sights.append(_look(app, channel, check).seen.sight)
    now, shelf = app.clock(), app.store.shelf
    if set(sights) - {Sight.UNSEEN}:
        shelf.put(_up_key(name), "-", now + UP)
    if _is_silent(sights):
        shelf.put(key, SILENT_SITE, now + REST)
    else:
        shelf.drop(key)
    return len(sights)


def _is_silent(sights: Sequence[Sight]) -> bool:
    return list(sights[-SILENT:]) == [Sight.UNSEEN] * SILENT


def silent_sites(app: "App") -> list[str]:
    """The channels whose websites are left alone for a while, as nothing could be looked at there."""
    now, shelf = app.clock(), app.store.shelf
    return [name for name in watching(app) if shelf.get(_lease_key(name), now) == SILENT_SITE]


def _lease_key(name: str) -> str:
    return f"pages:{name}"


def _up_key(name: str) -> str:
    return f"pages:up:{name}"


def _due(app: "App", name: str) -> Sequence[PageCheck]:
    with app.store.glance() as work:
        return work.page_checks.due(name, app.clock(), MOST)


def _look(app: "App", channel: ShowsPages, check: PageCheck, *, sure: bool = False) -> Looked:
    """Outside of any transaction."""
    with app.store.read() as work:
        edition = work.items.edition(*Ref.parse(check.ref))
    try:
        found = channel.see(edition, check.url)
    except Exception:
        log.exception("a page could not be looked at in a way no channel should fail")
        found = Seen(Sight.UNSEEN, BROKE)
    after = _after(app, check, found, sure=sure)
    with app.store.write() as work:
        work.page_checks.take(check, after)
    return Looked(after, found)


def _after(app: "App", check: PageCheck, found: Seen, *, sure: bool) -> PageCheck:
    now = app.clock()
    if found.sight is Sight.UNSEEN:
        is_down = app.store.shelf.get(_up_key(check.channel), now) is None
        return not_seen(check, found.says, now, site_is_down=is_down)
    return seen(check, *_finding(check, found), now, sure=sure)


def _finding(check: PageCheck, found: Seen) -> tuple[Finding | None, str]:
    if not check.is_public:
        return (None, "") if found.sight is Sight.GONE else (Finding.STILL, STILL_THERE)
    if found.sight is Sight.THERE:
        return None, ""
    return (Finding.GONE if found.sight is Sight.GONE else Finding.CHANGED), found.says
