"""What takes seconds to compute, computed once for everybody and shown until it has changed.

It lies on the shelf, with what it was computed from and when. Whoever asks for what is no longer so gets it as it was,
and lets it be computed anew beside the page.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.console.alone import do_alone
from bot.console.room import Room
from content.problems import InWords
from content.store.store import if_in_time

LASTS = timedelta(days=7)
OLDEST = timedelta(minutes=10)
"""What is older is computed anew, whatever it depends on."""
PATIENCE = 0.1
"""Seconds a page waits: a small office's figures are there by then."""
FAILS_FOR = timedelta(minutes=1)
FAILED = "这次没有算成。请过一会儿刷新再看；再不行，请告诉管理员现在的时间。"


@dataclass(frozen=True, slots=True)
class Kept:
    """`value` "" = not computed yet. `is_fresh`: it is as things are. `fault`: in words, why it cannot be computed."""

    value: str = ""
    at: datetime | None = None
    is_fresh: bool = False
    fault: str = ""


def kept(room: Room, what: str, state: str, compute: Callable[[], str]) -> Kept:
    """`what` names it on the shelf; `state`: what it depends on, as it is now."""
    found = _look(room, what, state)
    if found.is_fresh or found.fault:
        return found
    thread = None
    with if_in_time():  # a page is shown as it is while somebody writes for long
        alone = f"{what}:alone"
        thread = do_alone(room.app.store, alone, lambda: _compute(room, what, state, compute), room.now, hurried=True)
    if thread is None:
        return found
    thread.join(PATIENCE)
    return found if thread.is_alive() else _look(room, what, state)


def _look(room: Room, what: str, state: str) -> Kept:
    shelf, now = room.app.store.shelf, room.now
    written = shelf.get(what, now)
    found = json.loads(written) if written else {}
    fault = "" if found and _is_fresh(found, state, now) else shelf.get(f"{what}:fault", now) or ""
    if not found:
        return Kept(fault=fault)
    return Kept(found["value"], datetime.fromisoformat(found["at"]), _is_fresh(found, state, now), fault)


def _is_fresh(found: dict[str, str], state: str, now: datetime) -> bool:
    return found["state"] == state and now - datetime.fromisoformat(found["at"]) < OLDEST


def _compute(room: Room, what: str, state: str, compute: Callable[[], str]) -> None:
    shelf, now = room.app.store.shelf, room.now
    try:
        value = compute()
    except Exception as error:
        says = error.says if isinstance(error, InWords) else FAILED
        shelf.put(f"{what}:fault", says, now + FAILS_FOR)
        raise
    shelf.put(what, json.dumps({"state": state, "at": now.isoformat(), "value": value}), now + LASTS)
