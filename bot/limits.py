"""How often one network address may do something: counted on the shelf, over all machines."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.actions.origins import origin_of
from content.shelf import Shelf, count_up
from content.store.store import if_in_time


@dataclass(frozen=True, slots=True)
class Limit:
    """`most` times within `span`; `what` names it on the shelf."""

    what: str
    most: int
    span: timedelta


LETTERS = Limit("letter", 10, timedelta(hours=1))
APPLICATIONS = Limit("application", 5, timedelta(hours=1))
UPLOADED = Limit("uploaded", 200 << 20, timedelta(hours=1))
"""Bytes of one address."""
UPLOADED_BY_ALL = Limit("all", 4 << 30, timedelta(days=1))
SEARCHED = Limit("search", 300, timedelta(minutes=5))
SIGN_INS = Limit("sign-in", 60, timedelta(minutes=10))
"""A whole office may come from one address in the morning."""
HELPED = Limit("helped", 20, timedelta(hours=1))
"""Afterwards they are only led on, not counted."""


class Limits:
    """`hurried`: the shelf for those who only look, see `look`."""

    def __init__(self, shelf: Shelf, hurried: Shelf) -> None:
        self._shelf = shelf
        self._hurried = hurried

    def count(self, limit: Limit, whose: str, now: datetime, by: int = 1) -> bool:
        """Count it; False, and nothing counted, when that would be too often. `whose` is kept as a digest only."""
        key = self._key(limit, whose, now)
        return count_up(self._shelf, key, limit.most, until=now + limit.span, now=now, by=by)

    def look(self, limit: Limit, whose: str, now: datetime) -> bool:
        """As `count`, where only work is saved by it: while others write for long, nobody waits to be counted."""
        key = self._key(limit, whose, now)
        with if_in_time():
            if not count_up(self._hurried, key, limit.most, until=now + limit.span, now=now):
                return False
        return True

    def _key(self, limit: Limit, whose: str, now: datetime) -> str:
        window = int(now.timestamp() // limit.span.total_seconds())
        return f"public:{limit.what}:{window}:{origin_of(self._shelf, whose, now)}"


def neighbourhood(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 that one subscriber has of IPv6."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(read, ipaddress.IPv6Address):
        if read.ipv4_mapped:
            return str(read.ipv4_mapped)
        return str(ipaddress.ip_network((read, 64), strict=False))
    return str(read)
