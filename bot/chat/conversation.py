"""Where everything that is said is answered: the first dialogue that takes it."""

from bot.chat.dialogue import Dialogue, Known, Turn
from bot.chat.reply import say
from bot.chat.said import Said


def answer(said: Said, known: Known) -> Dialogue:
    yield from ()
    return Turn(say("您好" if said.text else ""), known.memory)
