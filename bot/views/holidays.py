"""The holidays the office reckons with, as they were entered."""

from typing import TYPE_CHECKING

from content.registers.holidays import Notice

if TYPE_CHECKING:
    from bot.app import App


def holidays(app: "App", year: int | None = None) -> list[Notice]:
    """By year; no secret, and nobody's right. A year that is not here is reckoned as the library knows it."""
    with app.store.read() as work:
        return work.holidays.notices(year)
