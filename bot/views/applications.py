"""Where an application for information is, for whoever made it."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo
from bot.actions.finding import application_of
from bot.actions.guessing import NOT_SEEN, count_try, forget_tries
from content.phones import fits
from content.registers.progress import Progress

if TYPE_CHECKING:
    from bot.app import App

LONGEST = 100


def progress(app: "App", number: str, tail: str, *, asker: str, now: datetime) -> Progress:
    """By number, however it is written, and the last four digits of the telephone number.

    `asker`: whoever tries, as the door tells them apart (never shown). Raises CannotDo with the same words whether
    the number or the digits are wrong, and after too many tries.
    """
    with app.store.read() as work:
        found = application_of(work, number)
    subject = f"application:{found.number if found else number[:LONGEST]}"
    count_try(app.store.shelf, subject, asker, now)
    if found is None or not fits(found.draft.phone, tail):
        raise CannotDo(NOT_SEEN)
    forget_tries(app.store.shelf, subject)
    return Progress.of(found)


def progress_of(app: "App", visitor: str, number: str = "") -> list[Progress]:
    """What somebody applied for in the chat, newest first; only one of them when its number is given."""
    with app.store.read() as work:
        theirs = work.applications.of_visitor(visitor)
        named = application_of(work, number) if number else None
    return [Progress.of(one) for one in theirs if not number or (named and one.number == named.number)]
