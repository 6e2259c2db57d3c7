"""Tell visitors what is to be told, while the platform allows it. Nobody's right: it only finishes what was written."""

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.actions.finding import account
from bot.actions.quiet import is_quiet_until
from channels.errors import ChannelError, Misconfigured, NotSent, Refused, TryLater
from channels.talking import Talks
from content.notices import Notice, State
from content.store.store import Work
from content.telling import LASTS, MESSAGE, Allowance, allowance
from content.visitors import MEMORY_LASTS

if TYPE_CHECKING:
    from bot.app import App

log = logging.getLogger(__name__)

AGAIN = timedelta(minutes=1)
GIVEN_UP = timedelta(minutes=5)
"""Longer than a call to the platform, or anything done alone, takes: whoever began it is no longer there."""
KNOWN_AGAIN = timedelta(days=3)
"""How long a message is known by its key, in case the platform delivers it again."""
TOO_LATE = "距对方上次发来消息已超过 48 小时，或 5 条的限额已用完：微信不允许再发。对方可凭编号查询。"
MAY_NOT = "公众号没有认证，微信不允许主动发消息。对方可凭编号查询。"
NOT_KNOWN = "发送时中断，不确定对方是否收到；为免重复，不再发送。"
UNSURE = "刚才那一步没有收到结果，可能已经办成，也可能没有。请先查一查（发“进度”或“查询”），不要马上重办。"


def tell_due(app: "App") -> int:
    """Send what may be sent now, let lapse what may no longer be; how many were sent."""
    if (talks := account(app)) is None:
        return 0
    with app.store.read() as work:
        due = work.notices.due(app.clock() - AGAIN)
    return sum(_tell(app, talks, notice) for notice in due)


def look_after(app: "App") -> None:
    """What was begun and left is not done again, and who asked is told so. What is no longer needed is forgotten."""
    now = app.clock()
    with app.store.write() as work:
        work.notices.give_up(now - GIVEN_UP, NOT_KNOWN, now)
        for key, visitor in work.heard.unfinished(now - GIVEN_UP):
            if work.heard.finish(key, UNSURE):
                work.notices.add(visitor, UNSURE, about="", now=now)
        work.heard.clear(now - KNOWN_AGAIN)
        work.notices.clear(now - KNOWN_AGAIN)
        work.visitors.clear(now - MEMORY_LASTS)


def allowance_of(work: Work, visitor: str, now: datetime) -> Allowance:
    """What the platform still lets us tell this visitor of our own accord."""
    since = now - LASTS[MESSAGE]
    return allowance(work.heard.since(visitor, since), work.notices.told(visitor, since), now)


def _tell(app: "App", channel: Talks, notice: Notice) -> bool:
    now = app.clock()
    with app.store.read() as work:
        allowed = allowance_of(work, notice.visitor, now)
    if not allowed.left or app.settings.answers_only:
        _move(app, notice, State.DUE, State.LAPSED, says=MAY_NOT if app.settings.answers_only else TOO_LATE)
        return False
    if notice.about and is_quiet_until(app.settings.chat.quiet_hours, now, allowed.until):
        _move(app, notice, State.DUE, State.DUE)  # it rests, so that what cannot wait has its turn
        return False
    if not _move(app, notice, State.DUE, State.BEGUN):
        return False
    try:
        channel.tell(notice.visitor, notice.text)
    except ChannelError as error:
        _move(app, notice, State.BEGUN, _after(error), says=error.says)
        return False
    except Exception:
        log.exception("a notice could not be sent in a way no channel should fail")
        _move(app, notice, State.BEGUN, State.UNSURE, says=NOT_KNOWN)
        return False
    return _move(app, notice, State.BEGUN, State.SENT)


def _after(error: ChannelError) -> State:
    if isinstance(error, (TryLater, Misconfigured)):
        return State.DUE
    if isinstance(error, Refused):
        return State.LAPSED
    return State.FAILED if isinstance(error, NotSent) else State.UNSURE


def _move(app: "App", notice: Notice, from_: State, to: State, *, says: str = "") -> bool:
    with app.store.write() as work:
        return work.notices.move(notice.id, from_, to, says=says, now=app.clock())
