"""What waits in review, for whom: nothing is left lying without a name beside it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from content.edition import Ref
from content.review import State

if TYPE_CHECKING:
    from bot.app import App

OPEN = (State.SUBMITTED, State.RETURNED, State.EMERGENCY)
OTHERS = {State.EMERGENCY: "补审", State.APPROVED: "发布员"}
"""Whose turn it is when no step of review is left."""


@dataclass(frozen=True, slots=True)
class InReview:
    """`waits_for`: the role whose turn it is, or the author's name for what was returned.

    What is approved waits for a 发布员 until somebody orders it out.
    """

    ref: str
    title: str
    author: str
    state: State
    waits_for: str
    since: datetime


def in_review(app: "App") -> list[InReview]:
    """Longest waiting first; emergency publications that are not cleared among them. Older editions are left out."""
    found = []
    with app.store.read() as work:
        for review in (*work.reviews.in_states(OPEN), *work.reviews.not_ordered()):
            item_id, number = Ref.parse(review.ref)
            edition = work.items.latest(item_id)
            if edition.number != number and review.state is not State.EMERGENCY:
                continue
            waits_for = edition.made_by if review.state is State.RETURNED else _role(app, review.state, review.step)
            found.append(
                InReview(review.ref, edition.item.title, edition.made_by, review.state, waits_for, review.since)
            )
    return found


def _role(app: "App", state: State, step: int) -> str:
    if state in OTHERS:
        return OTHERS[state]
    steps = app.settings.review
    return steps[step] if step < len(steps) else ""
