"""Letters stay as records; who wrote them does not (docs/letters.md)."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.app import App

KEPT = timedelta(days=180)
"""So long after a letter is settled its writer can ask for the answer, and be rung up."""


def forget_old(app: "App", now: datetime) -> int:
    """How many letters were emptied."""
    with app.store.write() as work:
        return work.letters.forget_old(now - KEPT)
