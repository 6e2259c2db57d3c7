"""What is remembered of somebody who talks to the office: where the conversation is, and no more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

MEMORY_LASTS = timedelta(hours=24)
"""A conversation nobody went on with for so long is over."""
BROWSERS = "public:visitor:"
"""Where on the shelf it stands whom a browser with the public's pages is of."""


@dataclass(frozen=True, slots=True)
class Memory:
    """`dialogue` names the dialogue that is open ("" = none), `step` where it is, `facts` (JSON) what was said."""

    dialogue: str = ""
    step: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    at: datetime | None = None

    def fresh(self, now: datetime) -> "Memory":
        """Itself, or nothing when it was too long ago."""
        return self if self.at is not None and now - self.at < MEMORY_LASTS else Memory()


NOTHING = Memory()
