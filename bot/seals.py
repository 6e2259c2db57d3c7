"""What a page hands out and must get back unchanged: sealed with a key that only the house knows.

The key is a day's own, random, and kept on the shelf for all machines.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from content.shelf import Shelf, shared_secret
from content.zone import day_of

KEY_LASTS = timedelta(days=3)


class Seals:
    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._key: tuple[str, bytes] = ("", b"")

    def seal(self, text: str, now: datetime) -> str:
        """`text` with a signature before it: `20261125.…16 hex….text`."""
        day = f"{day_of(now):%Y%m%d}"
        return f"{day}.{self._signed(day, text, now)}.{text}"

    def open(self, sealed: str, now: datetime) -> str | None:
        """The text that was sealed today or yesterday; None for anything else."""
        day, _, rest = sealed.partition(".")
        signature, _, text = rest.partition(".")
        days = {f"{day_of(now - timedelta(days=ago)):%Y%m%d}" for ago in (0, 1)}
        if day not in days or not hmac.compare_digest(signature.encode(), self._signed(day, text, now).encode()):
            return None
        return text

    def _signed(self, day: str, text: str, now: datetime) -> str:
        return hmac.new(self._key_of(day, now), text.encode(), hashlib.sha256).hexdigest()[:32]

    def _key_of(self, day: str, now: datetime) -> bytes:
        if self._key[0] != day:
            self._key = day, shared_secret(self._shelf, f"public:key:{day}", lasts=KEY_LASTS, now=now).encode()
        return self._key[1]
