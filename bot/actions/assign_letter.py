"""Hand a letter to the unit that knows (交办)."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.finding import require_unit
from bot.actions.letter_steps import require_state, taken, write_step
from content.letters import Did, Letter, State, Step

if TYPE_CHECKING:
    from bot.app import App


def assign(app: "App", by: str, number: str, unit: str, *, now: datetime) -> Letter:
    """To a unit that people are registered for."""
    with app.store.write() as work:
        letter = taken(work, by, number)
        require_state(letter, State.WAITING)
        require_unit(unit, (person for person in work.people.all() if person.active))
        work.letters.change(letter.number, unit=unit)
        write_step(work, letter.number, Step(Did.ASSIGNED, by, now, unit))
        return work.letters.get(letter.number)
