"""How a draft once was (副本): what was saved before, and what met a newer version and was kept beside."""

from fastapi import FastAPI, Request, Response

from bot.actions.drafts import copy_of, draft_of, use_copy
from bot.console.drafts import EDIT, edit_path
from bot.console.room import Room
from bot.console.signed import Me, Posted
from bot.views.drafts import copies
from content.front import CHINESE
from content.writing import Writing


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(EDIT + "/{draft_id}/fuben")
    def listed(request: Request, me: Me, draft_id: str) -> Response:
        draft, found = copies(room.app, me.name, draft_id)
        return room.show(request, "editor-copies.html", draft=draft, copies=found)

    @pages.get(EDIT + "/{draft_id}/fuben/{number:int}")
    def one(request: Request, me: Me, draft_id: str, number: int) -> Response:
        draft = draft_of(room.app, me.name, draft_id)
        copy = copy_of(room.app, me.name, draft_id, number)
        return room.show(
            request, "editor-copy.html", draft=draft, copy=copy, differing=_differing(draft.writing, copy.writing)
        )

    @pages.post(EDIT + "/{draft_id}/fuben/{number:int}")
    def use(form: Posted, draft_id: str, number: int) -> Response:
        use_copy(room.app, form.me.name, draft_id, number, now=room.now)
        return room.go(form.request, edit_path(draft_id), f"已换成副本 {number}。换下来的也留着一份副本。")


def _differing(now: Writing, then: Writing) -> list[tuple[str, str, str]]:
    """Fields that are not alike: what they are called, what stands now, what stood in the copy."""
    names = dict.fromkeys((*now.fields, *then.fields))
    pairs = ((CHINESE.get(name, name), now.fields.get(name, ""), then.fields.get(name, "")) for name in names)
    return [pair for pair in pairs if pair[1] != pair[2]]
