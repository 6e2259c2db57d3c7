"""Browsers somebody has signed in with before: strangers' wrong tries do not lock them out of these.

Source: OWASP, "Slow down online guessing attacks with device cookies".
"""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from content.sessions import key_of

if TYPE_CHECKING:
    from bot.app import App

LASTS = timedelta(days=180)
"""Without signing in again."""


def knows(app: "App", name: str, word: str, now: datetime) -> bool:
    """Whether `word` was laid into a browser of theirs, and the password is still the same."""
    if not word:
        return False
    kept = app.store.shelf.get(_key(word), now)
    return kept is not None and kept == _of(app, name)


def remember(app: "App", name: str, word: str, now: datetime) -> str:
    """The word for the browser that proved itself just now: the one it had, where that still holds."""
    word = word if knows(app, name, word, now) else secrets.token_urlsafe(32)
    app.store.shelf.put(_key(word), _of(app, name), now + LASTS)
    return word


def _of(app: "App", name: str) -> str:
    """What it is worth: this name with the password that is set now."""
    with app.store.glance() as work:
        return f"{name}\n{work.credentials.of(name).password_at}"


def _key(word: str) -> str:
    return f"sign-in:browser:{key_of(word)}"
