"""Dispatches and deliveries: outward acts, and one edition on one channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from content.edition import Edition
from content.receipt import Receipt, Standing


class Act(StrEnum):
    PUBLISH = "publish"
    CORRECT = "correct"
    WITHDRAW = "withdraw"


class State(StrEnum):
    """Where a dispatch is. See docs/states.md for the drawing.

    DUE          to be sent at or after `due_at`, once what it waits for is live
    BEGUN        written down before sent; somebody is calling the channel, or died while calling
    HELD         the platform took it; followed until it is live or refused
    WAITING      a person completes it (hand-over), or an administrator must confirm
    UNCONFIRMED  nobody knows whether it is out: a person is asked
    SETTLED      done, logged
    FAILED       nothing is out; staff must change something and order it again
    CANCELLED    taken back before it was sent
    """

    DUE = "due"
    BEGUN = "begun"
    HELD = "held"
    WAITING = "waiting"
    UNCONFIRMED = "unconfirmed"
    SETTLED = "settled"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def chinese(self) -> str:
        return STATE_WORDS[self]


STATE_WORDS: Mapping[State, str] = {
    State.DUE: "待发送",
    State.BEGUN: "发送中",
    State.HELD: "平台处理中",
    State.WAITING: "等人完成",
    State.UNCONFIRMED: "结果不明",
    State.SETTLED: "已完成",
    State.FAILED: "未发出",
    State.CANCELLED: "已取消",
}
RECALL = "recall:"
"""With an item's id, a mark: the item was withdrawn while this was on its way (see `content.store.recalls`)."""

FROM_BACKUP = "from_backup"
"""A mark: what was noted after the backup is lost, so that a mark not there proves nothing."""

CHANGED = "changed_there"
"""A mark: it stopped, as somebody had changed on the site what it was to replace."""

AGAIN = "again"
"""A mark of a publication: something of the item was on the channel before."""

OVERWRITES = "overwrites"
"""A mark: who decided that our words stand, whatever was changed on the site since."""

RELEASED_BY = "released_by"
"""In the evidence of a hand-over: who had claimed it before."""

REPLACED_BY = "replaced_by"
"""In the evidence: the ref of the edition that the channel shows in its place."""

IN_FLIGHT = frozenset({State.BEGUN, State.HELD, State.UNCONFIRMED})
"""It may be out, or about to be: nothing can be cancelled."""

OPEN = frozenset({State.DUE, State.BEGUN, State.HELD, State.WAITING, State.UNCONFIRMED})


@dataclass(frozen=True, slots=True)
class Delivery:
    """One edition on one channel. `since` is when `standing` (or, without one, the state) began.

    `state` is that of the dispatch that last carried it. `claimed_*` is a person's lease on a hand-over.
    """

    key: str
    item_id: str
    number: int
    channel: str
    dispatch_id: str
    state: State
    since: datetime
    standing: Standing | None = None
    remote_id: str = ""
    url: str = ""
    says: str = ""
    claimed_by: str = ""
    claimed_until: datetime | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)

    @property
    def ref(self) -> str:
        return f"{self.item_id}.{self.number}"

    def claimer(self, now: datetime) -> str:
        """Who has a lease on it at this moment; empty for nobody."""
        return self.claimed_by if self.claimed_until is not None and self.claimed_until > now else ""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One outward act on one channel, as the desk hands it to an adapter. `since` is when `state` began.

    `token` names this attempt towards the platform (at most 32 bytes); a new one is made only after the last
    attempt is proved to have failed. `deadline` fences `send`: past it, the irreversible call is not made.
    `marks` are what `note` committed on the way, in this attempt or an earlier one. `held` gives, per item id,
    the receipt of the edition that the channel holds now (what a correction or withdrawal is about). `voids`: a
    withdrawal of something published in error, which then does not count. `renews`: where the platform lets
    nothing be changed, a correction withdraws the old text and publishes the new one.
    """

    id: str
    channel: str
    act: Act
    state: State
    editions: tuple[Edition, ...]
    due_at: datetime
    made_at: datetime
    made_by: str
    since: datetime | None = None
    reason: str = ""
    voids: bool = False
    renews: bool = False
    follows: str = ""
    attempt: int = 0
    begun_at: datetime | None = None
    deadline: datetime | None = None
    worker: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, Receipt] = field(default_factory=dict)
    ask_at: datetime | None = None
    asked: int = 0
    says: str = ""

    @property
    def token(self) -> str:
        return f"{self.id}.{self.attempt}"

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(edition.key(self.channel) for edition in self.editions)

    @property
    def is_recalled(self) -> bool:
        """An item in it was withdrawn meanwhile: to be looked for, but not to be brought about by looking."""
        return any(name.startswith(RECALL) for name in self.marks)
