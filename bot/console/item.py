"""An item's page: its text and fields, where it is, what happened to it, what may be done now."""

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from bot.actions.rights import ROLES, Right
from bot.console import drafts, log, refs, sending_paths, text
from bot.console.items import ITEMS, KINDS
from bot.console.letters import paths as letters
from bot.console.previews import preview_path
from bot.console.room import Room
from bot.console.signed import Me, Signed
from bot.console.told import for_the_console
from bot.downloads import kept_file, made_file
from bot.views.item import edition_named, item_shown
from bot.views.items import listed, state_in_words
from bot.views.page_checks import in_words
from content.filled_in import fields
from content.review import State

EDITION = ITEMS + "/{ref:edition}"
REVIEWED = {State.APPROVED: "good", State.RETURNED: "late", State.EMERGENCY: "late"}
"""How the badge of a review looks."""


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(ITEMS + "/{item_id:item}")
    def newest(request: Request, me: Me, item_id: str) -> Response:
        return show(room, request, me, item_id)

    @pages.get(EDITION)
    def one_edition(request: Request, me: Me, ref: str) -> Response:
        return show(room, request, me, ref)

    @pages.get(EDITION + "/wenjian/{folder}/{name}")
    def file(_me: Me, ref: str, folder: str, name: str) -> Response:
        names = {one.path: one.name for one in edition_named(room.app, ref).item.files}
        path = f"{folder}/{name}"
        found = kept_file(room.app, path, names[path]) if path in names else None
        if found is None:
            raise HTTPException(404)
        return found

    @pages.get(EDITION + "/yuanwen")
    def written(_me: Me, ref: str) -> Response:
        """The text as its author wrote it."""
        item = edition_named(room.app, ref).item
        suffix = "md" if item.source_kind == "markdown" else "html"
        return made_file((item.source or item.html).encode(), f"{ref}.{suffix}")


def show(room: Room, request: Request, me: Signed, named: str) -> Response:
    found = item_shown(room.app, me.name, named, room.now)
    one = listed(room.app, found.edition.item_id)
    return room.show(
        request,
        "item.html",
        found=found,
        state=state_in_words(room.app, one),
        kind=KINDS.get(one.state, ""),
        reviewed=REVIEWED,
        fields=fields(found.edition.item),
        text=text.shown(found.edition.item.html, found.edition.ref),
        refs=refs,
        drafts=drafts,
        preview_path=preview_path(found.edition.ref),
        sending=sending_paths,
        told=for_the_console,
        page_words=in_words,
        entry_path=log.entry_path,
        letter_path=letters.path_of if me.person.may(*ROLES[Right.LETTERS]) else None,
    )
