"""Wrong passwords and codes are counted per name, of names that nobody has too: what is told differs in nothing.

Apart from those of strangers are counted, each by itself, the tries from a browser that somebody signed in with before
(`known`: the word it has, see `bot.actions.known_browsers`) and those of who is signed in: whoever has only the name
locks nobody out of her own browser.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.actions.errors import NotAllowed
from bot.actions.origins import origin_of
from content.shelf import TRIES
from content.zone import to_the_minute

if TYPE_CHECKING:
    from bot.app import App

MOST = 5
SIGNED_IN = "signed in"
"""Stands for the browser where somebody signed in is asked for the password or a code again, wherever they sit."""
FIRST, LONGEST = timedelta(minutes=15), timedelta(hours=24)
REMEMBERED = timedelta(hours=24)
"""Without a further try, it is all forgotten."""


class Locked(NotAllowed):
    """Too many wrong tries for this name."""

    def __init__(self, until: datetime, known: str) -> None:
        super().__init__(
            f"这个姓名连续输错 {MOST} 次，暂停登录，{to_the_minute(until)} 以后再试。"
            + ("" if known else "您以前登录过的浏览器不受影响，可以从那里登录。")
            + "急着用的，请管理员在“人员”页发一个登录链接，重新设口令。"
        )


def count_try(app: "App", name: str, now: datetime, *, known: str = "") -> None:
    """Before it is looked whether the try is right, so that many at once find no gap. Raises Locked."""
    key = _key(app, name, known, now)
    for _ in range(TRIES):
        before = app.store.shelf.get(key, now)
        failed, until = _read(before)
        if until is not None and now < until:
            raise Locked(until, known)
        after = f"{failed + 1} {_locked_until(failed + 1, now)}"
        if app.store.shelf.swap(key, before, after, until=now + LONGEST + REMEMBERED, now=now):
            return
    raise Locked(now + FIRST, known)


def was_right(app: "App", name: str, now: datetime, *, known: str = "") -> None:
    """Forget the wrong tries."""
    app.store.shelf.drop(_key(app, name, known, now))


def was_half_right(app: "App", name: str, now: datetime, *, known: str = "") -> None:
    """The password was: only what was counted for it is taken back, or whoever has it could guess codes for ever."""
    key, shelf = _key(app, name, known, now), app.store.shelf
    for _ in range(TRIES):
        before = shelf.get(key, now)
        failed, _until = _read(before)
        if shelf.swap(key, before, f"{max(failed - 1, 0)} ", until=now + LONGEST + REMEMBERED, now=now):
            return


def locked_until(app: "App", name: str, now: datetime) -> datetime | None:
    """For strangers."""
    _, until = _read(app.store.shelf.get(_key(app, name, "", now), now))
    return until if until is not None and now < until else None


def _locked_until(failed: int, now: datetime) -> str:
    """Of each fifth wrong try; twice as long as the time before."""
    if failed % MOST:
        return ""
    return (now + min(FIRST * (1 << min(failed // MOST - 1, 10)), LONGEST)).isoformat()


def _read(kept: str | None) -> tuple[int, datetime | None]:
    failed, _, until = (kept or "0 ").partition(" ")
    return int(failed), datetime.fromisoformat(until) if until else None


def _key(app: "App", name: str, known: str, now: datetime) -> str:
    """A digest: what stands in the field for the name may be a password."""
    whose = f"{name}\n{known}" if known else name
    return f"sign-in:wrong:{origin_of(app.store.shelf, whose, now)}"
