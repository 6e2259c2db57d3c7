"""What an item will look like on every channel (预览): exactly what will be sent, each in a document of its own, in
which no script runs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from starlette.exceptions import HTTPException

from bot.actions.checking import channels_of
from bot.actions.drafts import draft_of
from bot.console.drafts import EDIT, edit_path
from bot.console.refs import edition_path, item_path
from bot.console.room import Room
from bot.console.signed import Me
from bot.downloads import kept_file
from bot.views.drafts import as_edition
from bot.views.item import edition_named
from bot.views.reading import rendition
from bot.words import RENDITION_FIELDS
from channels.channel import HandsOver, Package, ShowsPages
from channels.errors import Refused
from channels.lengths import HasPages
from channels.look import STYLE
from content.edition import Edition

RULES: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
    ),
    "X-Frame-Options": "SAMEORIGIN",
}
PHONE, DESKTOP = "phone", "desktop"
IMAGES = (".jpg", ".jpeg", ".png", ".gif", ".webp")


@dataclass(frozen=True, slots=True)
class Frame:
    """One document on the page of previews. `width`: PHONE or DESKTOP."""

    channel: str
    words: str
    width: str


def preview_path(ref: str) -> str:
    """Of an edition, below the root."""
    return f"{edition_path(ref)}/yulan"


def add_to(pages: FastAPI, room: Room) -> None:
    _add_drafts(pages, room)
    _add_editions(pages, room)


def _add_drafts(pages: FastAPI, room: Room) -> None:
    @pages.get(EDIT + "/{draft_id}/yulan")
    def of_draft(request: Request, me: Me, draft_id: str) -> Response:
        draft = draft_of(room.app, me.name, draft_id)
        back = ("编辑稿件", edit_path(draft_id))
        return _shown(room, request, as_edition(room.app, me.name, draft, room.now), back)

    @pages.get(EDIT + "/{draft_id}/yulan/{channel}/")
    def draft_document(request: Request, me: Me, draft_id: str, channel: str) -> Response:
        draft = draft_of(room.app, me.name, draft_id)
        return _document(room, request, as_edition(room.app, me.name, draft, room.now), channel)

    @pages.get(EDIT + "/{draft_id}/yulan/{channel}/files/{path:path}")
    def draft_file(me: Me, draft_id: str, channel: str, path: str) -> Response:
        draft = draft_of(room.app, me.name, draft_id)
        if file := next((one for one in draft.writing.files if one.path == path), None):
            return _file(room, path, {path: file.name})
        return _file(room, path, _names(room, as_edition(room.app, me.name, draft, room.now), channel))


def _add_editions(pages: FastAPI, room: Room) -> None:
    @pages.get("/gaojian/{ref:edition}/yulan")
    def of_edition(request: Request, _me: Me, ref: str) -> Response:
        return _shown(room, request, edition_named(room.app, ref), (ref, item_path(ref)))

    @pages.get("/gaojian/{ref:edition}/yulan/{channel}/")
    def edition_document(request: Request, _me: Me, ref: str, channel: str) -> Response:
        return _document(room, request, edition_named(room.app, ref), channel)

    @pages.get("/gaojian/{ref:edition}/yulan/{channel}/files/{path:path}")
    def edition_file(_me: Me, ref: str, channel: str, path: str) -> Response:
        edition = edition_named(room.app, ref)
        if file := next((one for one in edition.item.files if one.path == path), None):
            return _file(room, path, {path: file.name})
        return _file(room, path, _names(room, edition, channel))


def _shown(room: Room, request: Request, edition: Edition, back: tuple[str, str]) -> Response:
    frames: list[Frame] = []
    for name in channels_of(room.app, edition.item):
        channel = room.app.channels[name]
        if isinstance(channel, HasPages):
            frames.append(Frame(name, "电脑上的网页", DESKTOP))
        theirs = isinstance(channel, ShowsPages) and not isinstance(channel, HasPages)
        frames.append(Frame(name, "内容；版面由网站自己定" if theirs else "手机上的样子", PHONE))
    return room.show(request, "previews.html", edition=edition, frames=frames, back=back)


def _document(room: Room, request: Request, edition: Edition, name: str) -> Response:
    channel = room.app.channels.get(name)
    if channel is None:
        raise HTTPException(404)
    if isinstance(channel, HasPages):
        return HTMLResponse(channel.whole_page(edition, room.now), headers=dict(RULES))
    values = _on_channel(room, edition, name)
    return HTMLResponse(
        room.part(request, "preview-document.html", medium=channel.medium, **values), headers=dict(RULES)
    )


def _on_channel(room: Room, edition: Edition, name: str) -> dict[str, Any]:
    """For `preview-document.html`: what is sent, with its files by where the document finds them."""
    made = rendition(room.app, edition, name)
    html = made.html
    for said, path in made.files.items():
        html = re.sub(rf'(?<=[ "])(src|href|poster)="[^"]*{re.escape(said)}"', rf'\1="files/{path}"', html)
    package, refused = _package(room, edition, name)
    names = _names(room, edition, name)
    return {
        "made": made,
        "html": Markup(html),  # noqa: S704  # sanitised when the item was read
        "fields": {RENDITION_FIELDS.get(key, key): text for key, text in made.fields.items() if text and key != "text"},
        "package": package,
        "refused": refused,
        "style": Markup(STYLE.read_text("utf-8")),  # noqa: S704  # ours
        "video": edition.item.video if package is not None else None,
        "pictures": {} if isinstance(room.app.channels[name], ShowsPages) else _pictures(names, html),
    }


def _pictures(names: Mapping[str, str], html: str) -> dict[str, str]:
    """Those beside the text."""
    return {path: said for path, said in names.items() if said.lower().endswith(IMAGES) and path not in html}


def _package(room: Room, edition: Edition, name: str) -> tuple[Package | None, str]:
    """What a person gets to post it, or why it cannot be made yet."""
    channel = room.app.channels[name]
    if not isinstance(channel, HandsOver) or (edition.item.video is None and not isinstance(channel, ShowsPages)):
        return None, ""
    try:
        return channel.package(edition), ""
    except Refused as error:
        return None, error.says


def _names(room: Room, edition: Edition, name: str) -> Mapping[str, str]:
    """What the document of a channel may show: the item's files that go there, and what was made of them."""
    package, _ = _package(room, edition, name)
    if package is not None:
        return {path: said for said, path in package.files.items()}
    cover = None if isinstance(room.app.channels[name], ShowsPages) else edition.item.cover
    return {cover.path: cover.name} if cover else {}


def _file(room: Room, path: str, names: Mapping[str, str]) -> Response:
    found = kept_file(room.app, path, names[path]) if path in names else None
    if found is None:
        raise HTTPException(404)
    return found
