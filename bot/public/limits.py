"""How often one network address, or one number, may ask for something: counted on the shelf, over all machines."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.public.seals import Seals
from content.shelf import Shelf

TRIES = 20


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
LOOKED_UP = Limit("lookup", 30, timedelta(minutes=15))
"""Failed questions after a number from one address."""
GUESSED = Limit("guess", 8, timedelta(hours=1))
"""Wrong phone tails for one number, from anywhere: of 10,000 there are."""
SEARCHED = Limit("search", 120, timedelta(minutes=5))


class Limits:
    def __init__(self, shelf: Shelf, seals: Seals) -> None:
        self._shelf = shelf
        self._seals = seals

    def reached(self, limit: Limit, whose: str, now: datetime) -> bool:
        """Whether there is nothing left. `whose` is kept as a digest only."""
        return self._count(self._key(limit, whose, now), now) >= limit.most

    def count(self, limit: Limit, whose: str, now: datetime, by: int = 1) -> bool:
        """Count it; False, and nothing counted, when that would be too often."""
        key = self._key(limit, whose, now)
        for _ in range(TRIES):
            before = self._shelf.get(key, now)
            after = int(before or 0) + by
            if after > limit.most:
                return False
            if self._shelf.swap(key, before, str(after), until=now + limit.span, now=now):
                return True
        return False  # so many at the same moment are too many

    def _count(self, key: str, now: datetime) -> int:
        return int(self._shelf.get(key, now) or 0)

    def _key(self, limit: Limit, whose: str, now: datetime) -> str:
        window = int(now.timestamp() // limit.span.total_seconds())
        return f"public:{limit.what}:{window}:{self._seals.digest(f'{limit.what}:{whose}', now)}"


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
