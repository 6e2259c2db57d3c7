"""The log (发布台账) on pages: found, read one by one, taken along as a table, verified."""

from fastapi import FastAPI, Request, Response

from bot.console.room import Room
from bot.console.signed import Me

LOG = "/taizhang"


def entry_path(seq: int) -> str:
    """One entry's own page, below the root."""
    return f"{LOG}/{seq}"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(LOG)
    def listed(request: Request, me: Me) -> Response:  # noqa: ARG001  # only who is signed in sees it
        return room.show(request, "log.html")
