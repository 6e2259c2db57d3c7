"""Who answers what was said."""

from bot.chat.dialogue import Dialogue, Known
from bot.chat.dialogues import greeting
from bot.chat.said import Said


def answer(said: Said, known: Known) -> Dialogue:
    """The dialogue that answers; see `bot.chat.dialogue`."""
    return greeting.answer(said, known)
