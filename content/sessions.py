"""A session: somebody signed in at the console, in one browser."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

IDLE = timedelta(hours=2)
"""A session nobody used for so long has ended."""
LASTS = timedelta(hours=12)
"""None lasts longer than a working day."""


@dataclass(frozen=True, slots=True)
class Session:
    """`key` is the hash of the word in the browser's cookie, which is kept nowhere else; `place` a hash of the network
    address, `browser` what the browser calls itself.
    """

    key: str
    person: str
    made_at: datetime
    seen_at: datetime
    place: str = ""
    browser: str = ""

    def holds(self, now: datetime) -> bool:
        return now < self.seen_at + IDLE and now < self.made_at + LASTS


def key_of(word: str) -> str:
    """What is kept of a word that somebody else holds: its SHA-256 (hex)."""
    return hashlib.sha256(word.encode()).hexdigest()
