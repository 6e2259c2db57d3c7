"""What the press, the radio and others carried (媒体刊播): listed, recorded, voided."""

from fastapi import FastAPI, Request, Response

from bot.console.room import Room
from bot.console.signed import Me

PRESS = "/kanbo"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(PRESS)
    def press(request: Request, me: Me) -> Response:  # noqa: ARG001  # only who is signed in sees it
        return room.show(request, "press.html")
