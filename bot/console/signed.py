"""Who is before a page: the session behind the browser's cookie, and the proof that a form is from our own pages."""

import hashlib
import hmac
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, cast

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from bot.console.pages import ROOT
from bot.incoming import Bounds, Sent, read_form
from content.file_types import MEGABYTE
from content.people import Person, name_of
from content.sessions import Session, key_of
from content.store.store import if_in_time

if TYPE_CHECKING:
    from bot.app import App
    from bot.console.room import Room

COOKIE = "gongkai"
KNOWN = "gongkai_known"
"""Begins the cookie, one for each who signs in with this browser, that outlives their sessions."""
CSRF = "csrf"
"""The field of every form, and (`X-CSRF`) the header of every request of a script."""
BY_ITSELF = "x-by-itself"
"""The header of what a page asks for without anybody doing anything: it keeps nobody signed in."""
MARKED = timedelta(minutes=1)
"""So exactly is it kept when a session was last used."""
BOUNDS = Bounds(file=600 * MEGABYTE, files=40, words=4 * MEGABYTE, form=900 * MEGABYTE, fields=3_000, patience=3_600)
"""Staff bring videos, over lines that are slow in the upward direction, and tables with many fields."""
STRANGERS = Bounds(files=0, words=BOUNDS.words * 2, form=BOUNDS.form, fields=BOUNDS.fields + 10)
"""Of who is not signed in no file is kept, and every word: it is carried along while they do."""


class NotSignedIn(Exception):
    """Nobody is, or no more: whoever it is signs in first, and goes on where they were."""

    def __init__(self, sent: Sent | None = None) -> None:
        super().__init__()
        self.sent = sent


class NotFromHere(Exception):
    """A form that did not come from one of our own pages, or from one that was opened in another session."""

    def __init__(self, sent: Sent | None = None) -> None:
        super().__init__()
        self.sent = sent


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody signed in. `csrf` is the word their forms carry."""

    person: Person
    session: Session
    csrf: str

    @property
    def name(self) -> str:
        return self.person.name


def room_of(request: Request) -> "Room":
    return cast("Room", request.app.state.room)


def find_signed(request: Request) -> Signed | None:
    """Who the browser's cookie stands for, while the session holds and the person works here."""
    word = request.cookies.get(COOKIE, "")
    if not word:
        return None
    app, now = room_of(request).app, room_of(request).now
    with app.store.glance() as work:
        session = work.sessions.get(key_of(word))
        person = work.people.get(session.person) if session and session.holds(now) else None
    if session is None or person is None or not person.active:
        return None
    if now - session.seen_at >= MARKED and BY_ITSELF not in request.headers:
        _mark(app, session.key, now)
    return Signed(person, session, csrf_of(word))


def known_cookie(name: str) -> str:
    """See `bot.actions.known_browsers`; a name is no word for a cookie."""
    return f"{KNOWN}_{key_of(name_of(name))[:12]}"


def known_word(request: Request, name: str) -> str:
    """Empty where this browser has none for that name."""
    return request.cookies.get(known_cookie(name), "")


def _mark(app: "App", key: str, now: datetime) -> None:
    """That the session is in use. No page waits for an import that writes for a while: the next one marks it."""
    with if_in_time(), app.store.write(hurried=True) as work:
        work.sessions.seen(key, now)


def csrf_of(word: str) -> str:
    """Follows from the session's word, and tells nothing of it."""
    return hmac.new(word.encode(), b"csrf", hashlib.sha256).hexdigest()


def signed(request: Request) -> Signed:
    """Raises NotSignedIn."""
    me = find_signed(request)
    if me is None:
        raise NotSignedIn
    request.state.me = me
    return me


Me = Annotated[Signed, Depends(signed)]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of somebody signed in, sent from one of our own pages."""

    request: Request
    me: Signed
    sent: Sent

    def text(self, name: str) -> str:
        """The first value of a field without blanks around it; "" where there is none."""
        return self.sent.text(name)


async def posted(request: Request) -> AsyncIterator[Form]:
    """For as long as it is answered. Raises NotSignedIn, NotFromHere, Unreadable."""
    me = await run_in_threadpool(find_signed, request)
    sent = await read_form(request, BOUNDS if me else STRANGERS)
    try:
        if me is None:
            raise NotSignedIn(sent)
        request.state.me = me
        given = request.headers.get("x-csrf") or sent.text(CSRF)
        if not (room_of(request).is_from_here(request) and hmac.compare_digest(given.encode(), me.csrf.encode())):
            raise NotFromHere(sent)
        yield Form(request, me, sent)
    finally:
        sent.close()


Posted = Annotated[Form, Depends(posted)]


def below_root(path: str) -> str:
    """Where somebody may be sent on to: a page of the console, else its first one."""
    plain = path.partition("#")[0]
    ours = plain.startswith(f"{ROOT}/") and not plain.startswith("//") and "\\" not in plain and ":" not in plain
    return path if ours and path.isprintable() else f"{ROOT}/"
