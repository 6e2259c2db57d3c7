"""What somebody may know by a number, which can be a letter's or an application's."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo
from bot.actions.finding import is_year_and_serial
from bot.views import applications, letters
from content.letters import Asker, number_in
from content.registers.progress import Progress

if TYPE_CHECKING:
    from bot.app import App


def progress(app: "App", number: str, asker: Asker, *, who: str, now: datetime) -> letters.Progress | Progress:
    """Eight digits may be a year and a serial (20260012): then both are looked for, whether or not either is there.

    `who`: the network address, or the visitor. Raises CannotDo in the same words whatever is wrong.
    """
    figures = number_in(number)
    if not figures:
        return _applied(app, number, asker, who=who, now=now)
    try:
        return letters.progress(app, figures, asker, who=who, now=now)
    except CannotDo:
        if not is_year_and_serial(figures):
            raise
    return _applied(app, figures, asker, who=who, now=now)


def _applied(app: "App", number: str, asker: Asker, *, who: str, now: datetime) -> Progress:
    theirs = applications.progress_of(app, asker.visitor, number) if asker.visitor else []
    return theirs[0] if theirs else applications.progress(app, number, asker.tail, asker=who, now=now)
