"""Workers that die, or sleep, in the middle of a send."""

import copy
from collections.abc import Callable, Sequence
from typing import Any

from channels.channel import Channel, Note, Rendition
from content.delivery import Dispatch
from content.receipt import Receipt

DIES = ("before", "noted", "after")
SLEEPS = ("asleep", "overtaken")


class Killed(BaseException):
    """The worker is no more."""


def frail(channel: Channel, stage: str, meanwhile: Callable[[], None] = lambda: None) -> Channel:
    """The channel in the hands of a worker that dies before the call, after a mark or after the call.

    Or that sleeps (`meanwhile` happens) before the call, or after it.
    """
    kind: Any = type(channel)

    def send(self: Any, dispatch: Dispatch, renditions: Sequence[Rendition], note: Note) -> list[Receipt]:
        def noted(marks: Any) -> None:
            note(marks)
            if stage == "noted":
                raise Killed

        if stage == "before":
            raise Killed
        if stage == "asleep":
            meanwhile()
        receipts: list[Receipt] = kind.send(self, dispatch, renditions, noted)
        if stage == "after":
            raise Killed
        if stage == "overtaken":
            meanwhile()
        return receipts

    made = copy.copy(channel)
    if hasattr(kind, "send"):
        made.__class__ = type(kind.__name__, (kind,), {"send": send})
    return made
