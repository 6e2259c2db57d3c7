"""Who answers the wishes of the dialogues: one small function per kind of wish, in `bot.chat.doings`.

DOINGS: Mapping[type[Wish], Doing] = {Search: search, KeepLetter: keep_letter}

def search(hearing: Hearing, wish: Search) -> Found: ...
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.chat.dialogue import Wish
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Hearing:
    """Somebody's message that is being answered. `opened` is the runner's transaction while it is open."""

    app: "App"
    visitor: str
    now: datetime
    opened: Work | None = None

    @property
    def work(self) -> Work:
        """For `Changes` only: what is written in it is kept together with the reply, or neither is."""
        if self.opened is None:
            raise RuntimeError("only a wish that changes rows has a transaction")
        return self.opened


Doing = Callable[[Hearing, Any], Any]
Doings = Mapping[type[Wish], Doing]
