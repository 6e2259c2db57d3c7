"""What stands for a network address or a visitor where the thing itself must not be kept: a hash with a secret salt."""

import hmac
import secrets
from datetime import datetime, timedelta

from content.shelf import Shelf

KEY = "origins:salt"
LASTS = timedelta(days=30)
"""Afterwards there is a new salt, and nothing kept before can be traced to anybody."""


def origin_of(shelf: Shelf, whose: str, now: datetime) -> str:
    """The same for the same address while the salt lasts; "" for nobody."""
    if not whose:
        return ""
    return hmac.new(_salt(shelf, now).encode(), whose.encode(), "sha256").hexdigest()[:32]


def _salt(shelf: Shelf, now: datetime) -> str:
    while (salt := shelf.get(KEY, now)) is None:
        shelf.swap(KEY, None, secrets.token_hex(32), until=now + LASTS, now=now)
    return salt
