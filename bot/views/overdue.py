"""Documents to be disclosed that are not out in time (条例第二十六条)."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from content.registers.overdue import Overdue, made_until
from content.registers.overdue import overdue as late_ones

if TYPE_CHECKING:
    from bot.app import App


def overdue(app: "App", today: date, among: Collection[str] | None = None) -> list[Overdue]:
    """Made more than 20 working days ago and public nowhere, longest first; `among`: only of these items."""
    with app.store.read() as work:
        made = work.items.not_out(made_until(today), among)
    return late_ones(made, today, app.calendar)
