"""End what somebody is signed in with: one's own in another browser, or all of somebody's."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.actions.errors import WrongUse
from bot.actions.finding import person_of
from bot.actions.rights import Right, require
from bot.actions.second_step import log_account

if TYPE_CHECKING:
    from bot.app import App

KEPT = timedelta(days=200)
"""So long who signed in or tried can be looked up. Source: 网络安全法 第二十一条, six months at least."""


def end_session(app: "App", by: str, key: str) -> None:
    """One's own. Raises WrongUse for one that has ended already."""
    with app.store.write() as work:
        if key not in {session.key for session in work.sessions.of(by)}:
            raise WrongUse("这次登录已经结束了。")
        work.sessions.end(key)


def end_others(app: "App", by: str, but: str) -> None:
    """One's own, but that with the key `but`."""
    with app.store.write() as work:
        work.sessions.end_all(by, but=but)


def end_all_of(app: "App", by: str, name: str, *, now: datetime) -> None:
    """By a 管理员: a lost telephone, somebody else's machine."""
    with app.store.write() as work:
        require(work, by, Right.PEOPLE)
        person = person_of(work, name)
        work.sessions.end_all(person.name)
        log_account(work, person.name, "结束全部登录", by=by, now=now)


def clear_ended(app: "App", now: datetime) -> None:
    """Each hour: sessions that ended by themselves, and what was noted of signing in long ago."""
    with app.store.write() as work:
        work.sessions.clear(now)
        work.credentials.forget_noted(now - KEPT)
