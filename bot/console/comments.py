"""What people write under articles (文章留言)."""

from fastapi import FastAPI, Request, Response

from bot.console.room import Room
from bot.console.signed import Me

COMMENTS = "/pinglun"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(COMMENTS)
    def comments(request: Request, me: Me) -> Response:  # noqa: ARG001  # only who is signed in sees it
        return room.show(request, "comments.html")
