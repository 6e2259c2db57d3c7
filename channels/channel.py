"""The one interface behind which every kind of channel stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol, runtime_checkable

from channels.pieces import Evidence, Listed
from content.column import Column
from content.delivery import Delivery, Dispatch
from content.edition import Edition
from content.pages import PageLedger
from content.problems import Problem
from content.receipt import Receipt
from content.shelf import Files, Shelf

Clock = Callable[[], datetime]
Note = Callable[[Mapping[str, str]], None]
"""Commits marks (merged into those the dispatch has) before the next step; raises `Late` if fenced off."""
UNREACHABLE, BUSY = "channel_unreachable", "channel_busy"
"""Codes of problems that a channel's health has for the moment only: no answer, or one that says not now. They do not
block, as a channel is not paused for them, but it does not work either."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an adapter is built with. `clock` gives aware UTC; `shelf` is shared by all workers.

    The rest is for a channel that is a website of ours: `columns` in the settings' order; `contact` as in the
    settings' `office` (department, address, hours, phone, fax, email; empty = not given) for the 公开指南; `log_head`
    gives the hash of the log's last entry ("" = none yet), which the site shows so that a cut log is noticed; `links`
    are the pages where the public writes to the office: what a link is called, to its whole address.
    """

    name: str
    medium: str
    office: str
    clock: Clock
    shelf: Shelf
    files: Files
    pages: PageLedger | None = None
    columns: tuple[Column, ...] = ()
    contact: Mapping[str, str] = field(default_factory=dict)
    log_head: Callable[[], str] = str
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """What a rendition needs from outside: the page's public address, and the place in a bundle (from 0).

    `replaces`: for a person's package, the addresses of earlier editions that the channel shows.
    """

    page_url: str = ""
    place: int = 0
    bundle: int = 1
    published_at: datetime | None = None
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendition:
    """An edition in the shape one channel wants: what staff preview is what is sent.

    `fields` are the texts as the platform names them; `html` is the body where there is one; `files` maps the
    name used inside `html` or `fields` to a `StoredFile.path`.
    """

    key: str
    channel: str
    title: str
    html: str = ""
    text: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quota:
    """What is left of a limit: `left` of `limit` until `resets` (None = it does not reset)."""

    name: str
    left: int
    limit: int
    resets: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The channel holds it: one receipt per edition of the dispatch."""

    receipts: Sequence[Receipt]


@dataclass(frozen=True, slots=True)
class SurelyAbsent:
    """It is not out and will not come out of itself: the dispatch may be sent again."""

    says: str = ""


@dataclass(frozen=True, slots=True)
class CannotTell:
    """A person must look; `says` tells where and what to look for."""

    says: str


Looked = Found | SurelyAbsent | CannotTell


@dataclass(frozen=True, slots=True)
class Package:
    """What a person needs to complete a hand-over: texts to copy, files with their hashes, a checklist.

    `files` maps the name to save under to a `StoredFile.path`; `hashes` the same names to SHA-256 (hex). `declarations`
    are steps of the checklist that the platform's rules ask for: who confirms must have done them. `html` is a text
    to be copied as it looks. `link` is what staff call the address to bring back, `how` how they come by it.
    """

    key: str
    texts: Mapping[str, str]
    files: Mapping[str, str] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    checklist: Sequence[str] = ()
    declarations: Sequence[str] = ()
    says: str = ""
    html: str = ""
    link: str = "公开链接"
    how: str = "打开已经公开的那一件，复制它的链接，粘贴到这里。"


class Channel(Protocol):
    """What every kind can do. `capacity` is how many editions one dispatch may carry."""

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def medium(self) -> str: ...
    @property
    def capacity(self) -> int: ...

    def check(self, edition: Edition) -> list[Problem]:
        """What keeps this edition from this channel. No network, no clock."""

    def prepare(self, edition: Edition, context: Context) -> Rendition:
        """The preview, and exactly what will be sent. No network."""

    def health(self, now: datetime) -> list[Problem]:
        """Keys, permission, address. May call the platform, with a time limit; never raises.

        What blocks pauses the channel; UNREACHABLE and BUSY are for the moment; any other warning is only advice.
        """

    def allowance(self, now: datetime) -> list[Quota]:
        """What is left today and this month, from our own counting."""


