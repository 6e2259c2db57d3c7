"""What is wished for to tell how far a letter or an application is."""

from dataclasses import dataclass, field

from bot.chat.dialogue import Alone, Reads
from bot.views import letters
from content.registers.progress import Progress

Case = letters.Progress | Progress


@dataclass(frozen=True, slots=True)
class MyCase(Reads):
    """What the visitor wrote under this number, however it is typed. Answered with a `Case`, or None."""

    number: str


@dataclass(frozen=True, slots=True)
class AnybodysCase(Alone):
    """For who knows the last four digits of the telephone left with it; each try is counted. Answered with a `Case`."""

    number: str
    tail: str = field(repr=False)
