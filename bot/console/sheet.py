"""The approval sheet (发布审批单) of an edition: who passed which step when, on a page and as PDF for the file."""

from typing import Any

from fastapi import FastAPI, Request, Response

from bot.console import refs
from bot.console.item import EDITION
from bot.console.room import Room
from bot.console.signed import Me
from bot.console.static import FOLDER
from bot.downloads import made_file
from bot.views.approval_sheet import approval_sheet
from content.printed import pdf

STYLE = "sheet.css"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(EDITION + "/shenpidan")
    def sheet(request: Request, me: Me, ref: str) -> Response:
        return room.show(request, "sheet.html", style=STYLE, refs=refs, **_shown(room, me.name, ref))

    @pages.get(EDITION + "/shenpidan.pdf")
    def printed(request: Request, me: Me, ref: str) -> Response:
        style = (FOLDER / STYLE).read_text("utf-8")
        page = room.part(request, "sheet-paper.html", style=style, **_shown(room, me.name, ref))
        return made_file(pdf(page), f"发布审批单 {ref}.pdf")


def _shown(room: Room, name: str, ref: str) -> dict[str, Any]:
    return {"sheet": approval_sheet(room.app, name, ref, room.now), "now": room.now}
