"""What goes out: what waits for a person, what went wrong, and each channel's day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.actions.look_at_pages import silent_sites, watching
from bot.actions.rights import ADMINISTRATOR, ROLES, Right, publishing_roles
from bot.console.sending_paths import PAGES, SENDING, channel_path, delivery_path, page_path, settle_path
from bot.console.workbench.cards import FEW, Card, Line, waited
from bot.views import channels
from bot.views.outlook import ChannelLook, Outlook
from bot.views.page_checks import in_words
from content.delivery import Act, State
from content.people import Person
from content.store.backlog import Sending
from content.store.page_checks import ListedPage
from content.zone import SHANGHAI, day_of

if TYPE_CHECKING:
    from bot.console.room import Room

UPLOADS = "/shangchuan"
REMEMBERED = timedelta(days=60)
"""What was not sent so long ago, and left so, is no news."""
MOST = 100
OPEN = (State.DUE, State.BEGUN, State.HELD, State.WAITING, State.UNCONFIRMED)
ACTS = {Act.CORRECT: "更正", Act.WITHDRAW: "撤回"}


@dataclass(frozen=True, slots=True)
class ChannelDay:
    """A channel today: what the log took down, what is under way, what is still planned, what is left of its limits.

    `look`: how it was when the engine last looked; None = it has not yet.
    """

    name: str
    path: str
    paused: str
    done: int
    under_way: int
    planned: int
    look: ChannelLook | None


def is_sender(room: "Room", me: Person) -> bool:
    return me.may(*publishing_roles(room.app.settings.review), *ROLES[Right.HAND_OVER], ADMINISTRATOR)


def sendings(room: "Room", me: Person) -> Iterator[Card]:
    if me.may(*publishing_roles(room.app.settings.review), ADMINISTRATOR):
        yield from _troubles(room, me)
        yield from _pages(room, me)
    if me.may(*ROLES[Right.HAND_OVER]):
        yield _hand_overs(room, me)


def _hand_overs(room: "Room", me: Person) -> Card:
    with room.app.store.glance() as work:
        found = work.backlog.sendings([State.WAITING], me, most=MOST)
    mine = sorted(found, key=lambda one: one.claimed_by != me.name)
    lines = [
        Line(
            words=one.title,
            path=f"{UPLOADS}/{one.key}",
            note=f"{channels.called(room.app, one.channel)}，{waited(one.since, room.now)}",
            badge="我领的" if one.claimed_by == me.name else f"{one.claimed_by}已领" if one.claimed_by else "",
            kind="good" if one.claimed_by == me.name else "soft",
        )
        for one in mine[:FEW]
    ]
    return Card("hand-overs", "待上传", UPLOADS, lines, len(found) if len(found) < MOST else None)


def _troubles(room: "Room", me: Person) -> Iterator[Card]:
    """Only where there are any."""
    with room.app.store.glance() as work:
        doubts = work.backlog.sendings([State.UNCONFIRMED], me, most=MOST)
        failed = work.backlog.sendings([State.FAILED], me, since=room.now - REMEMBERED, most=MOST)
    if doubts:
        lines = [_line(room, one, settle_path(one.dispatch_id), "要核实") for one in doubts[:FEW]]
        yield Card("doubts", "结果不明，要人核实", f"{SENDING}/heshi", lines, len(doubts))
    if failed:
        lines = [_line(room, one, delivery_path(one.key), "未发出") for one in failed[:FEW]]
        yield Card("failed", "没有发出去", SENDING, lines, len(failed))


def _pages(room: "Room", me: Person) -> Iterator[Card]:
    """Only where there are any."""
    if not (watched := list(watching(room.app))):
        return
    with room.app.store.glance() as work:
        found = work.page_checks.told(watched, me, most=MOST)
    silent = [Line(channels.called(room.app, name), PAGES, "", "打不开", "bad") for name in silent_sites(room.app)]
    if found or silent:
        lines = [*silent, *(_page(room, one) for one in found)][:FEW]
        count = len(found) + len(silent)
        yield Card("pages", "网页与稿件不一致", PAGES, lines, count if count < MOST else None)


def _page(room: "Room", one: ListedPage) -> Line:
    where = channels.called(room.app, one.check.channel)
    return Line(one.title, page_path(one.check.key), where, in_words(one.check).words, "bad")


def _line(room: "Room", one: Sending, path: str, badge: str) -> Line:
    where = channels.called(room.app, one.channel)
    act = ACTS.get(one.act, "")
    return Line(one.title, path, f"{where}，{act}" if act else where, badge, "bad")


def channel_days(room: "Room", seen: Outlook | None) -> list[ChannelDay]:
    """In the settings' order."""
    today = day_of(room.now)
    begin = datetime.combine(today, time(), SHANGHAI)
    names = list(room.app.settings.channels)
    with room.app.store.glance() as work:
        done = work.backlog.done_since(begin)
        states = work.backlog.by_state(OPEN, begin + timedelta(days=1))
    paused = channels.paused(room.app, names)
    looks = {one.name: one for one in seen.channels} if seen else {}
    return [
        ChannelDay(
            name=name,
            path=channel_path(name),
            paused=paused.get(name, ""),
            done=done.get(name, 0),
            under_way=sum(count for state, count in states.get(name, {}).items() if state is not State.DUE),
            planned=states.get(name, {}).get(State.DUE, 0),
            look=looks.get(name),
        )
        for name in names
    ]
