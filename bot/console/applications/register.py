"""The register of applications: what is under way, what is due, what was answered."""

from fastapi import FastAPI, Request, Response

from bot.console.applications.paths import REGISTER
from bot.console.room import Room
from bot.console.signed import Me
from bot.views.application_register import unconfirmed


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(REGISTER)
    def register(request: Request, me: Me) -> Response:
        return room.show(request, "applications.html", found=unconfirmed(room.app, me.name))
