"""Past years taken in from a table: tried first, then imported by the digest of the same file."""

from fastapi import FastAPI, Request, Response

from bot.console.room import Room
from bot.console.signed import Me

HISTORY = "/kanbo/daoru"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(HISTORY)
    def history(request: Request, me: Me) -> Response:  # noqa: ARG001  # only who is signed in sees it
        return room.show(request, "history.html")
