"""The workbench (工作台): what waits for whoever is signed in, what went wrong, how the year stands.

It reads tallies, small indexed sets and the shelf: it is open all day on every desk, and renews itself.
"""

import hashlib
from typing import Any

from fastapi import FastAPI, Request, Response

from bot.actions.rights import ROLES, Right
from bot.console.drafts import new_path
from bot.console.room import Room
from bot.console.sending_paths import CHANNELS
from bot.console.signed import Me
from bot.console.told import for_the_console
from bot.console.workbench.cards import Card
from bot.console.workbench.mine import mine
from bot.console.workbench.public import public
from bot.console.workbench.sendings import channel_days, is_sender, sendings
from bot.console.workbench.year import year
from bot.views.outlook import outlook
from content.people import Person

PART = "/gongzuotai"
"""The part of the page that renews itself."""


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get("/")
    def workbench(request: Request, me: Me) -> Response:
        write = new_path() if me.person.may(*ROLES[Right.SUBMIT]) else ""
        return room.show(request, "workbench.html", write=write, **_shown(room, me.person))

    @pages.get(PART)
    def renewed(request: Request, me: Me, seen: str = "") -> Response:
        """Nothing at all where nothing changed: whoever is at a link there stays at it."""
        shown = _shown(room, me.person)
        return Response(status_code=204) if seen == shown["seen"] else room.show(request, "_workbench.html", **shown)


def _shown(room: Room, me: Person) -> dict[str, Any]:
    looked = outlook(room.app, room.now)
    cards: list[Card] = [*sendings(room, me), *mine(room, me), *public(room, me, looked)]
    days = channel_days(room, looked) if is_sender(room, me) else []
    counted = year(room)
    seen = hashlib.sha256(repr((cards, days, counted)).encode()).hexdigest()[:16]
    return {
        "cards": cards,
        "days": days,
        "looked_at": looked.at if looked else None,
        "counted": counted,
        "channels_path": CHANNELS,
        "part": PART,
        "told": for_the_console,
        "seen": seen,
    }
