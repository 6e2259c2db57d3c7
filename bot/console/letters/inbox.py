"""The inbox: what waits, how long, until when its writer can still be told; and what was answered."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response

from bot.actions.errors import WrongUse
from bot.actions.rights import Right, require_role
from bot.console.letters.paths import EXPORT, FIND, INBOX, path_of
from bot.console.pages import path
from bot.console.room import Room
from bot.console.signed import Me, Posted
from bot.downloads import written_file
from bot.views.inbox import export, holding, late_before, one, page, units
from content.letters import Sought, State, number_in

TABS = {
    "": ("待答复", (State.WAITING,)),
    "chaoqi": ("已超期", (State.WAITING,)),
    "yidafu": ("已答复", (State.ANSWERED,)),
    "hebing": ("已合并", (State.MERGED,)),
    "buyu": ("不予答复", (State.CLOSED,)),
    "quanbu": ("全部", ()),
}
LATE = "chaoqi"
ENDINGS = {"xlsx": "Excel", "csv": "CSV"}
LONGEST = 19
"""Digits of a number that a database still holds."""


class Chosen(NamedTuple):
    """What of the inbox is shown, as it stands in the address."""

    zt: str = ""
    dw: str = ""
    zhuti: str = ""
    ye: int = 1

    @classmethod
    def of(cls, request: Request) -> "Chosen":
        asked = request.query_params
        page = asked.get("ye", "")
        return cls(
            zt=tab if (tab := asked.get("zt", "")) in TABS else "",
            dw=asked.get("dw", "").strip(),
            zhuti=asked.get("zhuti", "").strip(),
            ye=max(int(page), 1) if page.isdecimal() and len(page) < 7 else 1,
        )

    def turned(self, page: int) -> str:
        return self.address(ye=page)

    def address(self, **other: object) -> str:
        said = {name: value for name, value in {**self._asdict(), **other}.items() if value not in ("", 1)}
        return path(INBOX) + (f"?{urlencode(said)}" if said else "")


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(INBOX)
    def inbox(request: Request, me: Me) -> Response:
        chosen = Chosen.of(request)
        late = late_before(room.app, room.now) if chosen.zt == LATE else None
        sought = Sought(states=TABS[chosen.zt][1], topic=chosen.zhuti, came_before=late)
        entries, more = page(room.app, me.name, sought, unit=chosen.dw, page=chosen.ye, now=room.now)
        return _shown(room, request, me.name, chosen=chosen, entries=entries, more=more)

    @pages.post(FIND)
    def find(form: Posted) -> Response:
        """Words stand in no address: they may be somebody's name."""
        words, by = form.text("ci"), form.me.name
        if number := number_in(words):
            one(room.app, by, number, now=room.now)
            return room.go(form.request, path_of(number))
        if not words:
            return room.go(form.request, INBOX)
        left_off = form.text("qian")
        before = int(left_off) if left_off.isdecimal() and len(left_off) < LONGEST else None
        held = holding(room.app, by, words, before=before, now=room.now)
        found = {"entries": held.entries, "more": held.more, "before": held.before, "words": words}
        return _shown(room, form.request, by, chosen=Chosen(zt="quanbu"), **found)

    @pages.post(EXPORT)
    def take_out(form: Posted) -> Response:
        require_role(form.me.person, Right.LETTERS)
        ending = form.text("geshi")
        if ending not in ENDINGS:
            raise WrongUse(f"可以导出为 {'、'.join(ENDINGS.values())}。")
        return written_file(f"留言.{ending}", lambda file: export(room.app, form.me.name, file, now=room.now))


def _shown(room: Room, request: Request, by: str, **found: Any) -> Response:
    options = {"tabs": TABS, "units": units(room.app, by), "topics": room.app.settings.chat.topics, "endings": ENDINGS}
    return room.show(request, "letters.html", **{"words": "", "before": None, **options, **found})
