"""The account's menu (公众号菜单): as the settings have it, what pushing would change, push, restore."""

from typing import Any

from fastapi import FastAPI, Request, Response

from bot.actions.errors import CannotDo
from bot.actions.finding import account
from bot.actions.menu import Unchanged, push_menu, restore_menu
from bot.actions.rights import ROLES, Right
from bot.console.once import new_word, once
from bot.console.room import Room
from bot.console.settings import SETTINGS
from bot.console.signed import Me, Posted
from bot.console.told import for_the_console
from bot.views.menu import compared, does, shown, wanted

MENU = f"{SETTINGS}/caidan"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(MENU)
    def menu(request: Request, me: Me) -> Response:
        talks = account(room.app)
        asked = bool(request.query_params.get("compare"))
        return room.show(
            request,
            "menu.html",
            account=room.app.settings.chat.channel if talks else "",
            wanted=wanted(room.app) if talks else [],
            does=does,
            may=me.person.may(*ROLES[Right.MENU]),
            asked=asked,
            once=new_word(),
            **(_asked(room) if asked and talks else {}),
        )

    @pages.get(MENU + "/bijiao")
    def comparison(request: Request, me: Me) -> Response:
        found = {**_asked(room), "may": me.person.may(*ROLES[Right.MENU]), "once": new_word()}
        return room.show(request, "_menu-compared.html", does=does, **found)

    @pages.post(MENU + "/tuisong")
    def push(form: Posted) -> Response:
        return once(room, form, lambda: (MENU, _pushed(room, form.me.name)))

    @pages.post(MENU + "/huifu")
    def restore(form: Posted) -> Response:
        def act() -> tuple[str, str]:
            buttons = restore_menu(room.app, form.me.name, now=room.now)
            names = "、".join(button.name for button in buttons) or "没有菜单"
            return MENU, f"已恢复到原来的菜单：{names}。手机上约 5 分钟后更新。"

        return once(room, form, act)


def _pushed(room: Room, by: str) -> str:
    try:
        warnings = push_menu(room.app, by, now=room.now)
    except Unchanged as same:
        return same.says
    said = "".join(f" 请留意：{warning.says}" for warning in warnings)
    return f"菜单已推送，手机上约 5 分钟后更新；不对的话，可以恢复原来的。{said}"


def _asked(room: Room) -> dict[str, Any]:
    """What the account has now, and what pushing would change; or why it cannot be asked."""
    new = wanted(room.app)
    try:
        old = shown(room.app)
    except CannotDo as error:
        return {"shown": [], "differences": [], "trouble": for_the_console(error.says), "there": bool(new)}
    return {"shown": old, "differences": compared(new, old) if new else [], "trouble": "", "there": bool(new)}
