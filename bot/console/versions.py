"""Any two editions of an item, compared in readable form."""

from fastapi import FastAPI, Request, Response

from bot.console import refs, text
from bot.console.items import ITEMS
from bot.console.listing import number_of
from bot.console.room import Room
from bot.console.signed import Me
from bot.views.comparison import comparison


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(ITEMS + "/{item_id:item}/duibi")
    def compare(request: Request, _me: Me, item_id: str) -> Response:
        found = comparison(room.app, item_id, number_of(request, "jiu"), number_of(request, "xin"))
        shown = text.compared(found.comparison.text, found.before, found.after)
        return room.show(request, "versions.html", found=found, text=shown, refs=refs)
