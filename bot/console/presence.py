"""Who else has the same thing open, so that two people know of each other before they write over one another."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.console.room import Room

STAYS = timedelta(seconds=70)
"""A page tells every 20 seconds that it is still open."""
KEPT = timedelta(hours=1)
TRIES = 5


def others_at(room: Room, place: str, name: str) -> Sequence[str]:
    """Note that somebody has this open; the names of all others who have. `place` names it on the shelf."""
    shelf, now = room.app.store.shelf, room.now
    for _ in range(TRIES):
        before = shelf.get(place, now)
        there: dict[str, str] = json.loads(before) if before else {}
        there = {who: at for who, at in there.items() if now - datetime.fromisoformat(at) < STAYS}
        others = [who for who in there if who != name]
        written = json.dumps({**there, name: now.isoformat()})
        if shelf.swap(place, before, written, until=now + KEPT, now=now):
            return others
    return others
