"""The office's own words for the checks and the search."""

from fastapi import FastAPI, Request, Response

from bot.console.room import Room
from bot.console.signed import Me

DICTIONARIES = "/shezhi/cidian"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(DICTIONARIES)
    def dictionaries(request: Request, me: Me) -> Response:  # noqa: ARG001  # only who is signed in sees it
        return room.show(request, "dictionaries.html")
