"""The register of applications: what is under way, what is due, what was answered."""

from typing import Any

from fastapi import FastAPI, Request, Response

from bot.actions.finding import is_year_and_serial
from bot.console.applications.paths import DUE, FIND, REGISTER, path_of
from bot.console.applications.tables import ENDINGS, years
from bot.console.listing import addresses, number_of, page_of, text_of
from bot.console.pages import path
from bot.console.room import Room
from bot.console.signed import Me, Posted
from bot.views.application_register import (
    ON_A_PAGE,
    answers_due,
    days_waiting,
    others_due,
    page,
    shown,
    unconfirmed,
    waiting_for_applicants,
)
from content.registers.applications import INCOMPLETE, OPEN, UNPAID, Application, Sought, State
from content.zone import day_of

TABS = {
    "": ("在办", OPEN),
    "daiqueren": ("待确认收到", (State.SUBMITTED,)),
    "daibuzheng": (INCOMPLETE, OPEN),
    "daijiaofei": (UNPAID, OPEN),
    "banjie": ("已办结", (State.CLOSED,)),
    "zuofei": ("已作废", (State.VOIDED,)),
    "quanbu": ("全部", ()),
}


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(REGISTER)
    def register(request: Request, me: Me) -> Response:
        tab, year = text_of(request, "zt"), number_of(request, "year")
        tab, number = tab if tab in TABS else "", page_of(request)
        found, more = _found(room, me.name, tab, year, number=number)
        turned = addresses(path(REGISTER), {"zt": tab, "year": year})
        return _shown(room, request, tab=tab, year=year, found=found, more=more, page=number, turned=turned)

    @pages.get(DUE)
    def due(request: Request, me: Me) -> Response:
        today, number = day_of(room.now), page_of(request)
        answers, more = answers_due(room.app, me.name, today, page=number)
        return room.show(
            request,
            "applications-due.html",
            answers=answers,
            others=others_due(room.app, me.name, today),
            unconfirmed=[(one, days_waiting(one, today)) for one in unconfirmed(room.app, me.name)[:ON_A_PAGE]],
            more=more,
            page=number,
            turned=addresses(path(DUE), {}),
            path_of=path_of,
        )

    @pages.post(FIND)
    def find(form: Posted) -> Response:
        """Words stand in no address: they may be somebody's name."""
        words, by = form.text("ci"), form.me.name
        if words and is_year_and_serial(words):
            return room.go(form.request, path_of(shown(room.app, by, words).application.number))
        if not words:
            return room.go(form.request, REGISTER)
        found, more = page(room.app, by, Sought(words=words))
        return _shown(room, form.request, tab="quanbu", words=words, found=found, more=more)


def _found(room: Room, by: str, tab: str, year: int | None, *, number: int) -> tuple[list[Application], bool]:
    name, states = TABS[tab]
    if name in (INCOMPLETE, UNPAID):
        return waiting_for_applicants(room.app, by, name, year=year, page=number)
    return page(room.app, by, Sought(states=states, year=year), page=number)


def _shown(room: Room, request: Request, **found: Any) -> Response:
    options = {"tabs": TABS, "endings": ENDINGS, "years": years(room), "path_of": path_of}
    plain = {"year": None, "page": 1, "words": "", "turned": str, "today": day_of(room.now)}
    return room.show(request, "applications.html", **{**options, **plain, **found})
