"""One-time links: whoever opens one sets a password. Only a hash of the word in it is kept."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.actions import wrong_tries
from bot.actions.errors import CannotDo, WrongUse
from bot.actions.passwords import agrees, encode
from bot.actions.people import add_person
from bot.actions.rights import ADMINISTRATOR, Right, known, require
from bot.actions.second_step import log_account
from content.passwords import fault_of
from content.people import Person, name_of
from content.problems import Problem
from content.sessions import key_of

if TYPE_CHECKING:
    from bot.app import App

LASTS = timedelta(hours=72)
USED = "-"
OVER = "这个链接已经用过，或已过期、已有更新的链接。口令设好了的，请直接登录；还没有设的，请管理员在“人员”页再发一个。"
NOBODY = "\n"
"""Stands for whoever registers first."""


@dataclass(frozen=True, slots=True)
class Link:
    """`person` is empty where nobody is registered: whoever opens it becomes the first 管理员.

    `afresh`: it also ends their second step (the phone is lost).
    """

    person: str
    afresh: bool = False


def make_link(app: "App", by: str, name: str, *, afresh: bool = False, now: datetime) -> str:
    """The word of a link for this person; an earlier link of theirs works no more. By a 管理员."""
    with app.store.write() as work:
        require(work, by, Right.PEOPLE)
        person = known(work, name)
        log_account(work, person.name, "发出登录链接" + ("（并解除两步验证）" if afresh else ""), by=by, now=now)
    return _lay_out(app, Link(person.name, afresh), now)


def first_link(app: "App", now: datetime) -> str:
    """While nobody can sign in: a word for the first 管理员, registered or not yet. "" once somebody can."""
    with app.store.glance() as work:
        if work.credentials.anybody():
            return ""
        first = next((one.name for one in work.people.all() if one.may(ADMINISTRATOR)), "")
    return _lay_out(app, Link(first), now)


def link_of(app: "App", word: str, now: datetime) -> Link:
    """Raises CannotDo for one that was used, is over, or of somebody who left."""
    kept = app.store.shelf.get(_key(word), now) or USED
    if kept == USED:
        raise CannotDo(OVER)
    link = _read(kept)
    with app.store.glance() as work:
        person = work.people.get(link.person) if link.person else None
        gone = (person is None or not person.active) if link.person else bool(work.people.all())
    if gone:
        raise CannotDo(OVER)
    return link


def set_by_link(app: "App", word: str, password: str, *, first: Person | None = None, now: datetime) -> Person:
    """The password of whose link it is; every session of theirs ends. `first`: who registers, where nobody is yet.

    Raises CannotDo with what is wrong with the password, WrongUse with what is wrong with the name.
    """
    link = link_of(app, word, now)
    name = link.person or name_of(first.name if first else "")
    require_good(password, name)
    encoded = encode(password)
    person = _registered(app, link, first, now)
    kept = app.store.shelf.get(_key(word), now)
    if kept in (None, USED) or not app.store.shelf.swap(_key(word), kept, USED, until=now + LASTS, now=now):
        raise CannotDo(OVER)
    with app.store.write() as work:
        work.credentials.set_password(person.name, encoded, now)
        work.sessions.end_all(person.name)
        if link.afresh:
            work.credentials.set_totp(person.name, "", 0)
        log_account(work, person.name, "凭登录链接设口令", by=person.name, now=now)
    wrong_tries.was_right(app, person.name, now)
    return person


def change_password(app: "App", by: str, former: str, password: str, *, session: str, now: datetime) -> None:
    """One's own; every other session ends. `session` is the key of this one. Raises WrongUse for a wrong former one.

    Wrong ones are counted, apart from those of signing in.
    """
    require_good(password, by)
    wrong_tries.count_try(app, by, now, known=wrong_tries.SIGNED_IN)
    with app.store.glance() as work:
        kept = work.credentials.of(by).password
    if not agrees(kept, former):
        raise WrongUse("现在的口令不对，没有修改。")
    wrong_tries.was_right(app, by, now, known=wrong_tries.SIGNED_IN)
    encoded = encode(password)
    with app.store.write() as work:
        work.credentials.set_password(by, encoded, now)
        work.sessions.end_all(by, but=session)
        log_account(work, by, "修改口令", by=by, now=now)


def require_good(password: str, name: str) -> None:
    """Raises CannotDo."""
    if wrong := fault_of(password, name):
        raise CannotDo("口令没有设成。", [Problem("weak_password", "password", wrong, blocks=True)])


def _registered(app: "App", link: Link, first: Person | None, now: datetime) -> Person:
    if link.person:
        with app.store.glance() as work:
            return known(work, link.person)
    if first is None:
        raise WrongUse("请填写姓名和单位。")
    return add_person(app, "", replace(first, roles=frozenset({ADMINISTRATOR})), now)


def _lay_out(app: "App", link: Link, now: datetime) -> str:
    shelf, until = app.store.shelf, now + LASTS
    owner = f"sign-in:link-of:{link.person or NOBODY}"
    if former := shelf.get(owner, now):
        shelf.drop(former)
    word = secrets.token_urlsafe(24)
    shelf.put(_key(word), f"{link.person}\n{'afresh' if link.afresh else ''}", until)
    shelf.put(owner, _key(word), until)
    return word


def _read(kept: str) -> Link:
    person, _, rest = kept.partition("\n")
    return Link(person, rest == "afresh")


def _key(word: str) -> str:
    return f"sign-in:link:{key_of(word)}"
