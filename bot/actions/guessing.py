"""Nobody may try numbers and telephone digits until some fit: tries are counted, for who asks and for what they ask."""

from datetime import datetime, timedelta

from bot.actions.errors import CannotDo
from bot.actions.origins import origin_of
from content.shelf import Shelf

MOST_BY_ONE = 30
MOST_ABOUT_ONE = 10
LASTS = timedelta(hours=1)
NOT_SEEN = "没有查到。请核对编号；不在原来的微信号上查询的，还要核对当时所留电话的后四位。"
"""Of letters and applications alike, whatever is wrong: the words must not tell which numbers there are."""


def count_try(shelf: Shelf, subject: str, who: str, now: datetime) -> None:
    """Before it is known whether the digits fit. `who`: visitor or network address. Raises CannotDo after too many."""
    by = _count(shelf, f"tries:by:{origin_of(shelf, who or 'nobody', now)}", now)
    if by > MOST_BY_ONE or _count(shelf, _key(subject), now) > MOST_ABOUT_ONE:
        raise CannotDo("查询次数太多，请一小时后再查。")


def forget_tries(shelf: Shelf, subject: str) -> None:
    """They fitted: whoever asks next about the same starts anew."""
    shelf.drop(_key(subject))


def _key(subject: str) -> str:
    return f"tries:about:{subject}"


def _count(shelf: Shelf, key: str, now: datetime) -> int:
    """One more; how many there are, this one among them. The first one says when the count begins anew."""
    while True:
        old = shelf.get(key, now)
        count, until = old.split("@") if old else ("0", (now + LASTS).isoformat())
        new = f"{int(count) + 1}@{until}"
        if shelf.swap(key, old, new, until=datetime.fromisoformat(until), now=now):
            return int(count) + 1
