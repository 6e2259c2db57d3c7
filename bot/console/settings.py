"""The settings as they are in force, to be read; what of them is wrong, and where to change it."""

from fastapi import FastAPI, Request, Response

from bot.console.room import Room
from bot.console.signed import Me

SETTINGS = "/shezhi"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(SETTINGS)
    def settings(request: Request, me: Me) -> Response:  # noqa: ARG001  # only who is signed in sees it
        return room.show(request, "settings.html")
