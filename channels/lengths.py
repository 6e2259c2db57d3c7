"""What an author watches while writing: how much of a channel's limits a text uses, and the page it will stand on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from content.edition import Edition


@dataclass(frozen=True, slots=True)
class Length:
    """`used` of `most`, at least `least`, in `unit`. `field` as renditions name it.

    `own`: what an author writes to have it otherwise on this channel, "" = it is the item's.
    """

    field: str
    used: int
    most: int
    least: int = 0
    own: str = ""
    unit: str = "字"

    @property
    def fits(self) -> bool:
        return self.least <= self.used <= self.most


@runtime_checkable
class HasLengths(Protocol):
    """A channel whose texts are limited, or may be written for it alone."""

    @property
    def overrides(self) -> Sequence[str]:
        """What an author may say otherwise on this channel."""
        ...

    def lengths(self, edition: Edition) -> list[Length]:
        """No network, no clock."""


@runtime_checkable
class HasPages(Protocol):
    """A channel that shows an edition on a page of its own making."""

    def whole_page(self, edition: Edition, now: datetime) -> str:
        """The document as the public would get it now, its style in it, its files by `files/<StoredFile.path>`."""
