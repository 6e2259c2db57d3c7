"""What the public writes to the office (留言), and what it is answered: values and rules, no database.

A letter waits for an answer, is answered (once or again), closed without one, or merged into another that is answered
for it. Simple questions are to be answered within five working days (政务新媒体检查, 湖南 2022 年第二季度通报).
"""

import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from unicodedata import normalize

from content.item import StoredFile
from content.phones import bare, fits

DIGITS = 8
STARS = range(1, 6)
MOST_PARTS = 20
MOST_PICTURES = 9
LONGEST = 5000
"""Characters of text in one letter."""


class State(StrEnum):
    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"
    MERGED = "merged"

    @property
    def chinese(self) -> str:
        return LABELS[self]


LABELS: Mapping[State, str] = MappingProxyType(
    {State.WAITING: "待答复", State.ANSWERED: "已答复", State.CLOSED: "不予答复", State.MERGED: "已合并办理"}
)


class Kind(StrEnum):
    """What a part of a letter is."""

    TEXT = "text"
    PICTURE = "picture"
    FILE = "file"
    PLACE = "place"


class Fetching(StrEnum):
    """Of a part whose bytes the platform holds: to be fetched, or lost (取不到). "" = nothing to fetch, or fetched."""

    NO = ""
    DUE = "due"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One message of a letter. `media`: the platform's id of a picture still to be fetched; `file`: it is here.

    `text`: what was written, or a place's words; `latitude`, `longitude` in degrees.
    """

    kind: Kind
    text: str = ""
    media: str = field(default="", repr=False)
    file: StoredFile | None = None
    latitude: float | None = None
    longitude: float | None = None
    fetching: Fetching = Fetching.NO


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """A letter as it comes in. `visitor`: who talks, as the platform names them ("" = unknown, then a phone is needed).

    `door` is "wechat" or "web"; `origin` stands for the network address on the web (see `bot.actions.origins`).
    `consent`: the office may publish question and answer, without what tells who asked.
    """

    topic: str
    parts: tuple[Part, ...]
    visitor: str = field(default="", repr=False)
    origin: str = field(default="", repr=False)
    door: str = "wechat"
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    consent: bool = False

    @property
    def text(self) -> str:
        return text_of(self.parts)


class Why(StrEnum):
    """Why a letter is closed without an answer; the words staff choose from and the person reads."""

    SPAM = "广告或骚扰"
    REPEATED = "重复留言"
    ELSEWHERE = "不属于本机关职责"
    UNCLEAR = "内容不明，无法办理"


class Did(StrEnum):
    """What staff did with a letter; the words they read."""

    ANSWERED = "answered"
    ASSIGNED = "assigned"
    MERGED = "merged"
    CLOSED = "closed"
    REOPENED = "reopened"
    MUTED = "muted"
    PUBLISHED = "published"

    @property
    def chinese(self) -> str:
        return DONE[self]


DONE: Mapping[Did, str] = MappingProxyType(
    {
        Did.ANSWERED: "答复",
        Did.ASSIGNED: "交办",
        Did.MERGED: "合并",
        Did.CLOSED: "不予答复",
        Did.REOPENED: "重新办理",
        Did.MUTED: "限制留言",
        Did.PUBLISHED: "送审公开",
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """What a person of the office did; `text` is the answer, the unit, the number merged into, the reason."""

    did: Did
    by: str
    at: datetime
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """`merged_into` is the number of the letter that is answered for it; `item_id` the item made of it."""

    number: str
    visitor: str = field(repr=False)
    origin: str = field(repr=False)
    door: str
    topic: str
    state: State
    unit: str
    name: str = field(repr=False)
    phone: str = field(repr=False)
    consent: bool
    stars: int | None
    rated_says: str
    merged_into: str
    item_id: str
    at: datetime
    answered_at: datetime | None
    parts: tuple[Part, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def text(self) -> str:
        return text_of(self.parts)

    @property
    def answers(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.did is Did.ANSWERED)

    @property
    def answer(self) -> Step | None:
        """The last one."""
        return self.answers[-1] if self.answers else None

    @property
    def why_closed(self) -> str:
        """In the words the person reads; "" unless it is closed."""
        closed = [step.text for step in self.steps if step.did is Did.CLOSED]
        return closed[-1] if self.state is State.CLOSED and closed else ""

    @property
    def has_writer(self) -> bool:
        """Whether anybody can be told of it or ask for it: neither can be who left the account and gave no phone."""
        return bool(self.visitor or self.phone)

    @property
    def known(self) -> tuple[str, str]:
        """What tells who wrote it, wherever it stands in the letter or in an answer."""
        return self.name, self.phone

    @property
    def about(self) -> str:
        """How notices and the log name it."""
        return about(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which letters somebody looks for. `units`: handed to one of these; none = to any, or to nobody yet.

    `came_before`: then.
    """

    states: tuple[State, ...] = ()
    units: frozenset[str] = frozenset()
    topic: str = ""
    came_before: datetime | None = None


def known_by(letter: Letter) -> str:
    """What its writer is muted by, in words; who else that silences."""
    if letter.visitor:
        return "微信账号"
    return "联系电话" if letter.phone else "网络地址（用同一地址的其他人也一样，最多 30 天）"


def marks_of(letter: LetterDraft | Letter) -> tuple[str, ...]:
    """What its writer is known by, the surest first: the account, the telephone, the network address."""
    phone = f"phone:{bare(letter.phone)}" if letter.phone else ""
    return tuple(filter(None, (letter.visitor, phone, letter.origin)))


def text_of(parts: Iterable[Part]) -> str:
    """What was written, one message per line."""
    return "\n".join(part.text for part in parts if part.kind is Kind.TEXT)


def about(number: str) -> str:
    return f"letter:{number}"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks about a letter: the visitor, or somebody who gives the last four digits of the phone left with it."""

    visitor: str = field(default="", repr=False)
    tail: str = field(default="", repr=False)


def may_see(letter: Letter, asker: Asker) -> bool:
    """Compared in constant time."""
    same = bool(letter.visitor) and secrets.compare_digest(letter.visitor.encode(), asker.visitor.encode())
    known = fits(letter.phone, asker.tail)
    return same or known


def draw_number() -> str:
    """Eight digits that nobody can guess, the first not 0; whether it is free is for the store to say."""
    return str(secrets.randbelow(9 * 10 ** (DIGITS - 1)) + 10 ** (DIGITS - 1))


def number_in(text: str) -> str:
    """The number somebody typed, with blanks and wide digits as people write them; "" where it is none."""
    figures = re.sub(r"[\s-]", "", normalize("NFKC", text))
    return figures if re.fullmatch(r"[1-9][0-9]{7}", figures) else ""


def digest_of(text: str) -> str:
    """The same for the same words, however they are spaced."""
    return hashlib.sha256("".join(normalize("NFKC", text).split()).encode()).hexdigest()
