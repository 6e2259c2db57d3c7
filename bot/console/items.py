"""The list of items (稿件): where each is, found by what staff remember of it."""

from typing import Any

from fastapi import FastAPI, Request, Response

from bot.actions.drafts import KEPT
from bot.actions.rights import ROLES, Right
from bot.console.drafts import edit_path, new_path
from bot.console.listing import addresses, number_of, page_of, text_of
from bot.console.pages import path
from bot.console.refs import item_path
from bot.console.room import Room
from bot.console.signed import Me
from bot.views.items import choices, drafts, items, state_in_words
from content.item_state import ItemState
from content.store.item_list import Wanted

ITEMS, DRAFTS = "/gaojian", "/gaojian/caogao"
NO_TITLE = "（还没有标题）"
KINDS = {
    ItemState.LIVE: "good",
    ItemState.FAILED: "bad",
    ItemState.PARTLY: "bad",
    ItemState.UNCONFIRMED: "bad",
    ItemState.RETURNED: "late",
    ItemState.EMERGENCY: "late",
    ItemState.WITHDRAWN: "soft",
    ItemState.CANCELLED: "soft",
    ItemState.REGISTERED: "soft",
}
"""How the badge of a state looks."""


OF_UNIT = "danwei"
"""Whose drafts are shown, in the address: those of my unit instead of mine."""


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(ITEMS)
    def listed(request: Request, me: Me) -> Response:
        filters = _filters(request)
        page = page_of(request)
        found = items(room.app, _wanted(filters), page)
        return room.show(
            request,
            "items.html",
            found=found,
            page=page,
            filters=filters,
            choices=choices(room.app),
            states=[(state.value, state.chinese) for state in ItemState],
            words=lambda one: state_in_words(room.app, one),
            kinds=KINDS,
            address=addresses(path(ITEMS), filters),
            item_path=item_path,
            new_path=new_path() if me.person.may(*ROLES[Right.SUBMIT]) else "",
        )

    @pages.get(DRAFTS)
    def of_drafts(request: Request, me: Me) -> Response:
        whose = OF_UNIT if text_of(request, "whose") == OF_UNIT else ""
        page = page_of(request)
        return room.show(
            request,
            "drafts-list.html",
            found=drafts(room.app, me.name, page, of_unit=bool(whose)),
            page=page,
            whose=whose,
            address=addresses(path(DRAFTS), {"whose": whose}),
            no_title=NO_TITLE,
            edit_path=edit_path,
            kept=KEPT,
            new_path=new_path() if me.person.may(*ROLES[Right.SUBMIT]) else "",
        )


def _filters(request: Request) -> dict[str, Any]:
    named = {name: text_of(request, name) for name in ("state", "column", "unit", "author", "channel", "text")}
    known = named["state"] if named["state"] in list(ItemState) else ""
    return {**named, "state": known, "year": number_of(request, "year")}


def _wanted(filters: dict[str, Any]) -> Wanted:
    return Wanted(**{**filters, "state": ItemState(filters["state"]) if filters["state"] else None})
