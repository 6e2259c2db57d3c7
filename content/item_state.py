"""Where an item is, in the staff's words: from its latest edition's review and that edition's deliveries. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from content.delivery import OPEN, Act
from content.delivery import State as Sending
from content.item import Disclosure
from content.receipt import Standing
from content.review import State as Reviewed


class ItemState(StrEnum):
    """In the order of an item's life.

    SUBMITTED    a reviewer's turn
    RETURNED     its author's turn
    EMERGENCY    agreed to go out before its review is done: somebody still has to clear that
    APPROVED     nobody has ordered it out yet
    ON_ITS_WAY   something of it is being sent, taken back, or waits for a person
    UNCONFIRMED  nobody knows whether it is out on some channel
    FAILED       it is out nowhere; PARTLY: not on every channel it was ordered to
    LIVE         public wherever it was ordered to
    WITHDRAWN    taken back, or removed by the platform
    CANCELLED    the order was taken back before anything was sent
    REGISTERED   not for the public: only kept
    """

    SUBMITTED = "submitted"
    RETURNED = "returned"
    EMERGENCY = "emergency"
    APPROVED = "approved"
    ON_ITS_WAY = "on-its-way"
    UNCONFIRMED = "unconfirmed"
    PARTLY = "partly"
    FAILED = "failed"
    LIVE = "live"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    REGISTERED = "registered"

    @property
    def chinese(self) -> str:
        return WORDS[self]


WORDS: Mapping[ItemState, str] = {
    ItemState.SUBMITTED: "审核中",
    ItemState.RETURNED: "已退回",
    ItemState.EMERGENCY: "待补审",
    ItemState.APPROVED: "已批准",
    ItemState.ON_ITS_WAY: "发布中",
    ItemState.UNCONFIRMED: "结果不明",
    ItemState.PARTLY: "部分渠道失败",
    ItemState.FAILED: "发布失败",
    ItemState.LIVE: "已发布",
    ItemState.WITHDRAWN: "已撤回",
    ItemState.CANCELLED: "已取消发布",
    ItemState.REGISTERED: "只登记",
}
IN_REVIEW: Mapping[Reviewed, ItemState] = {
    Reviewed.SUBMITTED: ItemState.SUBMITTED,
    Reviewed.RETURNED: ItemState.RETURNED,
    Reviewed.EMERGENCY: ItemState.EMERGENCY,
}


@dataclass(frozen=True, slots=True)
class Out:
    """A delivery of the latest edition; `state` and `act` are those of the dispatch that last carried it."""

    channel: str
    state: Sending
    act: Act
    standing: Standing | None

    @property
    def is_live(self) -> bool:
        return self.standing is Standing.LIVE

    @property
    def is_done(self) -> bool:
        return self.state not in OPEN

    @property
    def has_failed(self) -> bool:
        """Nothing of it is there because it was not sent, or not passed by the platform."""
        return not self.is_live and (self.state is Sending.FAILED or self.standing is Standing.REFUSED)


def state_of(review: Reviewed | None, disclosure: Disclosure, outs: Iterable[Out]) -> ItemState:
    """`review` and `outs` are of the latest edition."""
    found = tuple(outs)
    if review is None:
        return ItemState.SUBMITTED
    if review in IN_REVIEW:
        return IN_REVIEW[review]
    if not found:
        return ItemState.APPROVED if disclosure is Disclosure.ACTIVE else ItemState.REGISTERED
    return _sent(found)


def _sent(found: tuple[Out, ...]) -> ItemState:
    live = any(one.is_live for one in found)
    told = (
        (any(one.state is Sending.UNCONFIRMED for one in found), ItemState.UNCONFIRMED),
        (any(not one.is_done for one in found), ItemState.ON_ITS_WAY),
        (any(one.has_failed for one in found), ItemState.PARTLY if live else ItemState.FAILED),
        (live, ItemState.LIVE),
        (any(one.standing in (Standing.WITHDRAWN, Standing.GONE) for one in found), ItemState.WITHDRAWN),
    )
    return next((state for holds, state in told if holds), ItemState.CANCELLED)
