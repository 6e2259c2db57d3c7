"""The first words to somebody who begins to follow the account."""

from bot.chat.dialogue import Dialogue, Known, Turn
from bot.chat.dialogues import help as helping
from bot.chat.reply import say


def begin(known: Known) -> Dialogue:
    yield from ()
    first = known.settings.chat.greeting or f"您好，这里是{known.settings.office.name}。"
    return Turn(say(f"{first}\n", *helping.lines(known)))
