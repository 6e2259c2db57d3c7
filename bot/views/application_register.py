"""The register of applications as the staff whose task it is see it: lists, one with its history, what is due."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.actions.applications import named
from bot.actions.rights import Right, require
from bot.views.new_file import new_file
from bot.views.tables import write_table
from content.problems import Problem
from content.registers import due as terms
from content.registers import steps
from content.registers.application_table import HEADINGS, cells_of
from content.registers.applications import OUTCOMES, WORDS, Application, Sought, State
from content.registers.clocks import completion_due
from content.registers.due import Due, Matter
from content.registers.intake import advice
from content.registers.money import in_yuan
from content.registers.register import Change
from content.store.store import Work
from content.zone import day_of, to_the_minute

if TYPE_CHECKING:
    from bot.app import App

APART = ("visitor", "identity_files", "letter", *steps.NAMES)
ON_A_PAGE = 50
COLUMNS = ("number", *(name for name in WORDS if name not in APART))


@dataclass(frozen=True, slots=True)
class Helped:
    """A published item that answered what somebody was about to apply for, `times` in a year."""

    item_id: str
    title: str
    times: int


@dataclass(frozen=True, slots=True)
class Shown:
    """`advice`: what it lacks or may have wrong; `completion_due`: the last day to ask for that (补正, 第三十条).

    `announced`: whether the holidays up to `due_on` are; where not, the day may still move. `pictures`: how many of the
    identity document are kept.
    """

    application: Application
    history: tuple[Change, ...]
    advice: tuple[Problem, ...]
    completion_due: date | None
    announced: bool
    pictures: int

    @property
    def changes(self) -> int:
        """How often its fields were changed: what was only looked at, or written about it, does not count."""
        return sum(bool(line.before) for line in self.history)


def require_clerk(app: "App", by: str) -> None:
    """Raises NotAllowed for somebody whose task applications are not."""
    with app.store.read() as work:
        require(work, by, Right.APPLICATIONS)


def listed(app: "App", by: str, *, states: Iterable[State] = (), year: int | None = None) -> list[Application]:
    with app.store.read() as work:
        require(work, by, Right.APPLICATIONS)
        return work.applications.all(states=states, year=year)


def page(app: "App", by: str, sought: Sought, *, page: int = 1) -> tuple[list[Application], bool]:
    """So many as go on one, the newest first, and whether there are more. Pages from 1."""
    with app.store.read() as work:
        require(work, by, Right.APPLICATIONS)
        found = work.applications.page(sought, limit=ON_A_PAGE + 1, skip=(page - 1) * ON_A_PAGE)
    return found[:ON_A_PAGE], len(found) > ON_A_PAGE


def waiting_for_applicants(
    app: "App", by: str, waits: str, *, year: int | None = None, page: int = 1
) -> tuple[list[Application], bool]:
    """Those that wait to be completed, or to be paid for (`waits` is one of WAITS), submitted in the year.

    So many as go on a page, and whether there are more. Pages from 1.
    """
    with app.store.read() as work:
        require(work, by, Right.APPLICATIONS)
        waiting = [one for one in work.applications.waiting_for_others() if one.standing == waits]
    found = [one for one in waiting if year in (None, day_of(one.submitted_at).year)]
    return found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE], len(found) > page * ON_A_PAGE


def due(app: "App", by: str, today: date) -> list[Due]:
    """What is over or soon will be; those still to be confirmed have no last day and are not here."""
    with app.store.read() as work:
        require(work, by, Right.APPLICATIONS)
        answers = work.applications.answers_due(terms.soon_until(today, app.calendar))
        others, unclear = _others(app, work, today)
    found = {one.number: one for one in (*answers, *others)}
    return terms.due(found.values(), today, app.calendar, unclear=unclear)


def answers_due(app: "App", by: str, today: date, *, page: int = 1) -> tuple[list[Due], bool]:
    """Answers that are late or soon will be, so many as go on a page, and whether there are more. Pages from 1."""
    with app.store.read() as work:
        require(work, by, Right.APPLICATIONS)
        until = terms.soon_until(today, app.calendar)
        found = work.applications.answers_due(until, limit=ON_A_PAGE + 1, skip=(page - 1) * ON_A_PAGE)
    due = terms.due(found[:ON_A_PAGE], today, app.calendar)
    return [one for one in due if one.matter is Matter.ANSWER], len(found) > ON_A_PAGE


def others_due(app: "App", by: str, today: date) -> list[Due]:
    """The rest of `due`: what can still be asked for in time (so many as go on a page), and terms of others that are
    over.
    """
    with app.store.read() as work:
        require(work, by, Right.APPLICATIONS)
        found, unclear = _others(app, work, today, most=ON_A_PAGE)
    due = terms.due(found, today, app.calendar, unclear=unclear)
    return [one for one in due if one.matter is not Matter.ANSWER]


def _others(app: "App", work: Work, today: date, *, most: int | None = None) -> tuple[list[Application], list[str]]:
    """The applications of which something else than an answer may be due; and the numbers of those that lack
    something, `most` of them at most, the first that came.
    """
    new = work.applications.received_since(terms.may_lack_since(today, app.calendar))
    unclear = list(islice(_lacking(work, new), most))
    found = {one.number: one for one in (*work.applications.waiting_for_others(), *unclear)}
    return list(found.values()), [one.number for one in unclear]


def _lacking(work: Work, new: Iterable[Application]) -> Iterator[Application]:
    """Whose pictures there are is asked only of those that lack something without one."""
    doubtful = (one for one in new if _lacks_something(one, with_picture=False))
    while some := list(islice(doubtful, ON_A_PAGE)):
        with_picture = work.identity.having([one.number for one in some])
        yield from (one for one in some if _lacks_something(one, with_picture=one.number in with_picture))


def unconfirmed(app: "App", by: str) -> list[Application]:
    """Whose receipt is still to be confirmed with the applicant, on the day they come (第三十一条): oldest first."""
    return sorted(listed(app, by, states=[State.SUBMITTED]), key=lambda one: one.submitted_at)


def shown(app: "App", by: str, number: str) -> Shown:
    """One, with all that was done to it. Raises WrongUse for a number nobody has."""
    calendar = app.calendar
    with app.store.read() as work:
        require(work, by, Right.APPLICATIONS)
        one = named(work, number)
        pictures = len(work.identity.of(one.number))
        history = tuple(work.applications.history(one.number))
    return Shown(
        application=one,
        history=history,
        advice=tuple(advice(one.draft, with_picture=pictures > 0)),
        completion_due=completion_due(one.received_on, calendar) if _may_ask(one) and one.received_on else None,
        announced=is_announced(app, one),
        pictures=pictures,
    )


def helped(app: "App", by: str, year: int) -> list[Helped]:
    """What spared people an application, the most often first."""
    with app.store.read() as work:
        require(work, by, Right.APPLICATIONS)
        times = work.applications.times_helped(date(year, 1, 1), date(year, 12, 31))
        return [Helped(item_id, work.items.latest(item_id).item.title, count) for item_id, count in times.items()]


def as_record(one: Application) -> dict[str, Any]:
    """Every field by its name; the visitor is nobody's business."""
    own = {name: getattr(one, name) for name in COLUMNS if hasattr(one, name)}
    return {**own, **one.draft.as_record(), "steps": one.steps.as_record()}


