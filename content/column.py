"""A column (栏目): where an item is filed on the website and what follows from that."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """`fresh_days` is how many days may pass without a new item before the column is stale; None = no limit."""

    name: str
    slug: str
    counts: bool = True
    channels: tuple[str, ...] = ()
    fresh_days: int | None = None
