"""Let whoever left a letter leave no more for a while."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.letter_steps import taken, write_step
from content.letters import Did, Step, marks_of

if TYPE_CHECKING:
    from bot.app import App

LONGEST = 365


def mute(app: "App", by: str, number: str, days: int, *, now: datetime) -> datetime | None:
    """The account that wrote it, or else the telephone left with it, or else the network address (that one 30 days at
    most): a neighbour behind the same address writes on. 0 days: let them write again. Returns until when.
    """
    if not 0 <= days <= LONGEST:
        raise WrongUse(f"天数应在 0 到 {LONGEST} 之间；0 是解除。")
    with app.store.write() as work:
        letter = taken(work, by, number)
        marks = marks_of(letter)
        if not marks:
            raise CannotDo(f"{number} 已不知道是谁写的，不能限制。")
        until = now + timedelta(days=days) if days else None
        if until:
            work.letters.mute(marks[0], by=by, until=until)
        else:
            for mark in marks:
                work.letters.unmute(mark)
        write_step(work, letter.number, Step(Did.MUTED, by, now, f"{days} 天" if days else "解除"))
    return until
