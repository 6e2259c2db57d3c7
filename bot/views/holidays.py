"""The holidays the office reckons with, as they were entered."""

from typing import TYPE_CHECKING

from content.registers.holidays import Notice
from content.store.holidays import Entered

if TYPE_CHECKING:
    from bot.app import App


def holidays(app: "App", year: int | None = None) -> list[Notice]:
    """By year; no secret, and nobody's right. A year that is not here is reckoned as the library knows it."""
    with app.store.read() as work:
        return work.holidays.notices(year)


def history(app: "App") -> list[Entered]:
    """Every notice that was entered since that is kept, the newest first."""
    with app.store.read() as work:
        return work.holidays.history()
