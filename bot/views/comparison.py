"""Two editions of an item, compared."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.actions.errors import WrongUse
from bot.actions.finding import edition_of, item_id_of
from content.comparing import Comparison, compared
from content.edition import Edition, Frozen
from content.item import Item

if TYPE_CHECKING:
    from bot.app import App


KEPT = 64
"""Comparisons kept in memory: a long text takes tenths of a second, and of two digests it stays the same."""


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
    return Compared(before, after, changes(before, after), editions)


def changes(before: Edition, after: Edition) -> Comparison:
    """What the later one has otherwise."""
    return _kept(_Pair((before.digest, after.digest), before.item, after.item))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Known by its digests alone."""

    digests: tuple[str, str]
    before: Item = field(compare=False, repr=False)
    after: Item = field(compare=False, repr=False)


@lru_cache(maxsize=KEPT)
def _kept(pair: _Pair) -> Comparison:
    return compared(pair.before, pair.after)
