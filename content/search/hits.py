"""What a search finds."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Hit:
    """A published item. `url` is its best address ("" = it has none), `published_at` when it first became public.

    `score` only orders the hits of one search.
    """

    ref: str
    title: str
    score: float
    url: str
    published_at: datetime | None
    column: str
    summary: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, best first; `total` is how many there are on all pages, at most twenty.

    Not `ready`: the machine's first index is still being made, so that nothing can be said yet.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    ready: bool = True
