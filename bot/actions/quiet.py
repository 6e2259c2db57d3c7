"""Quiet hours: when the office sends nobody anything of its own accord."""

from datetime import datetime, timedelta

from bot.settings_chat import Span
from content.zone import SHANGHAI


def is_quiet_until(quiet: Span | None, now: datetime, until: datetime | None) -> bool:
    """Whether it is quiet now and will no longer be `until` the last moment at which something may be sent."""
    here = now.astimezone(SHANGHAI)
    if quiet is None or here.time() not in quiet:
        return False
    ends = datetime.combine(here.date(), quiet.end, SHANGHAI)
    ends += timedelta(days=1) if ends <= here else timedelta(0)
    return until is None or ends < until
