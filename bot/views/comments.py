"""Comments under articles, for staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.finding import item_id_of
from bot.actions.read_comments import asked, trouble
from content.comments import Kept
from content.edition import Ref

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
        found = [(_ref_of(kept), kept) for kept in work.comments.listed(item_id=item_id, unanswered=not every)]
        titles = {ref: work.items.edition(*Ref.parse(ref)).item.title for ref in dict.fromkeys(ref for ref, _ in found)}
        return [_row(ref, titles[ref], kept) for ref, kept in found]


def not_read(app: "App") -> Mapping[str, str]:
    """The channels whose comments are not read at the moment, and why."""
    return {name: why for name in asked(app) if (why := trouble(app, name))}


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
