"""Give the chat's account the menu of the settings, or the one it had before."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.finding import talker
from bot.actions.refusals import in_words
from bot.actions.rights import Right, require
from bot.chat.menu import buttons as wanted
from channels.talking import Button
from content.problems import Problem, blocking

if TYPE_CHECKING:
    from bot.app import App

UNCHANGED = "账号现在的菜单就是这个样子，没有改动。"


def push_menu(app: "App", by: str, *, now: datetime) -> list[Problem]:
    """Checked first; what the account had is kept. Returns the warnings. Raises CannotDo where nothing would change."""
    buttons = wanted(app.settings, app.settings.public.base_url)
    if not buttons:
        raise WrongUse("设置里没有菜单：请在 chat: 的 menu 里写上，再推送。")
    return _push(app, by, buttons, now=now)


def restore_menu(app: "App", by: str, *, now: datetime) -> list[Button]:
    """The newest of the kept menus that is another than the account's; restoring again goes back to this one."""
    name, channel = talker(app)
    with in_words():
        shown = channel.menu()
    with app.store.read() as work:
        kept = [_buttons(buttons) for buttons, _ in work.menus.kept(name)]
    before = next((buttons for buttons in kept if buttons != shown), None)
    if before is None:
        raise CannotDo("没有可恢复的菜单：用本系统推送过菜单以后，才留有原来的菜单。")
    _push(app, by, before, now=now)
    return before


def _push(app: "App", by: str, buttons: Sequence[Button], *, now: datetime) -> list[Problem]:
    name, channel = talker(app)
    with app.store.read() as work:
        require(work, by, Right.MENU)
    problems = channel.check_menu(buttons) if buttons else []
    if blocking(problems):
        raise CannotDo("菜单不合公众号的规定，没有推送：", problems)
    with in_words():
        shown = channel.menu()
    if shown == list(buttons):
        raise CannotDo(UNCHANGED)
    with app.store.write() as work:
        work.menus.keep(name, [asdict(button) for button in shown], by, now)
    with in_words():
        channel.push_menu(buttons)
    return problems


def _buttons(kept: Sequence[dict[str, Any]]) -> list[Button]:
    return [Button(**{**one, "buttons": tuple(_buttons(one["buttons"]))}) for one in kept]
