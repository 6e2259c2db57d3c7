"""Take note of what was found on a public page: the same is not told again, until it is otherwise."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.finding import delivery_of
from bot.actions.publish import require_publisher
from bot.actions.rights import Right, require_theirs
from content.edition import Ref
from content.page_checks import PageCheck, noted

if TYPE_CHECKING:
    from bot.app import App

LONGEST = 200
"""Signs of a word."""


def note_page(app: "App", by: str, key: str, word: str, *, now: datetime) -> PageCheck:
    """`word`: what is being done about it, or why it may stay so. Raises WrongUse, NotAllowed, CannotDo."""
    with app.store.write() as work:
        person = require_publisher(app, work, by, Right.CORRECT)
        delivery = delivery_of(work, key)
        require_theirs(person, work.items.edition(*Ref.parse(delivery.ref)).item)
        word = _require_word(word)
        check = work.page_checks.get(key)
        if check is None or check.matter is None:
            raise CannotDo("这一页现在没有要处理的：可能刚刚又看过，已经好了。")
        after = noted(check, by, word, now)
        work.page_checks.take(check, after)
    return after


def _require_word(typed: str) -> str:
    word = " ".join(typed.split())
    if not word:
        raise WrongUse("请写一句：为什么可以这样，或者正在怎么处理。")
    if len(word) > LONGEST:
        raise WrongUse(f"写得太长了，最多 {LONGEST} 字。")
    return word
