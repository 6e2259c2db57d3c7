"""The log (发布台账): typed events in one hash chain. Pure; the rows are kept by `content.store.ledger`.

Each entry's hash covers everything its row holds and the hash of the entry before it, so that a changed, missing or
inserted row shows. A cut tail shows against a head (number and hash) that was published elsewhere.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from content.edition import Edition
from content.zone import SHANGHAI

VERSION = 1
GENESIS = "0" * 64
PLAIN = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Kind(StrEnum):
    """What happened: publications (one per item and channel), review steps, people, changes in the registers."""

    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    VOIDED = "voided"
    RECORDED = "recorded"
    SUBMITTED = "submitted"
    PASSED = "passed"
    APPROVED = "approved"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    SECRECY = "secrecy"
    EMERGENCY = "emergency"
    CLEARED = "cleared"
    PERSON = "person"
    REGISTERED = "registered"
    CHANGED = "changed"

    @property
    def chinese(self) -> str:
        return LABELS[self]


LABELS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.PUBLISHED: "发布",
        Kind.CORRECTED: "更正",
        Kind.WITHDRAWN: "撤回",
        Kind.VOIDED: "作废",
        Kind.RECORDED: "补记",
        Kind.SUBMITTED: "送审",
        Kind.PASSED: "审核通过",
        Kind.APPROVED: "批准",
        Kind.RETURNED: "退回",
        Kind.ACCEPTED: "说明后保留",
        Kind.SECRECY: "保密审查",
        Kind.EMERGENCY: "紧急发布",
        Kind.CLEARED: "补审",
        Kind.PERSON: "人员",
        Kind.REGISTERED: "登记",
        Kind.CHANGED: "登记变更",
    }
)

PUBLIC = (Kind.PUBLISHED, Kind.CORRECTED, Kind.RECORDED)
"""After one of these an item is public on the channel; after `withdrawn` or `voided` it is not."""
OUTWARD = (Kind.PUBLISHED, Kind.CORRECTED, Kind.WITHDRAWN)
"""Something was done on a channel."""
COUNTING = (Kind.PUBLISHED, Kind.RECORDED)
"""Kinds that may count; `voided` takes back what one of them counted."""


class Counted(StrEnum):
    """Whether a publication disclosed information (计入) or only reported on the office (另计)."""

    NO = ""
    COUNTED = "counted"
    APART = "apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, as it is handed to the log. `at` is aware: of a publication, its first live moment there.

    `counts` says whether the publication may count ("" = its column does not). `evidence` holds JSON values, never a
    secret. A `voided` event takes back what its item counted on its channel; where a recorded row has no item,
    `evidence["voids"]` gives the number of the entry meant.
    """

    kind: Kind
    at: datetime
    by: str
    item_id: str = ""
    ref: str = ""
    channel: str = ""
    medium: str = ""
    column: str = ""
    unit: str = ""
    title: str = ""
    index_number: str = ""
    counts: str = ""
    digest: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """What makes two publications the same information: the index number, else the item; "" = unknown (不详)."""
        return self.index_number or self.item_id

    @property
    def place(self) -> tuple[str, str]:
        """Where one item counts once: the channel, or the medium of what was recorded without one."""
        return self.channel, "" if self.channel else self.medium


def about(edition: Edition, kind: Kind, at: datetime, by: str) -> Event:
    """An event about an edition; where it happened and with what evidence is for the caller to add."""
    return Event(
        kind=kind,
        at=at,
        by=by,
        item_id=edition.item_id,
        ref=edition.ref,
        column=edition.item.column,
        unit=edition.item.unit,
        title=edition.item.title,
        index_number=edition.index_number,
        digest=edition.digest,
    )


def voiding(original: Event, *, at: datetime, by: str, **evidence: str) -> Event:
    """What takes back an earlier event: the one numbered `voids`, or all its item counted in that place."""
    return replace(original, kind=Kind.VOIDED, at=at, by=by, counts="", digest="", evidence=evidence)


@dataclass(frozen=True, slots=True)
class Effect:
    """What an entry does to the figures: `change` is +1, 0 or -1, in the year and month given (Asia/Shanghai).

    For a `voided` entry that takes something back they are the original publication's, else those of `event.at`.
    """

    change: int
    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry's number and hash, as they are published."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log. `previous` and `hash` are SHA-256 in hex; the first entry's `previous` is GENESIS."""

    seq: int
    event: Event
    previous: str
    hash: str
    version: int
    effect: Effect

    @property
    def head(self) -> Head:
        return Head(self.seq, self.hash)


@dataclass(frozen=True, slots=True)
class BadEntry:
    """The first entry at which the chain breaks; `says` is Chinese, for staff."""

    seq: int
    says: str


def month_of(at: datetime) -> tuple[int, int]:
    """Year and month in Asia/Shanghai. Raises ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone")
    local = at.astimezone(SHANGHAI)
    return local.year, local.month


def moment_text(at: datetime) -> str:
    """UTC to the microsecond, `2020-12-31T16:00:00.000000+00:00`: the same from both databases."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def evidence_text(evidence: Mapping[str, Any]) -> str:
    """As it is kept and hashed. Raises TypeError for what is not JSON."""
    return PLAIN.encode(dict(evidence))


def _canonical_1(seq: int, event: Event, effect: Effect) -> str:
    """Version 1: a JSON list, in this order for ever; a change of form is a new version beside it."""
    return PLAIN.encode(
        [
            seq,
            event.kind,
            moment_text(event.at),
            event.by,
            event.item_id,
            event.ref,
            event.channel,
            event.medium,
            event.column,
            event.unit,
            event.title,
            event.index_number,
            event.counts,
            event.digest,
            evidence_text(event.evidence),
            effect.change,
            effect.year,
            effect.month,
        ]
    )


FORMS: Mapping[int, Callable[[int, Event, Effect], str]] = MappingProxyType({1: _canonical_1})


def canonical(seq: int, event: Event, effect: Effect, version: int = VERSION) -> str:
    """The text an entry's hash is made of. Raises KeyError for a version nobody knows."""
    return FORMS[version](seq, event, effect)


def chain(previous: str, text: str, version: int = VERSION) -> str:
    """SHA-256 (hex) over version, the previous entry's hash, and the canonical text."""
    return hashlib.sha256(f"{version}\n{previous}\n{text}".encode()).hexdigest()


def make_entry(last: Head | None, event: Event, effect: Effect) -> Entry:
    """The next entry after `last`."""
    seq, previous = (last.seq + 1, last.hash) if last else (1, GENESIS)
    return Entry(seq, event, previous, chain(previous, canonical(seq, event, effect)), VERSION, effect)


def fault_of(entry: Entry, last: Head | None) -> BadEntry | None:
    """What is wrong with an entry that should follow `last`."""
    expected = last.seq + 1 if last else 1
    if entry.seq != expected:
        return BadEntry(expected, f"缺少第 {expected} 条，后面直接是第 {entry.seq} 条。")
    if entry.version not in FORMS:
        return BadEntry(entry.seq, f"第 {entry.seq} 条的格式版本 {entry.version} 不认识，请用更新的程序核对。")
    if entry.previous != (last.hash if last else GENESIS):
        return BadEntry(entry.seq, f"第 {entry.seq} 条与前一条接不上：前面的记录被改过、换过或删过。")
    text = canonical(entry.seq, entry.event, entry.effect, entry.version)
    if entry.hash != chain(entry.previous, text, entry.version):
        return BadEntry(entry.seq, f"第 {entry.seq} 条的内容与它的校验值不符：这条记录被改过。")
    return None
