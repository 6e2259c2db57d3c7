"""A channel in its place among the others, and the fence around one attempt to send."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from channels.channel import Channel, Sends
from content.delivery import Act, Delivery, Dispatch, State
from content.store.store import Work
from content.zone import SHANGHAI


@dataclass(frozen=True, slots=True)
class Lane:
    """A channel with what the settings say of its order: `after` = channels that must be out first."""

    channel: Channel
    after: tuple[str, ...] = ()
    at: str = ""
    parallel: int = 1

    def slot(self, moment: datetime) -> datetime:
        """The channel's daily time, at or after the moment; the moment itself where it has none."""
        if not self.at:
            return moment
        local = moment.astimezone(SHANGHAI)
        slot = datetime.combine(local.date(), time.fromisoformat(self.at), SHANGHAI)
        return slot if slot >= local else slot + timedelta(days=1)

    def again(self, now: datetime, wait: timedelta) -> datetime:
        """When to try once more: what has to wait for another day waits for the daily time too."""
        later = now + wait
        same_day = later.astimezone(SHANGHAI).date() == now.astimezone(SHANGHAI).date()
        return later if same_day else self.slot(later)


def page_before(work: Work, lane: Lane, item_id: str) -> str:
    """The item's live page on a channel that goes before this one; empty where there is none."""
    live = (delivery.url for before in lane.after for delivery in work.deliveries.live(item_id, before))
    return next(live, "")


def to_be_out_first(work: Work, lane: Lane, dispatch: Dispatch) -> list[Delivery]:
    """The same editions on the channels before its own, while they are not done; a withdrawal waits for none."""
    after = () if dispatch.act == Act.WITHDRAW else lane.after
    if not after:
        return []
    same = [d for edition in dispatch.editions for d in work.deliveries.of_item(edition.item_id, edition.number)]
    waits_for = [d for d in same if d.channel in after and d.state not in (State.SETTLED, State.CANCELLED)]
    # What is taken back there was cancelled, and is waited for no more.
    return [d for d in waits_for if work.dispatches.get(d.dispatch_id).act != Act.WITHDRAW]


FOR_A_PERSON = "等人领取后去办。"

Counting = Callable[[str], bool]
"""Whether items of a column (by its name) count."""


def begun_by(channel: Channel, worker: str, now: datetime) -> dict[str, object]:
    """What a dispatch's row becomes when this worker takes it: where nothing is called, a person's at once."""
    taken: dict[str, object] = {"worker": worker, "begun_at": now, "since": now}
    if not isinstance(channel, Sends):
        return {**taken, "state": State.WAITING, "says": FOR_A_PERSON}
    fence = {"deadline": now + channel.time_limit, "ask_at": now + channel.patience, "asked": 0}
    return {**taken, **fence, "state": State.BEGUN, "says": ""}
