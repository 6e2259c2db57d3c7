"""The platform's day and month: they turn at midnight in Shanghai (fact taken for granted, not stated by it)."""

from datetime import UTC, datetime, time, timedelta

from content.zone import SHANGHAI, day_of


def next_day(now: datetime) -> datetime:
    """The next midnight in Shanghai, in UTC."""
    tomorrow = day_of(now) + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, SHANGHAI).astimezone(UTC)


def next_month(now: datetime) -> datetime:
    """The first midnight of the next month in Shanghai, in UTC."""
    today = day_of(now)
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return datetime.combine(first, time.min, SHANGHAI).astimezone(UTC)


def moment(seconds: object) -> datetime | None:
    """The platform's Unix seconds (number or text) as aware UTC; None where it gave none."""
    try:
        return datetime.fromtimestamp(int(str(seconds)), UTC) if seconds else None
    except ValueError:
        return None
