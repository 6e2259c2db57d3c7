"""What stands for a network address or a visitor where the thing itself must not be kept: a hash with a secret salt."""

import hmac
from datetime import datetime, timedelta

from content.shelf import Shelf, shared_secret

KEY = "origins:salt"
LASTS = timedelta(days=30)
"""Afterwards there is a new salt, and nothing kept before can be traced to anybody."""


def origin_of(shelf: Shelf, whose: str, now: datetime) -> str:
    """The same for the same address while the salt lasts; "" for nobody."""
    if not whose:
        return ""
    salt = shared_secret(shelf, KEY, lasts=LASTS, now=now)
    return hmac.new(salt.encode(), whose.encode(), "sha256").hexdigest()[:32]
