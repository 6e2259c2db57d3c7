"""Items that should be out by now. Source: 政府信息公开条例 第二十六条 (20 working days from 形成或变更)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from content.item import Made
from content.registers.working_days import WorkingDays, working_days_after

TERM = 20


@dataclass(frozen=True, slots=True)
class Overdue:
    """`due` was the last day to publish; `days` is how many calendar days ago that was."""

    made: Made
    due: date
    days: int


def made_until(today: date) -> date:
    """Nothing made after this day can be overdue: the day for `work.items.not_out`."""
    return today - timedelta(days=TERM)


def overdue(not_out: Iterable[Made], today: date, calendar: WorkingDays) -> list[Overdue]:
    """Those of the items made and not out whose term is over, longest first."""
    found = []
    for made in not_out:
        if made.made_on is None:
            continue
        due = working_days_after(made.made_on, TERM, calendar)
        if due < today:
            found.append(Overdue(made, due, (today - due).days))
    return sorted(found, key=lambda late: (late.due, late.made.ref))
