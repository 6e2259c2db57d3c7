"""Answer several letters about the same as one (合并): what is answered to one is told to all."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.answer_letter import tell_merged
from bot.actions.errors import WrongUse
from bot.actions.letter_steps import require_state, taken, write_step
from content.letters import Did, Letter, State, Step

if TYPE_CHECKING:
    from bot.app import App


def merge(app: "App", by: str, number: str, into: str, *, now: datetime) -> Letter:
    """What was merged into the first goes along. Returns it as it is now."""
    with app.store.write() as work:
        # Always in the same order: two who merge two letters into each other must not wait for each other.
        held = {one: taken(work, by, one) for one in sorted({number, into})}
        letter, main = held[number], held[into]
        if letter.number == main.number:
            raise WrongUse("不能把一件留言合并到它自己。")
        require_state(letter, State.WAITING)
        require_state(main, State.WAITING, State.ANSWERED)
        for one in (letter, *work.letters.merged_into(letter.number)):
            work.letters.change(one.number, state=State.MERGED, merged_into=main.number, settled_at=now)
            if main.answer:
                tell_merged(work, one, main, main.answer.text, now=now)
        write_step(work, letter.number, Step(Did.MERGED, by, now, main.number))
        return work.letters.get(letter.number)
