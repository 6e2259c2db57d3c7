"""Two editions of an item, compared."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.errors import WrongUse
from bot.actions.finding import edition_of, item_id_of
from content.comparing import Comparison, compared
from content.edition import Edition, Frozen

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Compared:
    """`before` is the older one, whichever was named first."""

    before: Edition
    after: Edition
    comparison: Comparison
    editions: tuple[Frozen, ...]


def comparison(app: "App", item_id: str, first: int | None = None, second: int | None = None) -> Compared:
    """By their numbers; where none are given, the last two. Raises WrongUse for those there are not."""
    with app.store.read() as work:
        editions = tuple(work.items.frozen(item_id_of(work, item_id)))
        if len(editions) < 2:
            raise WrongUse(f"{item_id} 只有一个版次，没有可以对比的。")
        newest = second or editions[-1].number
        numbers = sorted((first or newest - 1, newest))
        before, after = (edition_of(work, f"{item_id}.{number}") for number in numbers)
    return Compared(before, after, compared(before.item, after.item), editions)
