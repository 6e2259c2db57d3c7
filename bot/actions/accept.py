"""Keep a text in spite of a warning, with a reason; or write down its secrecy review."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.cases import case_of
from bot.actions.checking import channels_of, open_problems
from bot.actions.errors import NotAllowed
from bot.actions.finding import edition_of
from bot.actions.opinions import Opinion, write_opinion
from bot.actions.rights import SECRECY_REVIEWER, WRITER, known, require_theirs
from content.people import Person
from content.problems import Problem
from content.review import Case

if TYPE_CHECKING:
    from bot.app import App


def accept(app: "App", by: str, ref: str, opinion: Opinion, *, now: datetime) -> list[Problem]:
    """By a reviewer who did not write it (where nothing is reviewed: by the author). Returns what still stands."""
    with app.store.write() as work:
        person = known(work, by)
        edition = edition_of(work, ref)
        case = case_of(app, work, edition)
        if opinion.keeps:
            _require_reviewer(case, person)
        channels = channels_of(app, edition.item)
        standing = open_problems(app, case, channels, now)
        case = write_opinion(work, case, person, opinion, problems=standing, now=now)
        return open_problems(app, case, channels, now)


def _require_reviewer(case: Case, person: Person) -> None:
    require_theirs(person, case.edition.item)
    if not case.steps:
        allowed = person.may(WRITER)
    else:
        allowed = person.may(*case.steps, SECRECY_REVIEWER) and person.name not in case.authors
    if not allowed:
        raise NotAllowed(f"{person.name}不能说明理由后保留提示：要由没有写这篇稿件的审核人来做。")
