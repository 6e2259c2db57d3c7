"""The office's letters on an application: which one, what goes into it, and the Word file."""

from pathlib import Path

from fastapi import FastAPI, Request, Response

from bot.actions.errors import CannotDo, NotAllowed
from bot.actions.write_letter import Wanted, write_letter
from bot.console.applications.paths import REGISTER, path_of
from bot.console.listing import text_of
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import for_the_console
from bot.downloads import made_file
from bot.views.application_letters import letters_for, places_of

PLACE = "x-"
"""Before the names of the letter's places among the form's fields."""
LONG = 24
"""What is longer is written in a box of several lines."""


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(REGISTER + "/{number}/wenshu")
    def letters(request: Request, me: Me, number: str) -> Response:
        kind = text_of(request, "zhonglei")
        one, found = letters_for(room.app, me.name, number)
        if not kind:
            return room.show(request, "application-letters.html", one=one, found=found, place=path_of(one.number))
        return _form(room, request, number, kind)

    @pages.post(REGISTER + "/{number}/wenshu")
    def write(form: Posted, number: str) -> Response:
        kind, by = form.text("zhonglei"), form.me.name
        written: dict[str, bytes] = {}

        def keep(name: str, content: bytes) -> Path:
            written[name] = content
            return Path(name)

        try:
            wanted = Wanted(kind, form.text("wenhao"), _given(room, form, number, kind))
            write_letter(room.app, by, number, wanted, keep=keep, now=room.now)
        except NotAllowed:
            raise
        except CannotDo as refused:
            return _form(room, form.request, number, kind, form=form, fault=for_the_console(refused.says))
        ((name, content),) = written.items()
        return made_file(content, name)


def _given(room: Room, form: Form, number: str, kind: str) -> dict[str, str]:
    """What the clerk says otherwise than is known, or where nothing is."""
    _, places = places_of(room.app, form.me.name, number, kind, now=room.now)
    typed = {place.name: form.text(PLACE + place.name) for place in places}
    return {place.name: typed[place.name] for place in places if typed[place.name] not in ("", place.known)}


def _form(
    room: Room, request: Request, number: str, kind: str, *, form: Form | None = None, fault: str = ""
) -> Response:
    by = request.state.me.name
    one, _ = letters_for(room.app, by, number)
    template, places = places_of(room.app, by, number, kind, now=room.now)
    typed = {place.name: form.text(PLACE + place.name) if form else place.known for place in places}
    return room.show(
        request,
        "application-letter.html",
        status=409 if fault else 200,
        one=one,
        place=path_of(one.number),
        letter=template,
        places=places,
        typed=typed,
        document_number=form.text("wenhao") if form else "",
        fault=fault,
        long=LONG,
    )
