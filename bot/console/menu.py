"""The account's menu: what pushing would change, push, restore."""

from fastapi import FastAPI, Request, Response

from bot.console.room import Room
from bot.console.signed import Me

MENU = "/shezhi/caidan"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(MENU)
    def menu(request: Request, me: Me) -> Response:  # noqa: ARG001  # only who is signed in sees it
        return room.show(request, "menu.html")
