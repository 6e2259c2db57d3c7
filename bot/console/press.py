"""What the press, the radio and others carried (媒体刊播): listed by year, looked at, voided."""

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from bot.actions.rights import ROLES, Right
from bot.actions.void import void
from bot.console.listing import addresses, number_of, page_of
from bot.console.once import new_word, once
from bot.console.pages import path
from bot.console.room import Room
from bot.console.signed import Me, Posted
from bot.downloads import kept_file
from bot.views.log import voided_in_words
from bot.views.press import carried, one_carried, years_carried
from content.zone import day_of

PRESS = "/kanbo"
SHOWN = 50


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(PRESS)
    def press(request: Request, me: Me) -> Response:
        this_year = day_of(room.now).year
        year, page = number_of(request, "year") or this_year, page_of(request)
        found = carried(room.app, year, most=SHOWN + 1, after=SHOWN * (page - 1))
        return room.show(
            request,
            "press.html",
            found=found[:SHOWN],
            more=len(found) > SHOWN,
            page=page,
            year=year,
            years=sorted({this_year, year, *years_carried(room.app)}, reverse=True),
            may_record=me.person.may(*ROLES[Right.RECORD]),
            may_import=me.person.may(*ROLES[Right.IMPORT]),
            address=addresses(path(PRESS), {"year": year}),
        )

    @pages.get(PRESS + "/{seq:int}")
    def piece(request: Request, me: Me, seq: int) -> Response:
        one = one_carried(room.app, seq)
        may_void = one.stands and me.person.may(*ROLES[Right.VOID])
        return room.show(request, "press-piece.html", one=one, may_void=may_void, once=new_word())

    @pages.get(PRESS + "/{seq:int}/jianbao")
    def clipping(me: Me, seq: int) -> Response:  # noqa: ARG001  # only who is signed in gets it
        one = one_carried(room.app, seq)
        answer = kept_file(room.app, one.clipping, one.clipping_name) if one.clipping else None
        if answer is None:
            raise HTTPException(404)
        return answer

    @pages.post(PRESS + "/{seq:int}/zuofei")
    def take_back(form: Posted, seq: int) -> Response:
        def act() -> tuple[str, str]:
            done = void(room.app, form.me.name, seq, reason=form.text("reason"), now=room.now)
            return f"{PRESS}/{seq}", voided_in_words(done)

        return once(room, form, act)