@runtime_checkable
class Sends(Channel, Protocol):
    """The platform can be called.

    `time_limit` is how long `send` may take before its deadline; `patience` is how long a begun dispatch is left
    alone before it is asked after: longer than `time_limit` plus the longest single call.
    """

    @property
    def time_limit(self) -> timedelta: ...
    @property
    def patience(self) -> timedelta: ...

    def send(self, dispatch: Dispatch, renditions: Sequence[Rendition], note: Note) -> list[Receipt]:
        """Do the act; one receipt per edition. Repeatable steps first, the irreversible call last and once.

        Raises one of `channels.errors`; anything else counts as `Unconfirmed`.
        """

    def look(self, dispatch: Dispatch) -> Looked:
        """Whether an act that was begun did happen. Raises `TryLater` or `Misconfigured` if it cannot ask now."""

    def follow(self, receipt: Receipt) -> Receipt | CannotTell:
        """Ask after something held: held -> live, refused, gone. Returns the same receipt when nothing changed."""

    def next_poll(self, asked: int) -> timedelta:
        """How long to wait before the `asked`-th question (from 0) about something held."""


class Sight(StrEnum):
    """What a reader finds at a public address. `UNSEEN`: it could not be looked at just now."""

    THERE = "there"
    CHANGED = "changed"
    GONE = "gone"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Seen:
    """`says`: in words for staff, what differs or why it could not be looked at."""

    sight: Sight
    says: str = ""


@runtime_checkable
class ShowsPages(Channel, Protocol):
    """A website: each item has a public page, which is read back as any reader gets it."""

    @property
    def watches(self) -> bool:
        """Whether the settings want that."""
        ...

    def see(self, edition: Edition, url: str) -> Seen:
        """Whether the page at this address says what the edition says. With a time limit; never raises."""


@runtime_checkable
class LeavesDrafts(Channel, Protocol):
    """What did not get out may lie on the platform, where a person could still make it public.

    A withdrawal of what never was live, with these marks, takes it away; where it is no longer there somebody may have
    used it, and that raises `CannotWithdraw`.
    """

    def left(self, dispatch: Dispatch) -> Mapping[str, str]:
        """The marks by which a later dispatch finds what this one left; empty where it cannot have left anything."""


@runtime_checkable
class HandsOver(Channel, Protocol):
    """A person completes it."""

    @property
    def lease(self) -> timedelta:
        """How long a claim lasts."""
        ...

    @property
    def age_limit(self) -> timedelta:
        """After how long without confirmation people are reminded."""
        ...

    def package(self, edition: Edition, context: Context | None = None) -> Package:
        """What the person needs. `context` gives the page's address, where there is a live one."""

    def accept(self, delivery: Delivery, evidence: Evidence) -> Receipt:
        """Turn what the person brought back into a receipt. Raises `Refused` with words on what is wrong.

        For a delivery that is to be withdrawn, evidence that it is gone gives a `WITHDRAWN` receipt; where no address
        is known, the person's word that it is not there is enough.
        """


@runtime_checkable
class ReadsLinks(Channel, Protocol):
    """Knows the addresses of its platform's works: what a person pastes is theirs, in the one form a delivery owns."""

    def read_link(self, pasted: str) -> str:
        """The canonical address. Raises `Refused` with words on what is wrong."""


@runtime_checkable
class Records(Channel, Protocol):
    """Only written down: what others carried."""

    @property
    def forms(self) -> Sequence[str]:
        """What kinds of outlets there are, in words."""
        ...

    def record(self, key: str, evidence: Evidence) -> Receipt:
        """Raises `Refused` with words on what is missing."""

    def listed(self, table: Path, by: str, at: datetime) -> tuple[list[Listed], list[Problem]]:
        """The pieces of a table (CSV, XLSX) as `by` writes them down at `at`, and everything wrong with other lines.

        A problem's `where` is its line's, `第3行`. Never raises for anything in the file.
        """


@runtime_checkable
class Repairs(Channel, Protocol):
    """What it shows lies with us, and can be brought to match the tables."""

    def repair(self) -> int:
        """Also finish what `send` left for later: called after each run of sends, and every second during a long one.

        Returns how many files changed. Cheap when nothing is to be done. Raises `TryLater` or `Misconfigured`.
        """

    def rebuild(self) -> int:
        """Compare every file with what it should be, write those that differ and remove strays; how many changed."""
