"""What waits to be ordered out, is under way, or went wrong."""

from fastapi import FastAPI, Request, Response

from bot.console.room import Room
from bot.console.sending_paths import SENDING
from bot.console.signed import Me


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(SENDING)
    def overview(request: Request, me: Me) -> Response:  # noqa: ARG001  # everybody on the staff sees it
        return room.show(request, "sending.html")
