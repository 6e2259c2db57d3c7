"""What the dialogues about applications for information (依申请公开) wish for; all of it as the visitor who talks."""

from dataclasses import dataclass

from bot.chat.dialogue import Changes, Reads
from content.registers.applications import Draft


@dataclass(frozen=True, slots=True)
class MayApply(Reads):
    """Whether there is room for one more today. Answered with None, or refused with the reason."""


@dataclass(frozen=True, slots=True)
class Apply(Changes):
    """Answered with the `Application`."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class Helped(Changes):
    """A published item answered what somebody was about to apply for. Answered with None."""

    item_id: str


@dataclass(frozen=True, slots=True)
class MyApplications(Reads):
    """Newest first. Answered with a list of `content.registers.progress.Progress`."""