def export(app: "App", by: str, file: Path, *, year: int | None = None) -> int:
    """CSV or XLSX for people, JSON for programs, with all that stands in the register; returns how many.

    Into a new file. Raises WrongUse for a name with another ending.
    """
    found = listed(app, by, year=year)
    if file.suffix.lower() == ".json":
        records = [{name: _plain(value) for name, value in as_record(one).items()} for one in found]
        with new_file(file):
            file.write_text(json.dumps(records, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    else:
        write_table(file, HEADINGS, map(cells_of, found))
    return len(found)


def words_of(one: Application) -> dict[str, str]:
    """By the columns' names, as staff read them."""
    record = as_record(one)
    return {name: _cell(name, record[name]) for name in COLUMNS}


def _cell(name: str, value: Any) -> str:
    if isinstance(value, State):
        return value.chinese
    if isinstance(value, datetime):
        return to_the_minute(value)
    if name == "fee_fen":
        return f"{in_yuan(value)} 元" if value else ""
    return OUTCOMES.get(value, value) if name == "outcome" else str(value or "")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def is_announced(app: "App", one: Application) -> bool:
    """Whether the holidays until its last day are; where not, the day may still move."""
    return one.due_on is None or app.calendar.is_announced(one.due_on.year)


def _may_ask(one: Application) -> bool:
    return one.is_open and one.steps.supplement is None


def _lacks_something(one: Application, *, with_picture: bool) -> bool:
    """Gaps that it can still be asked to complete, which a picture of the identity document may fill."""
    return _may_ask(one) and any(gap.blocks for gap in advice(one.draft, with_picture=with_picture))


def days_waiting(one: Application, today: date) -> int:
    """Calendar days since it came."""
    return (today - day_of(one.submitted_at)).days
