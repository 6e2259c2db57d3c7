"""Sign in at the console: the password, then the code of the second step where somebody has one or must."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.actions import wrong_tries
from bot.actions.errors import CannotDo, NotAllowed
from bot.actions.known_browsers import knows, remember
from bot.actions.origins import origin_of
from bot.actions.passwords import agrees, encode, is_old
from bot.actions.second_step import new_secret, requires_second_step, take_code
from content.credentials import Knock, SignIn
from content.people import Person, name_of
from content.sessions import Session, key_of

if TYPE_CHECKING:
    from bot.app import App

HALF_LASTS = timedelta(minutes=10)
"""The password was right, the code is still to come."""
LONGEST_BROWSER = 300
WRONG = "姓名或口令不对。忘了口令的，请管理员在“人员”页发一个登录链接。"
WRONG_CODE = "验证码不对，或已经用过。请等手机上换了新的六位数字再输。"
HALF_OVER = "输口令后等得太久，请重新登录。"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who knocks: the browser's network address, what it calls itself, and (`known`) the word it keeps since somebody
    signed in with it.
    """

    address: str
    browser: str = ""
    known: str = ""


@dataclass(frozen=True, slots=True)
class In:
    """`word` goes into the browser's cookie, and is kept nowhere else; so does `known`, by which it is known later."""

    person: Person
    session: Session
    word: str
    known: str


@dataclass(frozen=True, slots=True)
class Half:
    """The password was right; `word` says so with the code. `secret`: of a second step that begins now, else ""."""

    name: str
    word: str
    secret: str = ""


def sign_in(app: "App", name: str, password: str, *, caller: Caller, now: datetime) -> In | Half:
    """Raises NotAllowed, in the same words whether the name is known, left, or has no password."""
    name = name_of(name)
    known = _count_try(app, name, caller, now)
    with app.store.glance() as work:
        person, credential = work.people.get(name), work.credentials.of(name)
    if not agrees(credential.password, password) or person is None or not person.active:
        _note(app, Knock.WRONG_PASSWORD, person, caller=caller, now=now)
        raise NotAllowed(WRONG)
    if is_old(credential.password):
        with app.store.write() as work:
            work.credentials.encode_anew(name, credential.password, encode(password))
    if credential.totp or requires_second_step(app, person):
        wrong_tries.was_half_right(app, name, now, known=known)
        return _half(app, name, "" if credential.totp else new_secret(), set_at=credential.password_at, now=now)
    wrong_tries.was_right(app, name, now, known=known)
    return open_session(app, person, caller, now)


def sign_in_with_code(app: "App", word: str, code: str, *, caller: Caller, now: datetime) -> In:
    """`word` is a Half's. Raises NotAllowed for a wrong code, CannotDo where it must be begun anew."""
    half = half_of(app, word, now)
    known = _count_try(app, half.name, caller, now)
    with app.store.write() as work:
        person = work.people.get(half.name)
        right = take_code(work, half.name, code, begins_with=half.secret, now=now)
    if person is None or not person.active:
        raise CannotDo(HALF_OVER)
    if not right:
        _note(app, Knock.WRONG_CODE, person, caller=caller, now=now)
        raise NotAllowed(WRONG_CODE)
    app.store.shelf.drop(_half_key(word))
    wrong_tries.was_right(app, half.name, now, known=known)
    return open_session(app, person, caller, now)


def half_of(app: "App", word: str, now: datetime) -> Half:
    """Raises CannotDo where the password was given too long ago, or another has been set since."""
    kept = app.store.shelf.get(_half_key(word), now)
    if kept is None:
        raise CannotDo(HALF_OVER)
    name, secret, set_at = kept.split("\n")
    with app.store.glance() as work:
        if str(work.credentials.of(name).password_at) != set_at:
            raise CannotDo(HALF_OVER)
    return Half(name, word, secret)


def open_session(app: "App", person: Person, caller: Caller, now: datetime) -> In:
    """Always with a word of its own: nobody gets in with one that was there before."""
    word = secrets.token_urlsafe(32)
    place = origin_of(app.store.shelf, caller.address, now)
    with app.store.write() as work:
        session = Session(key_of(word), person.name, now, now, place, caller.browser[:LONGEST_BROWSER])
        work.sessions.add(session)
        work.credentials.note(_noted(Knock.SIGNED_IN, person.name, caller, now))
    return In(person, session, word, remember(app, person.name, caller.known, now))


def sign_out(app: "App", name: str, key: str, *, caller: Caller, now: datetime) -> None:
    """`key` is the session's."""
    with app.store.write() as work:
        work.sessions.end(key)
        work.credentials.note(_noted(Knock.SIGNED_OUT, name, caller, now))


def _half(app: "App", name: str, secret: str, *, set_at: datetime | None, now: datetime) -> Half:
    """`set_at`: since when the password that was right is so."""
    word = secrets.token_urlsafe(32)
    app.store.shelf.put(_half_key(word), f"{name}\n{secret}\n{set_at}", now + HALF_LASTS)
    return Half(name, word, secret)


def _count_try(app: "App", name: str, caller: Caller, now: datetime) -> str:
    """The word of a browser of theirs, for which it was counted; "" for strangers."""
    known = caller.known if knows(app, name, caller.known, now) else ""
    try:
        wrong_tries.count_try(app, name, now, known=known)
    except wrong_tries.Locked:
        with app.store.glance() as work:
            person = work.people.get(name)
        _note(app, Knock.LOCKED, person, caller=caller, now=now)
        raise
    return known


def _note(app: "App", came: Knock, person: Person | None, *, caller: Caller, now: datetime) -> None:
    with app.store.write() as work:
        work.credentials.note(_noted(came, person.name if person else "", caller, now))


def _noted(came: Knock, name: str, caller: Caller, now: datetime) -> SignIn:
    return SignIn(now, came, name, caller.address, caller.browser[:LONGEST_BROWSER])


def _half_key(word: str) -> str:
    return f"sign-in:half:{key_of(word)}"
