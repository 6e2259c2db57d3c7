"""How fresh the website, its columns and the accounts are, and what to do about it. For everybody on the staff."""

from fastapi import FastAPI, Request, Response

from bot.console.report_paths import FRESHNESS
from bot.console.room import Room
from bot.console.signed import Me
from bot.console.told import for_the_console
from bot.views.freshness import freshness
from content.freshness import Level

KINDS = {Level.OVER: "bad", Level.EMPTY: "bad", Level.SOON: "late", Level.SLOW: "late", Level.FINE: "good"}


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(FRESHNESS)
    def fresh(request: Request, me: Me) -> Response:  # noqa: ARG001  # everybody on the staff sees it
        found = freshness(room.app, room.now)
        rows = [(one, KINDS[one.level], for_the_console(one.says) if one.says else "") for one in found.places]
        return room.show(request, "freshness.html", found=found, rows=rows)
