"""Comments under articles, for staff."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import WrongUse
from bot.actions.finding import item_id_of
from bot.actions.read_comments import asked, trouble
from bot.actions.rights import Right, require
from content.comments import Kept
from content.store.store import Work

ON_A_PAGE = 50

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Row:
    """`state`: in words, what was done with it."""

    number: int
    ref: str
    channel: str
    title: str
    at: datetime
    text: str
    state: str
    elected: bool
    reply: str
    replied_by: str
    gone: bool


def comments(app: "App", *, item_id: str = "", every: bool = False) -> list[Row]:
    """Newest first: those nobody answered or elected yet, or (`every`) all. Raises WrongUse for an unknown item."""
    with app.store.read() as work:
        item_id = item_id_of(work, item_id) if item_id else ""
        return _rows(work, work.comments.listed(item_id=item_id, unanswered=not every))


def page(app: "App", by: str, *, item_id: str = "", every: bool = False, page: int = 1) -> tuple[list[Row], bool]:
    """As `comments`, so many as go on one, for somebody whose task they are; and whether there are more."""
    with app.store.read() as work:
        require(work, by, Right.COMMENTS)
        item_id = item_id_of(work, item_id) if item_id else ""
        skip = (page - 1) * ON_A_PAGE
        found = work.comments.listed(item_id=item_id, unanswered=not every, limit=ON_A_PAGE + 1, skip=skip)
        return _rows(work, found[:ON_A_PAGE]), len(found) > ON_A_PAGE


def one(app: "App", by: str, number: int) -> Row:
    """Raises WrongUse for a number that none has."""
    with app.store.read() as work:
        require(work, by, Right.COMMENTS)
        try:
            return _rows(work, [work.comments.get(number)])[0]
        except KeyError:
            raise WrongUse(f"没有 {number} 号文章留言。") from None


def not_read(app: "App") -> Mapping[str, str]:
    """The channels whose comments are not read at the moment, and why."""
    return {name: why for name in asked(app) if (why := trouble(app, name))}


def _rows(work: Work, found: Sequence[Kept]) -> list[Row]:
    refs = [_ref_of(kept) for kept in found]
    titles = {ref: edition.item.title for ref, edition in work.items.outlines(list(dict.fromkeys(refs))).items()}
    return [_row(ref, titles[ref], kept) for ref, kept in zip(refs, found, strict=True)]


def _ref_of(kept: Kept) -> str:
    return kept.under.delivery.partition("@")[0]


def _row(ref: str, title: str, kept: Kept) -> Row:
    return Row(
        number=kept.number,
        ref=ref,
        channel=kept.under.channel,
        title=title,
        at=kept.comment.at,
        text=kept.comment.text,
        state=_state(kept),
        elected=kept.comment.elected,
        reply=kept.comment.reply,
        replied_by=kept.replied_by,
        gone=kept.gone,
    )


def _state(kept: Kept) -> str:
    if kept.gone:
        return "已删除"
    done = [word for word, yes in (("已精选", kept.comment.elected), ("已回复", kept.comment.reply)) if yes]
    return "、".join(done) or "待办"
