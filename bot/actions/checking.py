"""The checks over one edition: the item's own, and those of every channel it is to go to."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.actions.cases import standing_of
from content.checks import check_item
from content.edition import Edition, digest_of
from content.item import Item
from content.problems import Problem
from content.review import Case

if TYPE_CHECKING:
    from bot.app import App

SHANGHAI = ZoneInfo("Asia/Shanghai")
MISSING_SECRECY = "missing_secrecy_review"


def today(now: datetime) -> date:
    return now.astimezone(SHANGHAI).date()


def channels_of(app: "App", item: Item) -> tuple[str, ...]:
    """Where an item goes: as its author wrote, else as its column says; only channels that are set up."""
    column = app.columns.get(item.column)
    wanted = item.channels if item.channels is not None else (column.channels if column else ())
    return tuple(name for name in wanted if name in app.channels)


def problems_of(app: "App", edition: Edition, channels: Iterable[str], now: datetime) -> list[Problem]:
    """Everything found, each problem of a channel with the channel's name in `where`."""
    found = check_item(edition.item, app.files, today(now))
    for name in channels:
        found += [problem.at(problem.where or name) for problem in app.channels[name].check(edition)]
    return found


def draft_of(item: Item, by: str, now: datetime) -> Edition:
    """An edition for checking before there is one: it has no id yet."""
    return Edition("", 0, "待编", item, digest_of(item), now, by)


def open_problems(app: "App", case: Case, channels: Iterable[str], now: datetime) -> list[Problem]:
    """What is left of the problems after what reviewers said: a warning kept with a reason, a secrecy review given.

    A block stays a block, whatever anybody accepted.
    """
    standing = standing_of(case)
    return [
        problem
        for problem in problems_of(app, case.edition, channels, now)
        if not (problem.code == MISSING_SECRECY and standing.secrecy)
        and not (not problem.blocks and problem.key in standing.accepted)
    ]
