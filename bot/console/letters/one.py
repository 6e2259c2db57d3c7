"""One letter with everything that was written and done, its answer being written, and the acts beside that."""

from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from bot.actions.errors import CannotDo
from bot.console.letters.acts import ACTS
from bot.console.letters.paths import INBOX, path_of
from bot.console.letters.writing import Writing, shown
from bot.console.once import new_word, once
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import for_the_console
from bot.downloads import made_file
from bot.views.inbox import Entry, attached, one, page, units_to_hand_to
from content.cut import shortened
from content.letters import Sought, State, Why, known_by

ALIKE = 10
"""So many letters that wait are offered to be merged into."""


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(INBOX + "/{number}")
    def letter(request: Request, me: Me, number: str) -> Response:
        entry = one(room.app, me.name, number, now=room.now)
        return shown(room, request, entry, Writing(seen=len(entry.letter.steps)))

    @pages.get(INBOX + "/{number}/fujian/{place}")
    def enclosure(me: Me, number: str, place: int) -> Response:
        name, content = attached(room.app, me.name, number, place)
        return made_file(content, name, shown=True)

    @pages.get(INBOX + "/{number}/ban/{act}")
    def before(request: Request, me: Me, number: str, act: str) -> Response:
        _require_act(act)
        return _form(room, request, one(room.app, me.name, number, now=room.now), act, typed={})

    @pages.post(INBOX + "/{number}/ban/{act}")
    def do(form: Posted, number: str, act: str) -> Response:
        _require_act(act)
        entry = one(room.app, form.me.name, number, now=room.now)

        def shown_again(refused: CannotDo) -> Response:
            says = for_the_console(refused.says)
            return _form(room, form.request, entry, act, typed=_typed(form), fault=says, status=409)

        return once(room, form, lambda: (path_of(number), ACTS[act].do(room.app, form, number, room.now)), shown_again)


def _require_act(act: str) -> None:
    if act not in ACTS:
        raise HTTPException(404)


def _typed(form: Form) -> dict[str, str]:
    return {name: form.text(name) for name in form.sent.fields}


def _form(
    room: Room, request: Request, entry: Entry, act: str, *, typed: dict[str, str], fault: str = "", status: int = 200
) -> Response:
    by = request.state.me.name
    more: dict[str, Any] = {"units": [], "alike": [], "whys": tuple(Why), "known_by": known_by(entry.letter)}
    if act == "jiaoban":
        told = {True: "", False: "（没有信箱员）"}
        more["units"] = [(unit, unit + told[has_clerk]) for unit, has_clerk in units_to_hand_to(room.app, by)]
    if act == "hebing":
        more["alike"] = _alike(room, by, entry)
    form = {"name": act, "act": ACTS[act], "typed": typed, "fault": fault, "once": new_word()}
    may = entry.letter.state in ACTS[act].states
    return room.show(request, "letter-act.html", status=status, entry=entry, may=may, **form, **more)


def _alike(room: Room, by: str, entry: Entry) -> list[tuple[str, str]]:
    """Others of its topic that wait: their numbers, and how they begin."""
    sought = Sought(states=(State.WAITING,), topic=entry.letter.topic)
    found, _ = page(room.app, by, sought, now=room.now)
    others = [other.letter for other in found if other.letter.number != entry.letter.number]
    return [(other.number, f"{other.number} {shortened(other.text, 40)}") for other in others[:ALIKE]]
