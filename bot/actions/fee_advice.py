"""What the official scale says of the fee for an application; charging it is a step of its own."""

from datetime import datetime, time
from typing import TYPE_CHECKING

from bot.actions.applications import named
from bot.actions.errors import WrongUse
from bot.actions.rights import Right, require
from content.registers.applications import Application, Draft, State
from content.registers.fees import Advice
from content.store.store import Work
from content.zone import SHANGHAI, day_of

if TYPE_CHECKING:
    from bot.app import App

MOST_PAGES = 1_000_000


def fee_advice(app: "App", by: str, number: str, *, pages: int | None = None) -> Advice:
    """By piece, and by page where it is known how many pages the applicant is to be given."""
    if pages is not None and not 0 <= pages <= MOST_PAGES:
        raise WrongUse(f"页数应在 0 到 {MOST_PAGES} 之间。")
    with app.store.read() as work:
        require(work, by, Right.APPLICATIONS)
        return advice_on(work, named(work, number), pages=pages)


def advice_on(work: Work, one: Application, *, pages: int | None = None) -> Advice:
    """Counted are the applicant's own of the same calendar month that came before it, those withdrawn by us apart."""
    month = day_of(one.submitted_at).replace(day=1)
    begin = datetime.combine(month, time(), SHANGHAI)
    asked = work.applications.asked_by(one.draft, begin, one.submitted_at)
    before = sum(_is_before(other, one) for other in asked if other.state is not State.VOIDED)
    return Advice(month, before, pages)


def _is_before(other: Application, one: Application) -> bool:
    return _place(other) < _place(one) and same_applicant(other.draft, one.draft)


def _place(one: Application) -> tuple[datetime, int, str]:
    """In the order they came; of those that came at the same moment, in the order of their numbers."""
    return one.submitted_at, len(one.number), one.number


def same_applicant(one: Draft, other: Draft) -> bool:
    """By the identity document's number where both have one; else by name and one way to reach them."""
    if one.identity_number and other.identity_number:
        return _plain(one.identity_number) == _plain(other.identity_number)
    reached = ((one.phone, other.phone), (one.email, other.email), (one.address, other.address))
    return bool(one.name) and one.name == other.name and any(mine and mine == theirs for mine, theirs in reached)


def _plain(number: str) -> str:
    return number.replace(" ", "").upper()
