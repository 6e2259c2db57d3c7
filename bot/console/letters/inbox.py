"""The inbox: what waits, how long, until when its writer can still be told; and what was answered."""

from typing import NamedTuple
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response

from bot.console.letters.paths import INBOX
from bot.console.pages import path
from bot.console.room import Room
from bot.console.signed import Me
from bot.views.inbox import late_before, page
from content.letters import Sought, State

TABS = {
    "": ("待答复", (State.WAITING,)),
    "chaoqi": ("已超期", (State.WAITING,)),
    "yidafu": ("已答复", (State.ANSWERED,)),
    "hebing": ("已合并", (State.MERGED,)),
    "buyu": ("不予答复", (State.CLOSED,)),
    "quanbu": ("全部", ()),
}
LATE = "chaoqi"


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
            ye=max(int(page), 1) if page.isdecimal() else 1,
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
        return room.show(request, "letters.html", chosen=chosen, tabs=TABS, entries=entries, more=more)
