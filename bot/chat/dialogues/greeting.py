"""The first words to somebody who begins to follow the account."""

from bot.chat.dialogue import Dialogue, Known, Turn
from bot.chat.reply import say
from bot.chat.said import Said


def answer(_said: Said, known: Known) -> Dialogue:
    yield from ()
    return Turn(say(known.settings.chat.greeting or f"您好，这里是{known.settings.office.name}。"))
