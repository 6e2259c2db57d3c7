"""Enter the State Council's notice on a year's holidays: what is open is reckoned anew by it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.actions.applications import changed
from bot.actions.rights import Right, require
from content.log import PLAIN, Event, Kind
from content.registers.applications import OPEN, Act, Application
from content.registers.clocks import reckoned
from content.registers.holidays import Notice
from content.registers.working_days import WorkingDays
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App

REGISTER = "放假安排"


@dataclass(frozen=True, slots=True)
class Moved:
    """An open application whose last day to answer is another by the new calendar."""

    number: str
    before: date | None
    after: date | None


def enter_holidays(app: "App", by: str, notice: Notice, *, now: datetime) -> list[Moved]:
    """It takes the place of what was entered for its year, and of what the library knows of that year.

    Returns the applications whose last day to answer moved, in the order of their numbers; each is written down in its
    history, and its applicant in the chat is told.
    """
    with app.store.write() as work:
        require(work, by, Right.HOLIDAYS)
        work.holidays.enter(notice, by, now)
        done = {one.number for one in work.applications.all(states=OPEN)}
        moved = [*_reckon(work, sorted(done), notice, by=by, now=now)]
        work.log.append(_event(notice, by, now))
        # The log is locked from here on: whoever registers one now waits for it, and reckons by the new days.
        late = {one.number for one in work.applications.all(states=OPEN)} - done
        moved += _reckon(work, sorted(late), notice, by=by, now=now)
    app.calendar_changed()
    return moved


def _reckon(work: Work, numbers: list[str], notice: Notice, *, by: str, now: datetime) -> Iterator[Moved]:
    """All are locked before the first is written, as whoever changes one locks it before the log."""
    calendar = work.holidays.calendar()
    before = [work.applications.for_change(number) for number in numbers]
    for one, anew in [(one, _anew(one, calendar)) for one in before]:
        if anew != one:
            reason = f"{notice.year}年放假安排：{notice.source}"
            if anew.due_on != one.due_on:
                changed(work, anew, Act.RECKONED, by=by, reason=reason, now=now)
                yield Moved(one.number, one.due_on, anew.due_on)
            else:  # a term of others: nothing the applicant sees
                work.applications.change(anew, Act.RECKONED, by=by, reason=reason, now=now)


def _anew(one: Application, calendar: WorkingDays) -> Application:
    """Somebody may have closed it meanwhile."""
    return reckoned(one, calendar) if one.is_open else one


def _event(notice: Notice, by: str, now: datetime) -> Event:
    said = PLAIN.encode([notice.year, notice.source, list(map(str, notice.off)), list(map(str, notice.working))])
    evidence = {"register": REGISTER, "number": str(notice.year), "change": "更新", "source": notice.source}
    return Event(kind=Kind.CHANGED, at=now, by=by, digest=hashlib.sha256(said.encode()).hexdigest(), evidence=evidence)
