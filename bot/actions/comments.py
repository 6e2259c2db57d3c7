"""Answer, elect and let go of comments under articles. What the platform says is done is then written down.

The log holds the number, what was done, and the digest of a reply: not a word of what anybody wrote.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.refusals import in_words
from bot.actions.rights import Right, require
from channels.errors import Gone
from channels.talking import ShowsComments
from content.comments import Kept
from content.log import Event, Kind
from content.masking import mask
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App

REGISTER = "文章留言"
GONE = "留言已不在了，列表里已注明。"
PERSONAL = "回复人人可见，里面好像有个人信息：请去掉后再发，或写成“{masked}”。"


def reply_comment(app: "App", by: str, number: int, text: str) -> None:
    """The one answer a comment may have; an earlier one is replaced. Raises CannotDo."""
    text = text.strip()
    if not text:
        raise WrongUse("回复是空的。")
    if (masked := mask(text, by_office=True).text) != text:
        raise CannotDo(PERSONAL.format(masked=masked))
    kept, channel = _found(app, by, number)
    _do(app, kept, lambda: channel.reply_to(*_name(kept), text))
    with app.store.write() as work:
        work.comments.reply(number, text, by)
        _write(work, kept, Event(kind=Kind.CHANGED, at=app.clock(), by=by, digest=_digest(text)), "回复")


def take_back_reply(app: "App", by: str, number: int) -> None:
    """Nobody sees it any more."""
    kept, channel = _found(app, by, number)
    if not kept.comment.reply:
        raise CannotDo("这条留言没有回复。")
    _do(app, kept, lambda: channel.take_back_reply(*_name(kept)))
    with app.store.write() as work:
        work.comments.reply(number, "", "")
        _write(work, kept, Event(kind=Kind.CHANGED, at=app.clock(), by=by), "撤回回复")


def elect_comment(app: "App", by: str, number: int, *, yes: bool) -> None:
    """精选: everybody sees an elected comment under the article; the others only who wrote them."""
    kept, channel = _found(app, by, number)
    _do(app, kept, lambda: channel.elect(*_name(kept), yes=yes))
    with app.store.write() as work:
        work.comments.elect(number, yes=yes)
        _write(work, kept, Event(kind=Kind.CHANGED, at=app.clock(), by=by), "精选" if yes else "取消精选")


def _found(app: "App", by: str, number: int) -> tuple[Kept, ShowsComments]:
    with app.store.read() as work:
        require(work, by, Right.COMMENTS)
        try:
            kept = work.comments.get(number)
        except KeyError:
            raise WrongUse(f"没有 {number} 号留言。编号见 gongkai comments list。") from None
    channel: object = app.channels.get(kept.under.channel)
    if not (isinstance(channel, ShowsComments) and channel.has_comments):
        raise CannotDo(f"渠道“{kept.under.channel}”现在不办理留言：请管理员查看设置里的 comments。")
    if kept.gone:
        raise CannotDo(GONE)
    return kept, channel


def _do(app: "App", kept: Kept, call: Callable[[], None]) -> None:
    with in_words():
        try:
            call()
        except Gone as error:
            with app.store.write() as work:
                work.comments.lose(kept.number)
            raise CannotDo(f"{error.says}{GONE}") from None


def _write(work: Work, kept: Kept, event: Event, act: str) -> None:
    """Last in a unit of work: it appends to the log."""
    key, evidence = kept.under.delivery, {"register": REGISTER, "number": str(kept.number), "act": act}
    ref = key.partition("@")[0]
    work.log.append(
        replace(event, item_id=ref.partition(".")[0], ref=ref, channel=kept.under.channel, evidence=evidence)
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _name(kept: Kept) -> tuple[str, int, int]:
    return kept.under.article, kept.under.place, kept.comment.comment_id
