"""Who is writing on what right now, so that two people on one item know of each other."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from content.shelf import TRIES
from content.store.store import if_in_time

if TYPE_CHECKING:
    from bot.app import App

GONE_AFTER = timedelta(seconds=70)
"""Whose page has not asked for so long has closed it."""


@dataclass(frozen=True, slots=True)
class Present:
    """`since`: when they opened it."""

    name: str
    since: datetime


def be_here(app: "App", by: str, what: str, *, now: datetime) -> list[Present]:
    """Note that `by` has `what` open; the others who have. No page waits for it: the next time it is noted."""
    shelf, key = app.store.hurried_shelf, f"writing:{what}"
    others: list[Present] = []
    for _ in range(TRIES):
        kept = shelf.get(key, now)
        there = _still_there(json.loads(kept) if kept else {}, now)
        since = there.get(by, (now.isoformat(), ""))[0]
        after = {**there, by: (since, now.isoformat())}
        others = [Present(name, datetime.fromisoformat(times[0])) for name, times in there.items() if name != by]
        with if_in_time():
            if not shelf.swap(key, kept, json.dumps(after), until=now + GONE_AFTER, now=now):
                continue
        break
    return others


def _still_there(kept: dict[str, tuple[str, str]], now: datetime) -> dict[str, tuple[str, str]]:
    return {name: times for name, times in kept.items() if now - datetime.fromisoformat(times[1]) < GONE_AFTER}
