"""Fetch the pictures of letters before the platform throws them away, after three days."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.actions.finding import account
from channels.errors import ChannelError, Refused
from channels.talking import Talks
from content.file_types import MEGABYTE, image_fault, image_suffix
from content.item import StoredFile
from content.store.letter_files import Due

if TYPE_CHECKING:
    from bot.app import App

KEPT_THERE = timedelta(days=3)
LEASE = timedelta(minutes=5)
SHORTEST_WAIT = timedelta(minutes=1)
LARGEST = 10 * MEGABYTE
MOST_AT_A_TIME = 50


def fetch_letter_files(app: "App") -> int:
    """What it is time for, one after the other; how many are here now. Safe on several machines at once."""
    if (talks := account(app)) is None:
        return 0
    here = 0
    for _ in range(MOST_AT_A_TIME):
        due = _take_next(app, app.clock())
        if due is None:
            break
        here += _fetch(app, talks, due)
    return here


def _take_next(app: "App", now: datetime) -> Due | None:
    """Looked for without the write lock first: mostly there is nothing."""
    with app.store.read() as work:
        if not work.letter_files.is_due(now):
            return None
    with app.store.write() as work:
        return work.letter_files.take_next(now, now + LEASE)


def _fetch(app: "App", talks: Talks, due: Due) -> bool:
    """Whether it is here. Tried again ever more seldom, at most until the platform has it no more."""
    file, tries_again = None, False
    try:
        file = _picture(app, talks.fetch(due.media).content)
    except Refused:
        pass
    except ChannelError:
        tries_again = app.clock() - due.at < KEPT_THERE
    with app.store.write() as work:
        if file is not None:
            work.letter_files.keep(due.id, file)
        elif tries_again:
            work.letter_files.put_off(due.id, _next(due, app.clock()))
        else:
            work.letter_files.lose(due.id)
    return file is not None


def _picture(app: "App", content: bytes) -> StoredFile | None:
    """Kept under what it is, whatever the platform calls it; None for what is no picture or too large."""
    name = f"图片{image_suffix(content)}"
    if len(content) > LARGEST or image_fault(name, content):
        return None
    return app.files.keep(content, name)


def _next(due: Due, now: datetime) -> datetime:
    return now + max(SHORTEST_WAIT, now - due.at)
