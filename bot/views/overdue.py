"""Documents to be disclosed that are not out in time (条例第二十六条)."""

from datetime import date
from typing import TYPE_CHECKING

from content.registers.overdue import Overdue, made_until
from content.registers.overdue import overdue as late_ones

if TYPE_CHECKING:
    from bot.app import App


def overdue(app: "App", today: date) -> list[Overdue]:
    """Made more than 20 working days ago and public nowhere, longest first."""
    with app.store.read() as work:
        made = work.items.not_out(made_until(today))
    return late_ones(made, today, app.calendar)
