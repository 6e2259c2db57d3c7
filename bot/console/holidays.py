"""The days off that time limits are reckoned with."""

from fastapi import FastAPI, Request, Response

from bot.console.room import Room
from bot.console.signed import Me

HOLIDAYS = "/shezhi/jiaqi"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(HOLIDAYS)
    def holidays(request: Request, me: Me) -> Response:  # noqa: ARG001  # only who is signed in sees it
        return room.show(request, "holidays.html")
