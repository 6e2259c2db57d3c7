"""Hand a letter to the unit that knows (交办)."""

from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.actions.errors import WrongUse
from bot.actions.letter_steps import require_state, taken, write_step
from content.letters import Did, Letter, State, Step

if TYPE_CHECKING:
    from bot.app import App


def assign(app: "App", by: str, number: str, unit: str, *, now: datetime) -> Letter:
    """To a unit that people are registered for."""
    with app.store.write() as work:
        letter = taken(work, by, number)
        require_state(letter, State.WAITING)
        units = {person.unit for person in work.people.all() if person.active}
        if unit not in units:
            near = "".join(f"是不是“{one}”？" for one in get_close_matches(unit, units, n=1))
            raise WrongUse(f"没有人属于单位“{unit}”。{near or '单位见 gongkai people list。'}")
        work.letters.change(letter.number, unit=unit)
        write_step(work, letter.number, Step(Did.ASSIGNED, by, now, unit))
        return work.letters.get(letter.number)
