"""The years there is or will be a report of, with how far each is."""

from fastapi import FastAPI, Request, Response

from bot.console.report_paths import YEARS
from bot.console.room import Room
from bot.console.signed import Me


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(YEARS)
    def years(request: Request, me: Me) -> Response:  # noqa: ARG001  # only who is signed in sees it
        return room.show(request, "report-years.html")
