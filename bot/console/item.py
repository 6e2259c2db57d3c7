"""An item's page: its text and fields, where it is, what happened to it, what may be done now."""

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from bot.actions.finding import edition_of
from bot.console import refs, text
from bot.console.room import Room
from bot.console.signed import Me
from bot.downloads import kept_file
from bot.views.item import item


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get("/gaojian/{item_id:item}")
    def newest(request: Request, _me: Me, item_id: str) -> Response:
        return show(room, request, item_id)

    @pages.get("/gaojian/{ref:edition}")
    def one_edition(request: Request, _me: Me, ref: str) -> Response:
        return show(room, request, ref)

    @pages.get("/gaojian/{ref:edition}/wenjian/{folder}/{name}")
    def file(_me: Me, ref: str, folder: str, name: str) -> Response:
        with room.app.store.read() as work:
            edition = edition_of(work, ref)
        names = {one.path: one.name for one in edition.item.files}
        path = f"{folder}/{name}"
        found = kept_file(room.app, path, names[path]) if path in names else None
        if found is None:
            raise HTTPException(404)
        return found


def show(room: Room, request: Request, named: str) -> Response:
    found = item(room.app, named, room.now)
    shown = text.shown(found.edition.item.html, found.edition.ref)
    return room.show(request, "item.html", found=found, text=shown, refs=refs)
