"""What the person who wrote says of the answer (评价), and whether question and answer may be published."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo
from bot.actions.seeing import not_seen, seen
from content.letters import STARS, Asker, Letter, State, may_see
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App

LONGEST = 500


def rate(work: Work, number: str, asker: Asker, *, stars: int, words: str = "") -> Letter:
    """1 to 5 stars for an answer; the last rating stays. A page that asks for digits uses `rate_on_page`."""
    letter = _theirs(work, number, asker)
    if letter.state is not State.ANSWERED:
        raise CannotDo("答复以后才能评价。")
    if stars not in STARS:
        raise CannotDo("请用 1 到 5 评价：1 很不满意，5 很满意。")
    work.letters.change(number, stars=stars, rated_says=words.strip()[:LONGEST])
    return work.letters.get(number)


def set_consent(work: Work, number: str, asker: Asker, *, agrees: bool) -> Letter:
    """Whether the office may publish question and answer without what tells who asked."""
    letter = _theirs(work, number, asker)
    if letter.item_id and not agrees:
        raise CannotDo("这件留言已经送审公开。要撤下，请直接给我们留言说明。")
    work.letters.change(number, consent=agrees)
    return work.letters.get(number)


def rate_on_page(app: "App", number: str, asker: Asker, *, who: str, stars: int, words: str, now: datetime) -> Letter:
    """As `rate`; `who` is the network address: wrong digits are counted."""
    seen(app, number, asker, who=who, now=now)
    with app.store.write() as work:
        return rate(work, number, asker, stars=stars, words=words)


def _theirs(work: Work, number: str, asker: Asker) -> Letter:
    try:
        letter = work.letters.hold(number)
    except KeyError:
        raise not_seen() from None
    if not may_see(letter, asker):
        raise not_seen()
    return letter
