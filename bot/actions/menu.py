"""Give the chat's account the menu of the settings, or the one it had before."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.finding import talker
from bot.actions.refusals import in_words
from bot.actions.rights import Right, require
from bot.chat.menu import buttons as wanted
from channels.talking import Button, Talks
from content.log import Event, Kind
from content.problems import Problem, blocking
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App

REGISTER = "菜单"


@dataclass(frozen=True, slots=True)
class Change:
    """Of the account's menu: as it is shown, as it is wanted, and what that is called."""

    name: str
    channel: Talks
    shown: Sequence[Button]
    wanted: Sequence[Button]
    act: str


class Unchanged(CannotDo):
    """The account has this menu already."""


def push_menu(app: "App", by: str, *, now: datetime) -> list[Problem]:
    """Checked first; what the account had is kept. Returns the warnings. Raises Unchanged where it is there already."""
    name, channel = _account(app, by)
    buttons = wanted(app.settings, app.settings.public.base_url)
    if not buttons:
        raise WrongUse("设置里没有菜单：请在 chat: 的 menu 里写上，再推送。")
    problems = channel.check_menu(buttons)
    _require_rules(problems)
    shown = _shown(channel)
    if shown == buttons:
        raise Unchanged("账号现在的菜单就是这个样子，没有改动。")
    _give(app, by, Change(name, channel, shown, buttons, "推送"), now=now)
    return problems


def restore_menu(app: "App", by: str, *, now: datetime) -> list[Button]:
    """The newest of the kept menus that is another than the account's; restoring again goes back to this one."""
    name, channel = _account(app, by)
    shown = _shown(channel)
    with app.store.read() as work:
        kept = [_buttons(buttons) for buttons, _ in work.menus.kept(name)]
    before = next((buttons for buttons in kept if buttons != shown), None)
    if before is None:
        raise CannotDo("没有可恢复的菜单：用本系统推送过菜单以后，才留有原来的菜单。")
    _require_rules(channel.check_menu(before) if before else [])
    _give(app, by, Change(name, channel, shown, before, "恢复"), now=now)
    return before


def _account(app: "App", by: str) -> tuple[str, Talks]:
    """The account and its name, for somebody who may change its menu."""
    with app.store.read() as work:
        require(work, by, Right.MENU)
    return talker(app)


def _shown(channel: Talks) -> list[Button]:
    with in_words():
        return channel.menu()


def _require_rules(problems: Sequence[Problem]) -> None:
    if blocking(problems):
        raise CannotDo("菜单不合公众号的规定，没有推送：", problems)


def _give(app: "App", by: str, change: Change, *, now: datetime) -> None:
    """Written down before it is sent, as nobody may know afterwards what became of it."""
    with app.store.write() as work:
        work.menus.keep(change.name, _plain(change.shown), by, now)
        _write(work, change, Event(kind=Kind.CHANGED, at=now, by=by), change.act)
    try:
        with in_words():
            change.channel.push_menu(change.wanted)
    except CannotDo as refused:
        with app.store.write() as work:
            _write(work, change, Event(kind=Kind.CHANGED, at=now, by=by), f"{change.act}没有办成：{refused.says}")
        raise


def _write(work: Work, change: Change, event: Event, act: str) -> None:
    """Last in a unit of work: it appends to the log."""
    digest = hashlib.sha256(json.dumps(_plain(change.wanted), ensure_ascii=False).encode()).hexdigest()
    work.log.append(replace(event, channel=change.name, digest=digest, evidence={"register": REGISTER, "act": act}))


def _plain(buttons: Sequence[Button]) -> list[dict[str, Any]]:
    return [asdict(button) for button in buttons]


def _buttons(kept: Sequence[dict[str, Any]]) -> list[Button]:
    return [Button(**{**one, "buttons": tuple(_buttons(one["buttons"]))}) for one in kept]
