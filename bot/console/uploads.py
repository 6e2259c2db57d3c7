"""What waits for a person to upload or take down (待上传), made for a phone."""

from fastapi import FastAPI, Request, Response

from bot.console.room import Room
from bot.console.signed import Me
from bot.views.queue import queue

UPLOADS = "/shangchuan"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(UPLOADS)
    def uploads(request: Request, me: Me, qudao: str = "") -> Response:  # noqa: ARG001  # only who is signed in sees it
        found = queue(room.app, room.now, qudao)
        return room.show(request, "uploads.html", found=found, channel=qudao)
