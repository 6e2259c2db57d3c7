"""One piece that others carried is written down, with its clipping."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response

from bot.actions.errors import CannotDo, NotAllowed
from bot.actions.hand_over import Brought
from bot.actions.record import record
from bot.actions.rights import ROLES, Right
from bot.console.once import new_word, once
from bot.console.one_file import SCREENSHOTS, OneFile, file_of, on_disk
from bot.console.press import PRESS
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import for_the_console
from bot.moments import day_of_text, day_or_moment_of
from bot.views.channels import called
from bot.views.press import COUNTED, recording_channels
from channels.pieces import Piece
from content.log import Counted
from content.zone import day_of

RECORD = f"{PRESS}/dengji"
FACTS = ("outlet", "form", "page", "programme")
FIELDS = (*FACTS, "title", "ref", "date", "column", "unit", "url", "channel", "counts")
STAYS = ("outlet", "form", "page", "programme", "date", "channel", "unit", "column")
"""What the next piece of the same paper has as well."""
CLIPPINGS = (*SCREENSHOTS, ".pdf", ".mp3")


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(RECORD)
    def blank(request: Request, me: Me) -> Response:
        if not me.person.may(*ROLES[Right.RECORD]):
            raise NotAllowed("登记媒体刊播由统计或发布员办理。")
        return _show(room, request, {name: request.query_params.get(name, "") for name in FIELDS})

    @pages.post(RECORD)
    def keep(form: Posted) -> Response:
        clipping = file_of(room, form, "clipping", CLIPPINGS)
        try:
            brought = _brought(room, form, clipping)
            return once(room, form, lambda: _recorded(room, form, brought, clipping))
        except CannotDo as error:
            typed = {name: form.text(name) for name in FIELDS}
            status = 403 if isinstance(error, NotAllowed) else 409
            return _show(room, form.request, typed, status=status, refusal=error.says, clipping=clipping)


def _show(
    room: Room,
    request: Request,
    typed: dict[str, str],
    *,
    status: int = 200,
    refusal: str = "",
    clipping: OneFile | None = None,
) -> Response:
    channels = recording_channels(room.app)
    values: dict[str, Any] = {
        "channels": [(one.name, called(room.app, one.name)) for one in channels],
        "forms": list(dict.fromkeys(form for one in channels for form in one.forms)),
        "columns": list(room.app.columns),
        "counted": [(one.value, COUNTED[one]) for one in (Counted.COUNTED, Counted.APART)],
        "today": day_of(room.now),
    }
    return room.show(
        request,
        "press-form.html",
        status=status,
        typed=typed,
        refusal=for_the_console(refusal) if refusal else "",
        clipping=clipping,
        once=new_word(),
        **values,
    )


def _brought(room: Room, form: Form, clipping: OneFile) -> Brought:
    """Without the clipping. Raises CannotDo."""
    if clipping.fault:
        raise CannotDo(clipping.fault)
    facts = {name: form.text(name) for name in FACTS if form.text(name)}
    return Brought(url=form.text("url"), published_at=day_or_moment_of(form.text("date"), room.now), facts=facts)


def _recorded(room: Room, form: Form, brought: Brought, clipping: OneFile) -> tuple[str, str]:
    piece = Piece(
        title=form.text("title"),
        counts=form.text("counts") != Counted.APART,
        column=form.text("column"),
        unit=form.text("unit"),
        ref=form.text("ref"),
    )
    with on_disk(room, clipping) as path:
        complete = replace(brought, screenshot=path)
        record(room.app, form.me.name, form.text("channel"), piece, brought=complete, now=room.now)
    says = f"已登记：{form.text('outlet')} {form.text('date')} 《{form.text('title') or form.text('ref')}》。"
    if form.text("next"):
        stays = {name: form.text(name) for name in STAYS if form.text(name)}
        return f"{RECORD}?{urlencode(stays)}", says
    on = day_of_text(form.text("date"))
    return f"{PRESS}?year={on.year}" if on else PRESS, says
