"""The office's time: aware UTC inside, Asia/Shanghai at the doors, in the counts and on every page."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def day_of(at: datetime) -> date:
    """The day it is in Shanghai at this moment."""
    return at.astimezone(SHANGHAI).date()


def year_from_to(year: int) -> tuple[datetime, datetime]:
    """The moments it begins and the next one does, in Shanghai."""
    return datetime(year, 1, 1, tzinfo=SHANGHAI), datetime(year + 1, 1, 1, tzinfo=SHANGHAI)


def to_the_minute(at: datetime) -> str:
    """`2026-03-02 17:05`. Source: 政府网站发展指引, the way times are to be shown."""
    return at.astimezone(SHANGHAI).isoformat(" ", "minutes")[:16]
