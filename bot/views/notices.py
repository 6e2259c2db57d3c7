"""Whether somebody was told: for staff, beside what they are told about."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from content.notices import State

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Told:
    """One message to whom it concerns; `says`: why it was not sent, or when it is tried again."""

    state: State
    at: datetime
    says: str


def told_about(app: "App", about: str) -> list[Told]:
    """Of `letter:12345678` and the like, oldest first; empty = nobody was to be told in the chat."""
    with app.store.read() as work:
        notices = work.notices.about(about)
    return [Told(one.state, one.settled_at or one.made_at, one.says) for one in notices]
