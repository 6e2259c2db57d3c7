"""A message on its way through the house, from the door and back to it."""

import asyncio
from dataclasses import dataclass, field
from threading import Lock

from bot.chat.said import Said


@dataclass(frozen=True, slots=True)
class Message:
    """`key`: under which it would come again. `kind`: what it allows to be told later, as in `content.telling`."""

    key: str
    visitor: str
    kind: str
    said: Said


@dataclass(slots=True, eq=False)
class Ticket:
    """Who waits for the answer of a message; those who come with the same one wait together."""

    message: Message
    begun: bool = False
    waiting: list[asyncio.Future[str | None]] = field(default_factory=list)
    _guard: Lock = field(default_factory=Lock)
    _left: bool = False
    _taken: bool = False

    def leave(self) -> bool:
        """Nobody waits any longer. False when the answer is being kept: then it is here in a moment."""
        with self._guard:
            self._left = self._left or not self._taken
            return self._left

    def take(self) -> bool:
        """The answer is about to be kept; whether somebody waits for it, or must be told later."""
        with self._guard:
            self._taken = not self._left
            return self._taken

    def settle(self, reply: str | None) -> None:
        """On the loop of those who wait."""
        for future in self.waiting:
            if not future.done():
                future.set_result(reply)
