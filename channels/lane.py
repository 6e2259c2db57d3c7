"""A channel in its place among the others, and the fence around one attempt to send."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from channels.channel import Channel, Sends
from content.delivery import State


@dataclass(frozen=True, slots=True)
class Lane:
    """A channel with what the settings say of its order: `after` = channels that must be out first."""

    channel: Channel
    after: tuple[str, ...] = ()
    at: str = ""
    parallel: int = 1


FOR_A_PERSON = "请到待上传领取。"

Counts = Callable[[str], bool]
"""Whether items of a column (by its name) count."""


def begun_by(channel: Channel, worker: str, now: datetime) -> dict[str, object]:
    """What a dispatch's row becomes when this worker takes it: where nothing is called, a person's at once."""
    taken: dict[str, object] = {"worker": worker, "begun_at": now, "since": now}
    if not isinstance(channel, Sends):
        return {**taken, "state": State.WAITING, "says": FOR_A_PERSON}
    fence = {"deadline": now + channel.time_limit, "ask_at": now + channel.patience, "asked": 0}
    return {**taken, **fence, "state": State.BEGUN, "says": ""}
