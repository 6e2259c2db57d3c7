"""What somebody orders and that takes seconds: begun by a form, done beside it, told on the page it leads to."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.console.alone import do_alone, is_at_work
from bot.console.room import Room
from bot.console.told import for_the_console
from content.problems import InWords

LASTS = timedelta(days=1)
PATIENCE = 0.3
"""Seconds the form waits: what is refused is mostly refused at once."""
BROKEN = "系统出了故障，没有办成。请过一会儿再试；再不行，请告诉管理员现在的时间。"
CUT_OFF = "办到一半被打断了，请看办成了没有，没有的再来一次。"


@dataclass(frozen=True, slots=True)
class Job:
    """`by` ordered it `at` this moment; it is `at_work`, or `says` what came of it: `done`, or why not.

    `typed`: what they wrote in the form, for it to be shown again.
    """

    by: str
    at: datetime
    at_work: bool = False
    done: bool = False
    says: str = ""
    typed: str = ""


def begin(room: Room, what: str, by: str, do: Callable[[], str], *, typed: str = "") -> bool:
    """`do` acts, and returns what to say; False where it is being done already."""
    shelf, began = room.app.store.shelf, room.now

    def keep(*, at_work: bool = False, done: bool = False, says: str = "") -> None:
        told = {"by": by, "at": began.isoformat(), "at_work": at_work, "done": done, "says": says, "typed": typed}
        shelf.put(what, json.dumps(told), began + LASTS)

    def act() -> None:
        keep(at_work=True)
        try:
            says = do()
        except InWords as refused:
            keep(says=for_the_console(refused.says))
        except Exception:
            keep(says=BROKEN)
            raise
        else:
            keep(done=True, says=says)

    thread = do_alone(room.app.store, f"{what}:alone", act, began)
    if thread is not None:
        thread.join(PATIENCE)
    return thread is not None


def job(room: Room, what: str) -> Job | None:
    """The last one; None where nobody ordered it today."""
    written = room.app.store.shelf.get(what, room.now)
    if written is None:
        return Job("", room.now, at_work=True) if is_at_work(room.app.store.shelf, f"{what}:alone", room.now) else None
    told = json.loads(written)
    found = Job(**{**told, "at": datetime.fromisoformat(told["at"])})
    if found.at_work and not is_at_work(room.app.store.shelf, f"{what}:alone", room.now):
        return replace(found, at_work=False, says=CUT_OFF)
    return found
