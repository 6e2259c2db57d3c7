"""Pass a step of review; the last one approves the edition, after which it may be published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.cases import case_of, write_outcome
from bot.actions.checking import MISSING_SECRECY, channels_of, lacks_secrecy, open_problems
from bot.actions.errors import CannotDo
from bot.actions.finding import edition_of
from bot.actions.opinions import Opinion, write_opinion
from bot.actions.refusals import in_words
from bot.actions.rights import known
from content import review
from content.edition import Edition
from content.people import Person
from content.problems import Problem, blocking, warnings
from content.review import Case, Outcome, Review, State
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Approved:
    """Where the edition is now, and what still stands. `passed` is False when only an opinion was written down."""

    edition: Edition
    review: Review
    problems: tuple[Problem, ...]
    passed: bool


def approve(
    app: "App", by: str, ref: str, *, opinion: Opinion | None = None, digest: str = "", now: datetime
) -> Approved:
    """`digest`: of the text the person read; empty = of the edition named (editions are frozen).

    Somebody who may only review secrecy has that written down and passes no step; so has who finds it not fit.
    """
    with app.store.write() as work:
        person = known(work, by)
        edition = edition_of(work, ref)
        case = case_of(app, work, edition)
        channels = channels_of(app, edition.item)
        said = opinion or Opinion()
        case = write_opinion(work, case, person, said, problems=open_problems(app, case, channels, now), now=now)
        problems = tuple(open_problems(app, case, channels, now))
        if said.secrecy and case.review and (lacks_secrecy(problems) or not review.is_turn_of(case, person)):
            return Approved(edition, case.review, problems, passed=False)
        outcome = _pass(work, case, person, problems, digest=digest or edition.digest, now=now)
    return Approved(edition, outcome.review, problems, passed=True)


def _pass(
    work: Work, case: Case, person: Person, problems: Sequence[Problem], *, digest: str, now: datetime
) -> Outcome:
    with in_words():
        if review.has_debt(case):
            outcome = review.clear(case, person, now, digest)
        else:
            outcome = review.approve(case, person, now, digest)
    last = outcome.review.state is State.APPROVED
    _require_clean(case.edition.ref, problems, last=last)
    write_outcome(work, case, outcome)
    return outcome


def _require_clean(ref: str, problems: Sequence[Problem], *, last: bool) -> None:
    """What blocks, blocks every step; the secrecy review and reasons for warnings may wait for the last one."""
    stopping = [one for one in blocking(problems) if last or one.code != MISSING_SECRECY]
    if stopping:
        raise CannotDo(f"{ref} 有必须先解决的问题，不能通过。", stopping)
    if last and warnings(problems):
        raise CannotDo(
            f"{ref} 还有没说明理由的提示：要保留的，请写明理由"
            '（--accept "代码: 理由"，或 --accept-all 理由）；要改的，请退回。',
            warnings(problems),
        )
