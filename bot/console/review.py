"""Review (审核): the queue."""

from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response

from bot.console.listing import addresses, page_of, text_of
from bot.console.pages import path
from bot.console.refs import review_path
from bot.console.room import Room
from bot.console.signed import Me
from bot.views.review_queue import queue

QUEUE = "/shenhe"
BATCH = f"{QUEUE}/piliang"


def tab_path(tab: str) -> str:
    """Of one tab of the queue, below the root."""
    return f"{QUEUE}?{urlencode({'bu': tab})}"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(QUEUE)
    def waiting(request: Request, me: Me) -> Response:
        found = queue(room.app, me.name, text_of(request, "bu"), page_of(request))
        return room.show(
            request,
            "review-queue.html",
            found=found,
            address=addresses(path(QUEUE), {"bu": found.tab}),
            tab_path=tab_path,
            review_path=review_path,
            batch=BATCH,
            now=room.now,
        )
