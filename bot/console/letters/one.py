"""One letter with everything that was written and done."""

from fastapi import FastAPI, Request, Response

from bot.console.letters.paths import INBOX
from bot.console.room import Room
from bot.console.signed import Me
from bot.views.inbox import one


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(INBOX + "/{number}")
    def letter(request: Request, me: Me, number: str) -> Response:
        return room.show(request, "letter.html", entry=one(room.app, me.name, number, now=room.now))
