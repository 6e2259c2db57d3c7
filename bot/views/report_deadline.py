"""Until when a year's report must be public, for whoever has to see to it."""

from datetime import datetime
from typing import TYPE_CHECKING

from content.edition import Ref
from content.receipt import Standing
from content.report.deadline import in_words
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App
    from content.store.store import Work


def deadline(app: "App", year: int, now: datetime) -> str:
    """Of last year's report: until when, and how many days that is. "" once it is public, and of other years'."""
    today = day_of(now)
    if year != today.year - 1:
        return ""
    with app.store.read() as work:
        return "" if is_public(work, year) else in_words(year, app.settings.report.level, today)


def reminder(app: "App", now: datetime) -> str:
    """Of last year's report, where the house was at work in that year already."""
    year = day_of(now).year - 1
    with app.store.read() as work:
        first = next(work.log.entries(limit=1), None)
    return deadline(app, year, now) if first and day_of(first.event.at).year <= year else ""


def is_public(work: "Work", year: int) -> bool:
    return any(
        one.standing is Standing.LIVE
        for item_id in {Ref.parse(ref)[0] for ref in work.reports.handed_in(year)}
        for one in work.deliveries.of_item(item_id)
    )
