"""How a draft once was (副本): what was saved before, and what met a newer version and was kept beside."""

from fastapi import FastAPI, Request, Response
from markupsafe import Markup

from bot.actions.drafts import KEPT, copy_of, draft_of, use_copy
from bot.console.drafts import EDIT, edit_path
from bot.console.pages import path
from bot.console.room import Room
from bot.console.signed import Me, Posted
from bot.views.drafts import changes, copies
from content.comparing import Comparison


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(EDIT + "/{draft_id}/fuben")
    def listed(request: Request, me: Me, draft_id: str) -> Response:
        draft, found = copies(room.app, me.name, draft_id)
        return room.show(request, "editor-copies.html", draft=draft, copies=found, kept=KEPT)

    @pages.get(EDIT + "/{draft_id}/fuben/{number:int}")
    def one(request: Request, me: Me, draft_id: str, number: int) -> Response:
        draft = draft_of(room.app, me.name, draft_id)
        copy = copy_of(room.app, me.name, draft_id, number)
        found = changes(room.app, copy, draft)
        marked = _marked(found, draft_id)
        return room.show(request, "editor-copy.html", draft=draft, copy=copy, found=found, marked=marked)

    @pages.post(EDIT + "/{draft_id}/fuben/{number:int}")
    def use(form: Posted, draft_id: str, number: int) -> Response:
        use_copy(room.app, form.me.name, draft_id, number, now=room.now)
        return room.go(form.request, edit_path(draft_id), f"已换成副本 {number}。换下来的也留着一份副本。")


def _marked(found: Comparison, draft_id: str) -> Markup:
    """The text with its changes; its files through the draft's address."""
    there = path(f"{edit_path(draft_id)}/wenjian")
    return Markup(found.text.replace('="files/', f'="{there}/'))  # noqa: S704  # sanitised when it was read
