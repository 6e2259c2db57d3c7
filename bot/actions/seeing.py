"""Show a letter to who wrote it, and to nobody else."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo
from bot.actions.guessing import NOT_SEEN, count_try, forget_tries
from content.letters import Asker, Letter, about, may_see

if TYPE_CHECKING:
    from bot.app import App


def seen(app: "App", number: str, asker: Asker, *, who: str = "", now: datetime) -> Letter:
    """The letter, for its visitor or for who has the digits. `who`: the network address, or the visitor.

    Raises CannotDo in the same words whether the number or the digits are wrong; wrong ones are counted.
    """
    with app.store.read() as work:
        try:
            letter = work.letters.get(number)
        except KeyError:
            letter = None
    if letter is not None and may_see(letter, Asker(visitor=asker.visitor)):
        return letter
    count_try(app.store.shelf, about(number), who or asker.visitor, now)
    if letter is None or not may_see(letter, asker):
        raise not_seen()
    forget_tries(app.store.shelf, about(number))
    return letter


def not_seen() -> CannotDo:
    return CannotDo(NOT_SEEN)
