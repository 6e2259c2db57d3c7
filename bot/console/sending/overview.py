"""What waits to be ordered out, is under way, or went wrong: a page of each."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from fastapi import FastAPI, Request, Response

from bot.console.pages import ROOT
from bot.console.room import Room
from bot.console.sending.offers import may_publish
from bot.console.sending.showing import show
from bot.console.sending_paths import SENDING
from bot.console.signed import Me
from bot.views.items import items
from bot.views.sending import FAILED, TO_ORDER, UNDER_WAY, bundling, numbers, sendings
from bot.words import query_of
from content.item_state import ItemState
from content.people import Person
from content.store.item_list import Wanted

CANCELLED = "yiquxiao"


class Tab(NamedTuple):
    words: str
    empty: str


TABS: Mapping[str, Tab] = {
    TO_ORDER: Tab("待安排", "没有已通过审核、还没有安排发布的稿件。"),
    UNDER_WAY: Tab("进行中", "现在没有排着、正在发送或等人完成的。"),
    FAILED: Tab("未发出", "没有发送失败的。"),
    CANCELLED: Tab("已取消", "没有安排过、又在各渠道都取消了的稿件。"),
}


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(SENDING)
    def overview(request: Request, me: Me, kan: str = "", ye: int = 1) -> Response:
        tab, page = kan if kan in TABS else TO_ORDER, max(1, ye)
        found, more = _found(room, me.person, tab, page)
        return show(
            room,
            request,
            "sending.html",
            tabs=TABS,
            tab=tab,
            found=found,
            page=page,
            more=more,
            query=lambda number: f"{ROOT}{SENDING}{query_of(kan=tab, ye=str(number))}",
            tab_path=lambda name: f"{ROOT}{SENDING}{query_of(kan=name)}",
            numbers=numbers(room.app),
            bundling=bundling(room.app),
            may=may_publish(room, me),
        )


def _found(room: Room, person: Person, tab: str, page: int) -> tuple[Sequence[Any], bool]:
    """A page of what a tab lists, and whether there is a next one."""
    if tab != CANCELLED:
        return sendings(room.app, person, tab, page=page, now=room.now)
    theirs = Wanted(state=ItemState.CANCELLED, units=person.units, columns=person.columns)
    listed = items(room.app, theirs, page)
    return listed.items, listed.more
