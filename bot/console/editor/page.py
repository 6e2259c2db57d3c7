"""The page: the form with everything of an item, saved by its buttons where there is no script."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request, Response

from bot.actions.checking import draft_of as unsent
from bot.actions.draft_files import remove
from bot.actions.drafts import KEPT, HandedInMeanwhile, Overtaken, check, draft_of, save
from bot.actions.errors import CannotDo
from bot.actions.presence import be_here
from bot.console.drafts import EDIT, edit_path
from bot.console.editor.files import LIMITS, files_in, taken
from bot.console.editor.form import CHOSEN, field_of, version_in, writing_in
from bot.console.editor.wording import OWN_WORDS, told
from bot.console.room import Room
from bot.console.signed import BOUNDS, Form, Me, Posted, Signed
from bot.views.channels import called
from bot.views.drafts import beside, goes_to, on_channels, own_words, units
from content.as_markdown import has_code
from content.item import Disclosure
from content.writing import HTML, Draft


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(EDIT + "/{draft_id}")
    def edit(request: Request, me: Me, draft_id: str) -> Response:
        return shown(room, request, me, draft_of(room.app, me.name, draft_id))

    @pages.post(EDIT + "/{draft_id}")
    def act(form: Posted, draft_id: str) -> Response:
        return _done(room, form, draft_id)

    @pages.get(EDIT + "/{draft_id}/wenti")
    def problems(request: Request, me: Me, draft_id: str) -> Response:
        draft = draft_of(room.app, me.name, draft_id)
        return room.show(request, "_editor-found.html", **found_in(room, me, draft))

    @pages.get(EDIT + "/{draft_id}/zaichang")
    def present(request: Request, me: Me, draft_id: str, version: int = 0) -> Response:
        draft = draft_of(room.app, me.name, draft_id)
        return room.show(request, "_editor-present.html", **around(room, me, draft, version or draft.version))


def shown(
    room: Room, request: Request, me: Signed, draft: Draft, *, faults: Sequence[str] = (), status: int = 200
) -> Response:
    """The editor, or where the draft went. `faults`: what was not done, in words."""
    if not draft.is_open:
        return room.show(request, "editor-closed.html", draft=draft, kept=KEPT)
    app, writing = room.app, draft.writing
    return room.show(
        request,
        "editor.html",
        status=status,
        faults=faults,
        columns=[name for name in app.columns if not me.person.columns or name in me.person.columns],
        units=units(app),
        disclosures=[str(one) for one in Disclosure],
        channels=[(name, called(app, name)) for name in app.channels],
        own=own_words(app),
        own_name=field_of,
        chosen=CHOSEN,
        is_html=writing.kind == HTML,
        has_code=has_code(writing.body),
        limits=LIMITS,
        largest=BOUNDS.file,
        **(files_in(draft) | found_in(room, me, draft) | around(room, me, draft, draft.version)),
    )


def found_in(room: Room, me: Signed, draft: Draft) -> dict[str, Any]:
    """What is wrong with what was saved, and how much of each channel's limits it uses."""
    try:
        checked = check(room.app, me.name, draft, now=room.now)
    except CannotDo as error:
        problems = told(room.app, error.problems)
        return {"draft": draft, "own_words": OWN_WORDS, "problems": problems, "on_channels": [], "goes_to": []}
    edition = unsent(checked.item, me.name, room.now)
    return {
        "draft": draft,
        "own_words": OWN_WORDS,
        "problems": told(room.app, checked.problems),
        "on_channels": on_channels(room.app, checked, edition),
        "goes_to": goes_to(room.app, checked.item),
    }


def around(room: Room, me: Signed, draft: Draft, version: int) -> dict[str, Any]:
    """Who else is here, and what came meanwhile. `version`: what the page has."""
    others = be_here(room.app, me.name, draft.item_id or draft.id, now=room.now)
    return {
        "draft": draft,
        "others": others,
        "beside": beside(room.app, draft),
        "overtaken": draft.is_open and draft.version > version and draft.saved_by != me.name,
        "closed": not draft.is_open,
    }


def _done(room: Room, form: Form, draft_id: str) -> Response:
    """Save first, whatever else is asked for: nothing that was typed is lost."""
    app, me = room.app, form.me
    writing = writing_in(form, own_words(app))
    try:
        draft = save(app, me.name, draft_id, writing, version=version_in(form), now=room.now)
    except (Overtaken, HandedInMeanwhile) as error:
        return room.go(form.request, f"{edit_path(draft_id)}/fuben/{error.aside}", error.says)
    act, _, named = form.text("act").partition(":")
    if act == "remove":
        remove(app, me.name, draft_id, named)
        return room.go(form.request, f"{edit_path(draft_id)}#f-upload", f"已移除“{named}”。")
    added, faults = taken(room, form, draft_id)
    if faults:
        return shown(room, form.request, me, draft_of(app, me.name, draft_id), faults=faults, status=409)
    where = {"check": "#found", "preview": "/yulan", "submit": "/tijiao", "upload": "#f-upload"}.get(act, "")
    says = f"已收下：{'、'.join(file.name for file in added)}。" if added else ""
    return room.go(form.request, edit_path(draft.id) + where, says or ("" if where.startswith("/") else "已保存。"))
