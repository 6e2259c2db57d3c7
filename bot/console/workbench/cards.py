"""What the workbench is made of: cards, each with a few lines that lead to where something is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from content.zone import day_of

FEW = 5
"""Lines on a card; the rest is on the page it leads to."""


@dataclass(frozen=True, slots=True)
class Line:
    """`path` is below the root; `note` and `badge` (with its `kind`, as `parts.badge` takes it) stand behind."""

    words: str
    path: str
    note: str = ""
    badge: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """`name` tells it from the others; `path`: of the page with all of it; `says` stands below the title.

    `count`: how many there are in all, None where the lines say it.
    """

    name: str
    title: str
    path: str
    lines: Sequence[Line] = ()
    count: int | None = None
    says: str = ""


def waited(since: datetime, now: datetime) -> str:
    days = (day_of(now) - day_of(since)).days
    return f"已等 {days} 天" if days > 0 else "今天"
