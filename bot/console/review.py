"""Review (审核): the queue."""

from fastapi import FastAPI, Request, Response

from bot.console.pages import path
from bot.console.refs import review_path
from bot.console.room import Room
from bot.console.signed import Me
from bot.views.review_queue import MINE, queue
from bot.words import query_of

QUEUE = "/shenhe"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(QUEUE)
    def waiting(request: Request, me: Me, bu: str = MINE, ye: int = 1) -> Response:
        found = queue(room.app, me.name, bu, max(ye, 1))

        def address(tab: str, page: int = 1) -> str:
            return path(QUEUE) + query_of(bu="" if tab == MINE else tab, ye="" if page == 1 else str(page))

        return room.show(
            request, "review-queue.html", found=found, address=address, review_path=review_path, now=room.now
        )
