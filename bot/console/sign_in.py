"""Signing in."""

from fastapi import FastAPI, Request, Response

from bot.console.pages import SIGN_IN
from bot.console.room import Room
from bot.incoming import Sent


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(SIGN_IN)
    def show(request: Request) -> Response:
        return room.show(request, "sign-in.html", status=200)


def first(room: Room, request: Request, sent: Sent | None) -> Response:
    """Sign in first; what was `sent` goes on afterwards."""
    del sent
    return room.go(request, SIGN_IN)


def again(room: Room, request: Request, sent: Sent | None, says: str) -> Response:
    """The form once more, to be sent from here."""
    del sent
    return room.sorry(request, 403, says)
