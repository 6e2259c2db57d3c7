"""How a dialogue is written: a generator that yields wishes and returns a turn. It does nothing itself.

What was said and what is known go in; wishes, as plain values, come out and are answered by whoever runs the dialogue
(`bot.chat.hearing` in the house, the tests by hand); the turn at the end holds the reply and what is to be remembered:

    def answer(said: Said, known: Known) -> Dialogue:
        found: Found = yield Search(said.text)
        return Turn(say("…"), Memory("search", "more", {"text": said.text}))

The runner may run a dialogue again from its start (another worker was faster; a wish must be done alone): until its
first change a dialogue only reads.
"""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.chat.reply import Reply, say
from bot.settings import Settings
from content.people import Person
from content.registers.working_days import WorkingDays
from content.visitors import NOTHING, Memory


@dataclass(frozen=True, slots=True)
class Known:
    """`person`: who talks, where that is a bound member of staff; of anybody else a dialogue knows nothing.

    `calendar`: the office's working days.
    """

    now: datetime
    memory: Memory
    settings: Settings
    calendar: WorkingDays
    person: Person | None = None


class Reads:
    """A wish that changes nothing; answered outside any transaction."""


class Changes:
    """A wish that changes rows: done in the transaction that also keeps the turn, so both happen or neither."""


class Alone:
    """A wish that takes its time or opens transactions of its own (an action of staff, something to fetch).

    No change may be wished before it in the same dialogue. It is done at most once.
    """


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the runner answers a wish that could not be granted: words for the person who asked."""

    says: str


@dataclass(frozen=True, slots=True)
class Turn:
    reply: Reply
    memory: Memory = NOTHING


Wish = Reads | Changes | Alone
Dialogue = Generator[Wish, Any, Turn]


def at_once(words: str, memory: Memory = NOTHING) -> Dialogue:
    """The whole of a dialogue that wishes nothing: these words, and this to be remembered."""
    yield from ()
    return Turn(say(words), memory)
