"""What the dialogues about letters (留言) wish for; all of it as the visitor who talks."""

from dataclasses import dataclass, field

from bot.chat.dialogue import Changes, Reads
from content.letters import Part


@dataclass(frozen=True, slots=True)
class MayLeave(Reads):
    """Whether there is room for one more letter today. Answered with None, or refused with the reason."""


@dataclass(frozen=True, slots=True)
class Leave(Changes):
    """Answered with the letter's number."""

    topic: str
    parts: tuple[Part, ...]
    phone: str = field(default="", repr=False)
    consent: bool = False


@dataclass(frozen=True, slots=True)
class MyLetters(Reads):
    """The last few, newest first. Answered with a list of `bot.views.letters.Progress`."""


@dataclass(frozen=True, slots=True)
class Rate(Changes):
    """Answered with the `Letter`."""

    number: str
    stars: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Consent(Changes):
    """To the publishing of question and answer. Answered with the `Letter`."""

    number: str
