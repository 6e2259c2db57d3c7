"""Who works here; how each signs in is for a 管理员, and for oneself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.finding import person_of
from bot.actions.rights import Right, require
from bot.actions.wrong_tries import locked_until
from content.credentials import Credential, SignIn
from content.people import Person
from content.sessions import Session

if TYPE_CHECKING:
    from bot.app import App

PAGE = 50
LATELY = 10


@dataclass(frozen=True, slots=True)
class Listed:
    """`can_sign_in`: a password is set; `second_step`: a code of their phone is asked for too."""

    person: Person
    can_sign_in: bool
    second_step: bool


@dataclass(frozen=True, slots=True)
class Access:
    """How one person gets in: `sessions` that hold, newest first; `lately`: the last times they did or tried.

    `accounts`: of the chat. `locked`: after wrong tries, until when.
    """

    person: Person
    credential: Credential
    sessions: Sequence[Session]
    lately: Sequence[SignIn]
    accounts: int
    locked: datetime | None


def people(app: "App", *, text: str = "", role: str = "", left: bool = False, page: int = 1) -> list[Listed]:
    """In the order they were registered; one more than a page holds, where there are more. `left`: who left instead.

    `text` is part of a name or unit.
    """
    with app.store.read() as work:
        everybody, credentials = work.people.all(), work.credentials.all()
    found = [
        one
        for one in everybody
        if one.active is not left and text in f"{one.name} {one.unit}" and (not role or role in one.roles)
    ]
    kept = [(one, credentials.get(one.name, Credential(one.name))) for one in found]
    rows = [Listed(one, bool(credential.password), bool(credential.totp)) for one, credential in kept]
    return rows[(page - 1) * PAGE : page * PAGE + 1]


def one_person(app: "App", name: str) -> Person:
    """Also one who left. Raises WrongUse for a stranger."""
    with app.store.read() as work:
        return person_of(work, name)


def require_administrator(app: "App", by: str) -> None:
    """Before a form is shown that only a 管理员 may send. Raises NotAllowed."""
    with app.store.read() as work:
        require(work, by, Right.PEOPLE)


def units(app: "App") -> list[str]:
    """That people belong to, in the order they came."""
    with app.store.read() as work:
        return list(dict.fromkeys(person.unit for person in work.people.all()))


def own_access(app: "App", name: str, now: datetime) -> Access:
    """One's own."""
    with app.store.read() as work:
        person, credential = person_of(work, name), work.credentials.of(name)
        sessions = [session for session in work.sessions.of(name) if session.holds(now)]
        lately, accounts = work.credentials.noted(name, limit=LATELY), work.bindings.counts().get(name, 0)
    return Access(person, credential, sessions, lately, accounts, locked_until(app, name, now))


def access(app: "App", by: str, name: str, now: datetime) -> Access:
    """Anybody's, for a 管理员."""
    with app.store.read() as work:
        require(work, by, Right.PEOPLE)
    return own_access(app, name, now)


def sign_ins(app: "App", by: str, name: str = "", *, page: int = 1) -> list[SignIn]:
    """Who signed in or tried, newest first, for a 管理员; one more than a page holds, where there are more."""
    with app.store.read() as work:
        require(work, by, Right.PEOPLE)
        return work.credentials.noted(name, skip=(page - 1) * PAGE, limit=PAGE + 1)
