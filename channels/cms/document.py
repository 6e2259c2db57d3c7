"""A document as a CMS is given it, and as it has it; and the doors a CMS must offer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from channels.errors import Refused
from content.problems import Problem

Fence = Callable[[], None]
"""Called just before what cannot be undone goes out; raises `Late` when it may not."""


class State(StrEnum):
    """Where a document is on the site. Only `PUBLISHED` is public. `SUBMITTED`: the platform reviews it itself."""

    SUBMITTED = "submitted"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way. `key` names the item and the bytes (ASCII): the same key is uploaded once.

    `name` is the one readers see; `source` is how the rendition's HTML names it (`files/…`).
    """

    key: str
    name: str
    content: bytes
    media_type: str
    source: str

    @property
    def is_image(self) -> bool:
        return self.media_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class Placed:
    """A file on the site."""

    id: str
    url: str
    name: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """`key` is the item's name on the site, ASCII and for life (`gk-2026-00137`); `html` has the site's addresses.

    `column` is the column's id on the site; `fields` are those of the catalogue by their Chinese names, `path` the
    column's names from the top. `published_at`: when it was first public here, for sites that take a date.
    """

    key: str
    ref: str
    title: str
    html: str
    text: str
    summary: str
    column: str
    path: Sequence[str]
    keywords: Sequence[str]
    fields: Mapping[str, str]
    files: Sequence[Placed]
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Remote:
    """A document as the site has it now. `html` is what it kept of ours; None where the site does not give it back.

    `revision` changes with every change on the site, "" where it has none. `says`: why it was rejected. `warnings`:
    what the site says it changed.
    """

    id: str
    state: State
    title: str = ""
    html: str | None = None
    url: str = ""
    revision: str = ""
    at: datetime | None = None
    says: str = ""
    warnings: Sequence[str] = field(default_factory=tuple)


class Exists(Refused):
    """Not made, as a document of this key is there already: find it."""


class Conflict(Refused):
    """Not changed, as somebody changed it on the site meanwhile."""


class Cms(Protocol):
    """One site. Every method has a time limit and raises one of `channels.errors`.

    What wrote and was not answered raises `Unconfirmed`; what surely did nothing, `TryLater` or another `NotSent`.
    """

    @property
    def who(self) -> str:
        """What staff call it."""
        ...

    @property
    def finds(self) -> bool:
        """Whether a document can be found by its key; where not, every lost answer goes to a person."""
        ...

    def health(self, now: datetime) -> list[Problem]:
        """May call; never raises."""

    def find(self, key: str) -> Remote | None:
        """Whatever its state: drafts, waiting, taken down and in the bin included."""

    def read(self, remote_id: str) -> Remote | None:
        """As it is now; None where there is none."""

    def column(self, path: Sequence[str]) -> str:
        """The id of the column with these names from the top; made where the site lets us, else `Refused`."""

    def upload(self, file: Upload) -> Placed:
        """Found by its key where it is there already."""

    def create(self, document: Document, fence: Fence) -> Remote:
        """Public at once, or SUBMITTED. Raises `Exists`."""

    def update(self, remote: Remote, document: Document, fence: Fence) -> Remote:
        """Changed and public, whatever its state was. Raises `Conflict`."""

    def withdraw(self, remote: Remote, fence: Fence) -> Remote:
        """No longer public; the id stays, so that it can be published again."""
