"""The settings as they are in force, to be read; what of them is wrong, and where to change it."""

from fastapi import FastAPI, Request, Response

from bot.console.room import Room
from bot.console.signed import Me
from bot.views.settings import file_now, sections

SETTINGS = "/shezhi"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(SETTINGS)
    def settings(request: Request, me: Me) -> Response:  # noqa: ARG001  # only who is signed in sees it
        now = file_now(room.app)
        file = room.app.settings.path.name
        return room.show(request, "settings.html", sections=sections(room.app), now=now, file=file)
