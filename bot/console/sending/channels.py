"""The channels: whether they work, what is left of their allowances, what waits there."""

from fastapi import FastAPI, Request, Response

from bot.console.room import Room
from bot.console.sending_paths import CHANNELS
from bot.console.signed import Me


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(CHANNELS)
    def listed(request: Request, me: Me) -> Response:  # noqa: ARG001  # everybody on the staff sees it
        return room.show(request, "channels.html")
