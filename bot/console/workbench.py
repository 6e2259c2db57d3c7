"""The workbench (工作台): what waits for whoever is signed in."""

from fastapi import FastAPI, Request, Response

from bot.console.room import Room
from bot.console.signed import Me


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get("/")
    def workbench(request: Request, me: Me) -> Response:  # noqa: ARG001  # only who is signed in sees it
        return room.show(request, "workbench.html")
