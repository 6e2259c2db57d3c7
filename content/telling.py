"""When somebody who wrote to the account may still be told something: the platform's allowance, kept by our own count.

Source: 客服消息 (message/custom/send), the official table as of 2026-10-07: five within 48 hours of a message, three
within a minute of a press on a button that pushes, a scan or a follow.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

MESSAGE, PRESS, OTHER = "message", "press", "other"
LASTS = {MESSAGE: timedelta(hours=48), PRESS: timedelta(minutes=1)}
COUNT = {MESSAGE: 5, PRESS: 3}


@dataclass(frozen=True, slots=True)
class Allowance:
    """`left` messages until `until` (None = nothing is open)."""

    left: int = 0
    until: datetime | None = None


def allowance(heard: Iterable[tuple[str, datetime]], told: Iterable[datetime], now: datetime) -> Allowance:
    """What is left after what was `heard` (kind, time) and `told`; the trigger that leaves most counts."""
    told = list(told)
    best = Allowance()
    for kind, at in heard:
        until = at + LASTS.get(kind, timedelta(0))
        left = COUNT.get(kind, 0) - sum(at <= one for one in told)
        if now < until and (left, until) > (best.left, best.until or at):
            best = Allowance(left, until)
    return best
