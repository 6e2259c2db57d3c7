"""Give an edition back to its author, with the reason."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.cases import case_of, write_outcome
from bot.actions.finding import edition_of
from bot.actions.reasons import require_reason
from bot.actions.refusals import in_words
from bot.actions.rights import known
from content import review
from content.review import Review

if TYPE_CHECKING:
    from bot.app import App


def return_(app: "App", by: str, ref: str, *, reason: str, now: datetime) -> Review:
    """By whoever may pass the step it is at; review starts over when a new text is submitted."""
    require_reason(reason, "退回")
    with app.store.write() as work:
        person = known(work, by)
        edition = edition_of(work, ref)
        case = case_of(app, work, edition)
        with in_words():
            outcome = review.give_back(case, person, now, reason)
        write_outcome(work, case, outcome)
    return outcome.review
