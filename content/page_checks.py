"""What a public page showed when it was last read back, and when it is read next: rules without a database."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

SOON = (timedelta(minutes=1), timedelta(minutes=10), timedelta(days=1))
"""From the moment on that a page is as it is; after that every `OFTEN`."""
OFTEN = timedelta(days=7)
TAKEN_BACK = (*SOON, timedelta(days=7), timedelta(days=30))
"""What was taken back and stayed away so long is looked at no more."""
DOUBTED = timedelta(minutes=10)
"""A finding is sure when it is found twice: caches lag behind, servers hiccup."""
SURE = 2
DAILY = timedelta(days=1)
UNSEEN = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), DAILY)
LONG_UNSEEN = len(UNSEEN)
"""So often in a row it could not be looked at: then that is told, too, where others on its site can be."""


class Finding(StrEnum):
    """What a reader finds otherwise than it should be. `UNSEEN`: for long nobody could look."""

    CHANGED = "changed"
    GONE = "gone"
    STILL = "still"
    UNSEEN = "unseen"

    @property
    def chinese(self) -> str:
        return WORDS[self]


WORDS = {
    Finding.CHANGED: "内容变了",
    Finding.GONE: "不见了",
    Finding.STILL: "撤回后还在",
    Finding.UNSEEN: "一直打不开",
}


@dataclass(frozen=True, slots=True)
class Noted:
    """Somebody knows of a finding: it is told again only when it is another one. `what`: its digest."""

    by: str
    word: str
    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class PageCheck:
    """The page of an edition on a website, which `is_public` or should be gone.

    `turn` changes with every change of it. `looks`: how often it was seen since it should be so. `finding`: what was
    seen last, `in_a_row` times, `says` in words; `unseen`: how often in a row after that it could not be looked at, and
    `unseen_says` why. `next_at`: None = no more. `told_at`: since when it is told to staff; None = nothing to be told.
    """

    item_id: str
    number: int
    channel: str
    url: str
    is_public: bool
    turn: int = 0
    looks: int = 0
    next_at: datetime | None = None
    looked_at: datetime | None = None
    finding: Finding | None = None
    says: str = ""
    in_a_row: int = 0
    unseen: int = 0
    unseen_says: str = ""
    noted: Noted | None = None
    told_at: datetime | None = None

    @property
    def ref(self) -> str:
        return f"{self.item_id}.{self.number}"

    @property
    def key(self) -> str:
        """Its delivery's."""
        return f"{self.ref}@{self.channel}"

    @property
    def matter(self) -> Finding | None:
        """What is the matter; a finding stays one while nobody can look."""
        if self.finding is not None:
            return self.finding
        return Finding.UNSEEN if self.unseen >= LONG_UNSEEN else None

    @property
    def matter_says(self) -> str:
        return self.says if self.finding is not None else self.unseen_says if self.matter else ""

    @property
    def is_sure(self) -> bool:
        return self.matter is Finding.UNSEEN or (self.finding is not None and self.in_a_row >= SURE)

    @property
    def what(self) -> str:
        """The same for the same matter. Why a page cannot be looked at does not count: it changes all the time."""
        says = "" if self.matter is Finding.UNSEEN else self.says
        return hashlib.sha256(f"{self.matter}\n{says}".encode()).hexdigest()[:16]

    @property
    def is_noted(self) -> bool:
        return self.noted is not None and self.noted.what == self.what


def seen(check: PageCheck, finding: Finding | None, says: str, now: datetime, *, sure: bool = False) -> PageCheck:
    """As it is once somebody looked. `sure`: a person looked, once is enough."""
    again = finding is not None and finding is check.finding
    looks = check.looks + 1
    after = replace(
        check,
        turn=check.turn + 1,
        looks=looks,
        looked_at=now,
        finding=finding,
        says=says if finding else "",
        in_a_row=max(check.in_a_row + 1 if again else 1, SURE if sure else 0) if finding else 0,
        unseen=0,
        unseen_says="",
        noted=check.noted if finding else None,
    )
    return _told(replace(after, next_at=_next(after, now)), now)


def not_seen(check: PageCheck, says: str, now: datetime, *, site_is_down: bool = False) -> PageCheck:
    """As it is once somebody tried to look, and could not. `site_is_down`: nor at any other page there, for long."""
    wait = UNSEEN[min(check.unseen, LONG_UNSEEN - 1)]
    most = max(check.unseen, LONG_UNSEEN - 1) if site_is_down else check.unseen + 1
    unseen = min(check.unseen + 1, most)
    after = replace(check, turn=check.turn + 1, unseen=unseen, unseen_says=says, next_at=now + wait)
    return _told(after, now)


def noted(check: PageCheck, by: str, word: str, now: datetime) -> PageCheck:
    """Somebody knows of what is the matter."""
    return replace(check, turn=check.turn + 1, noted=Noted(by, word, now, check.what), told_at=None)


def _told(check: PageCheck, now: datetime) -> PageCheck:
    if not check.is_sure or check.is_noted:
        return replace(check, told_at=None)
    return replace(check, told_at=check.told_at or now)


def _next(check: PageCheck, now: datetime) -> datetime | None:
    if check.finding is not None:
        return now + (DAILY if check.is_sure else DOUBTED)
    if check.is_public:
        return now + (SOON[check.looks] if check.looks < len(SOON) else OFTEN)
    return now + TAKEN_BACK[check.looks] if check.looks < len(TAKEN_BACK) else None
