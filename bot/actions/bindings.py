"""Bind an account of the chat to a person, by a code that works once and for a short time; take bindings away."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo, NotAllowed, WrongUse
from bot.actions.origins import origin_of
from bot.actions.rights import Right, known, require
from content.log import Event, Kind
from content.people import Person
from content.shelf import count_up
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App

CODE_LASTS = timedelta(minutes=15)
TRIES, TRIES_OF_ALL = 5, 50
"""Within the time a code lasts, of one account and of all together: of a million codes, too few to find one."""
ATTEMPTS = 20
USED = "-"
WRONG = "绑定码不对，或已过期、已用过。请向管理员要一个新的绑定码，15分钟内发来。"
TOO_OFTEN = "绑定码试的次数太多，请15分钟以后再试。"


def make_code(app: "App", by: str, name: str, *, now: datetime) -> str:
    """Six digits for this person to send from their account; an earlier code of theirs works no more.

    Oneself, or a 管理员 for others. Only a hash of it is kept.
    """
    with app.store.read() as work:
        _require_own(work, by, name)
        person = known(work, name)
    shelf, until = app.store.shelf, now + CODE_LASTS
    if former := shelf.get(_owner_key(person.name), now):
        shelf.drop(former)
    for _ in range(ATTEMPTS):
        code = f"{secrets.randbelow(1_000_000):06d}"
        key = _code_key(app, code)
        if shelf.swap(key, None, person.name, until=until, now=now):
            shelf.put(_owner_key(person.name), key, until)
            return code
    raise CannotDo("现在生成不了绑定码，请15分钟后再试。")


def bind(app: "App", visitor: str, code: str, *, now: datetime) -> Person:
    """The account is this person's from now on. Every refusal of a code says the same, whatever was wrong with it."""
    theirs = f"of:{origin_of(app.store.shelf, visitor, now)}"
    if not (_may_try(app, theirs, TRIES, now) and _may_try(app, "of-all", TRIES_OF_ALL, now)):
        raise NotAllowed(TOO_OFTEN)
    key = _code_key(app, code)
    shelf = app.store.shelf
    name = shelf.get(key, now) or USED
    if name == USED or not shelf.swap(key, name, USED, until=now + CODE_LASTS, now=now):
        raise NotAllowed(WRONG)
    with app.store.write() as work:
        person = work.people.get(name)
        if person is None or not person.active:
            raise NotAllowed(WRONG)
        work.bindings.bind(visitor, name, now)
        _log(work, person, "绑定聊天账号", by=name, now=now)
    shelf.drop(_owner_key(name))
    shelf.drop(_tries_key(theirs))
    return person


def unbind(app: "App", by: str, name: str, *, now: datetime) -> int:
    """All accounts of a person, by themselves or by a 管理员; returns how many there were."""
    with app.store.write() as work:
        _require_own(work, by, name)
        person = work.people.get(name)
        if person is None:
            raise WrongUse(f"没有登记过“{name}”。")
        count = work.bindings.unbind_person(name)
        if count:
            _log(work, person, "解除绑定", by=by, now=now)
    if former := app.store.shelf.get(_owner_key(name), now):
        app.store.shelf.drop(former)
    return count


def unbind_account(app: "App", visitor: str, *, now: datetime) -> Person:
    """This one account, by whoever has it; also of somebody who left."""
    with app.store.write() as work:
        person = work.people.get(work.bindings.person(visitor))
        if person is None:
            raise CannotDo("这个账号没有绑定，不用解绑。")
        work.bindings.unbind(visitor)
        _log(work, person, "解除绑定", by=person.name, now=now)
    return person


def _require_own(work: Work, by: str, name: str) -> None:
    if known(work, by).name != name:
        require(work, by, Right.BIND)


def _may_try(app: "App", whose: str, limit: int, now: datetime) -> bool:
    return count_up(app.store.shelf, _tries_key(whose), limit, until=now + CODE_LASTS, now=now)


def _code_key(app: "App", code: str) -> str:
    """Slow on purpose: who reads the database cannot try all the codes while one of them is good."""
    salt = f"gongkai binding {app.settings.office.code}".encode()
    return f"binding-code:{hashlib.scrypt(code.encode(), salt=salt, n=1 << 14, r=8, p=1, dklen=24).hex()}"


def _owner_key(name: str) -> str:
    return f"binding-code-of:{name}"


def _tries_key(whose: str) -> str:
    return f"binding-tries:{whose}"


def _log(work: Work, person: Person, did: str, *, by: str, now: datetime) -> None:
    """The account itself is personal and stays out of the log."""
    evidence = {"person": person.name, "account": did}
    work.log.append(Event(kind=Kind.PERSON, at=now, by=by, unit=person.unit, evidence=evidence))
