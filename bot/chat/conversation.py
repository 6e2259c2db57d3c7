"""Who answers what was said."""

from bot.chat.dialogue import Dialogue, Known
from bot.chat.dialogues import greeting, staff
from bot.chat.said import Said


def answer(said: Said, known: Known) -> Dialogue:
    """The dialogue that answers; see `bot.chat.dialogue`. What is staff's comes first, and outlives the rest."""
    own = staff.answer(said, known)
    if own is not None:
        return (yield from own)
    return staff.keeping((yield from greeting.answer(said, known)), known)
