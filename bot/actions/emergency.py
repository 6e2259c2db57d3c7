"""Agree to publish before review is done: two people with the two named roles; a third approves afterwards."""

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


def emergency(app: "App", by: str, ref: str, *, reason: str, digest: str = "", now: datetime) -> Review:
    """The state is `emergency` once both agreed; checks still run before anything goes out."""
    require_reason(reason, "紧急发布")
    with app.store.write() as work:
        person = known(work, by)
        edition = edition_of(work, ref)
        case = case_of(app, work, edition)
        with in_words():
            outcome = review.declare_emergency(case, person, now, reason=reason, digest=digest or edition.digest)
        write_outcome(work, case, outcome)
    return outcome.review
