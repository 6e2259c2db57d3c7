"""What a website channel shows: one page per item, for life, and the ledger of all of them."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from content.edition import Edition


@dataclass(frozen=True, slots=True)
class Filed:
    """Where a page stands: `place` counts from 1 in its column, `year_place` in its column's year; gaps stay."""

    column: str
    place: int
    year: int
    year_place: int
    corrects: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One item on one website.

    `path` (`/tzgg/2026/2026-00137.html`) is given at first publication and kept for life, like `published_at`;
    `year` is that moment's year in Asia/Shanghai. `change` numbers the changes of the whole site from 1: a folder
    that remembers the last one it has seen knows which pages to write anew. `left` is where it was filed before
    its latest change, if that change moved it. `corrects` is the id of the item that this one puts right.
    """

    item_id: str
    number: int
    digest: str
    path: str
    column: str
    place: int
    year: int
    year_place: int
    change: int
    title: str
    index_number: str
    document_number: str
    made_on: date | None
    summary: str
    published_at: datetime
    updated_at: datetime
    withdrawn_at: datetime | None = None
    reason: str = ""
    corrects: str = ""
    left: Filed | None = None

    @property
    def filed(self) -> Filed:
        return Filed(self.column, self.place, self.year, self.year_place, self.corrects)

    @property
    def is_live(self) -> bool:
        return self.withdrawn_at is None


class Pages(Protocol):
    """One consistent view of one channel's pages. Lists hold live pages only, and never more than is asked for."""

    def get(self, item_id: str) -> Page | None:
        """The item's page, live or withdrawn."""

    def edition(self, page: Page) -> Edition:
        """The edition that the page shows, or showed before it was withdrawn."""

    def editions(self, column: str, first: int, last: int) -> Sequence[tuple[Page, Edition]]:
        """Every page (live or withdrawn) of the column in these places, oldest first."""

    def head(self) -> int:
        """The number of the latest change; 0 = nothing was ever shown."""

    def changed(self, after: int, limit: int) -> Sequence[Page]:
        """Pages changed since, live or withdrawn, in the order of their changes."""

    def columns(self) -> Sequence[str]:
        """Every column that ever had a page, by name."""

    def newest(self, column: str, limit: int) -> Sequence[Page]:
        """The newest of a column, newest first."""

    def newest_of_all(self, limit: int) -> Sequence[Page]:
        """The newest of the whole site, newest first."""

    def span(self, column: str, first: int, last: int) -> Sequence[Page]:
        """Those in these places of a column (both included), oldest first."""

    def last_place(self, column: str) -> int:
        """The last place given in a column; 0 = none."""

    def years(self, column: str) -> Sequence[int]:
        """The years in which a column was added to, newest first."""

    def year_span(self, column: str, year: int, first: int, last: int) -> Sequence[Page]:
        """Those in these places of a column's year (both included), oldest first."""

    def last_year_place(self, column: str, year: int) -> int:
        """The last place given in a column's year; 0 = none."""

    def notices(self, item_id: str) -> Sequence[Page]:
        """Live pages that put this item right, oldest first."""

    def corrections(self) -> Mapping[str, Sequence[Page]]:
        """All such pages, by the id of the item that they put right."""


class PageLedger(Protocol):
    """The pages of every website channel; each call is a unit of work of its own."""

    def view(self, channel: str) -> AbstractContextManager[Pages]:
        """One consistent view, valid inside its `with` block only."""

    def show(self, channel: str, edition: Edition, path: str, *, seen: int, now: datetime) -> Page:
        """Show this edition from `now` on: a new page at `path`, or the item's page changed.

        `seen` is the `change` of the item's page as the caller last saw it (0 = none). The same edition shown already
        changes nothing. Raises `OvertakenError` if somebody else changed the page since.
        """

    def withdraw(self, channel: str, item_id: str, reason: str, *, seen: int, now: datetime) -> Page:
        """Turn the item's page into a notice. Withdrawn already changes nothing. Raises `OvertakenError`, KeyError."""


class OvertakenError(Exception):
    """The page was changed by somebody else since it was looked at."""
