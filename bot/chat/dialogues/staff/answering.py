"""Which of staff's dialogues takes what was said, if any."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.chat.dialogue import Dialogue, Known, Turn
from bot.chat.dialogues.staff import binding
from bot.chat.dialogues.staff.desk import carried
from bot.chat.said import Kind, Said

Command = Callable[[re.Match[str], Known], Dialogue]

FOR_ALL: Sequence[tuple[re.Pattern[str], Command]] = (
    (binding.SHAPE, binding.bind),
    (re.compile(r"绑定"), binding.how_to_bind),
    (re.compile(r"解绑|解除绑定"), binding.unbind),
)
FOR_STAFF: Sequence[tuple[re.Pattern[str], Command]] = ()


def answer(said: Said, known: Known) -> Dialogue | None:
    """None where it is for the public's dialogues: also staff may use all that the public may."""
    commands = (*FOR_ALL, *(FOR_STAFF if known.person else ()))
    if said.kind is Kind.TEXT:
        text = said.text.strip()
        for shape, command in commands:
            if match := shape.fullmatch(text):
                return command(match, known)
    return None


def keeping(turn: Turn, known: Known) -> Turn:
    """A public dialogue's turn, with what staff's dialogues remember."""
    return replace(turn, memory=carried(turn.memory, known))
