"""Days and moments as people write them at any door; what cannot be read is told with how to write it."""

import re
from datetime import date, datetime, time

from bot.actions.errors import WrongUse
from content.wording import date_in
from content.zone import SHANGHAI, day_of

FORMS = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")


def moment_of(text: str, now: datetime) -> datetime | None:
    """`2026-03-02 09:00` or `17:00` (today), Asia/Shanghai; also a day alone. None for nothing."""
    if not text:
        return None
    if match := re.fullmatch(r"(\d{1,2})[:：](\d{2})", text.strip()):
        return _at(now, match)
    for form in (*FORMS, "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip(), form).replace(tzinfo=SHANGHAI)
        except ValueError:
            continue
    raise WrongUse(f'时间“{text}”看不懂，请写作 "2026-03-02 09:00" 或 17:00（北京时间）。')


def day_or_moment_of(text: str, now: datetime) -> datetime | None:
    """As `moment_of`, and a day in any of the ways people write one: 2026/3/2, 2026年3月2日."""
    try:
        return datetime.combine(date_in(text), time(), SHANGHAI) if text else None
    except ValueError as error:
        if any(sign in text for sign in ":："):
            return moment_of(text, now)
        raise WrongUse(f"{error}。") from None


def day_of_text(text: str) -> date | None:
    """A day in any of the ways people write one; None for nothing."""
    try:
        return date_in(text) if text else None
    except ValueError as error:
        raise WrongUse(f"{error}。") from None


def _at(now: datetime, match: re.Match[str]) -> datetime:
    try:
        clock = time(int(match[1]), int(match[2]))
    except ValueError:
        raise WrongUse(f"没有 {match[0]} 这个时刻。") from None
    return datetime.combine(day_of(now), clock, SHANGHAI)
