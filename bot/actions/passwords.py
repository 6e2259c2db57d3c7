"""Keeping and comparing passwords: argon2id, slow on purpose, a few at a time."""

import secrets
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from content.passwords import password_of

HASHER = PasswordHasher()
"""With the library's parameters, which follow RFC 9106 (64 MiB each); what was kept with others is encoded anew."""
AT_A_TIME = BoundedSemaphore(4)
"""Each takes its memory: many who want in at once wait for each other."""


def encode(password: str) -> str:
    with AT_A_TIME:
        return HASHER.hash(password_of(password))


def agrees(encoded: str, password: str) -> bool:
    """Takes as long where nothing is kept (`encoded` is ""): time does not tell whose names are known."""
    nobodys = _nobodys()
    try:
        with AT_A_TIME:
            return HASHER.verify(encoded or nobodys, password_of(password)) and bool(encoded)
    except (VerificationError, InvalidHashError):
        return False


def is_old(encoded: str) -> bool:
    """Whether it was encoded with other parameters than are used now."""
    return HASHER.check_needs_rehash(encoded)


@cache
def _nobodys() -> str:
    return encode(secrets.token_urlsafe(32))
