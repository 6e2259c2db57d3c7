"""An order, as it is written down as a dispatch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from content.delivery import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody asked for: one act on one channel, for editions given as (item id, number).

    `follows`: the dispatch that must be settled first. `suffix` makes the id unlike one given out before a
    restored backup, so that a platform that remembers ids is not misled. `marks`: what an earlier dispatch left on
    the platform, and this one is to use or take away.
    """

    channel: str
    act: Act
    editions: Sequence[tuple[str, int]]
    due_at: datetime
    by: str
    suffix: str
    reason: str = ""
    voids: bool = False
    renews: bool = False
    follows: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
