"""The checks over one edition: the item's own, and those of every channel it is to go to."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.cases import said_of
from content.checks import check_item
from content.edition import Edition, digest_of
from content.item import Disclosure, Item, SecrecyReview
from content.problems import Problem
from content.review import Case, Step
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App

MISSING_SECRECY = "missing_secrecy_review"
MISSING_ALT = "missing_alt"
FIELD_FAULTS = frozenset({"bad_field", "missing_field", "unknown_column", "not_for_the_public"})
"""What the reading of a file, the checks and the channels may each say of one field."""


def channels_of(app: "App", item: Item) -> tuple[str, ...]:
    """Where an item goes: as its author wrote, else as its column says; only channels that are set up.

    What is not 主动公开 is kept for the register and the counts alone, whatever its column says.
    """
    column = app.columns.get(item.column)
    usual = column.channels if column and item.disclosure is Disclosure.ACTIVE else ()
    wanted = usual if item.channels is None else item.channels
    return tuple(name for name in wanted if name in app.channels)


def problems_of(app: "App", edition: Edition, channels: Sequence[str], now: datetime) -> list[Problem]:
    """Everything found, each problem of a channel with the channel's name in `where`."""
    found = check_item(edition.item, app.files, day_of(now), app.own_words.now())
    found += _not_for_the_public(edition.item) if channels else []
    for name in channels:
        found += [problem.at(problem.where or name) for problem in app.channels[name].check(edition)]
    return told_once(found)


def lacks_secrecy(problems: Iterable[Problem]) -> bool:
    """No secrecy review says that the text may be public: it is missing, or it says otherwise."""
    return any(problem.code == MISSING_SECRECY for problem in problems)


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """A field that is missing or wrong is told of once, by whoever saw it first."""
    faulty: set[str] = set()
    kept = []
    for problem in problems:
        again = problem.field in faulty and problem.code in {*FIELD_FAULTS, MISSING_SECRECY}
        kept += [] if again else [problem]
        faulty |= {problem.field} if problem.code in FIELD_FAULTS else set()
    return kept


def _not_for_the_public(item: Item) -> list[Problem]:
    if item.disclosure is Disclosure.ACTIVE:
        return []
    says = f"公开属性为“{item.disclosure}”的信息只登记，不能发布；请去掉渠道，或核对公开属性。"
    return [Problem("not_for_the_public", "disclosure", says, blocks=True, quote=str(item.disclosure))]


def draft_of(item: Item, by: str, now: datetime) -> Edition:
    """An edition for checking before there is one: it has no id yet."""
    return Edition("", 0, "待编", item, digest_of(item), now, by)


def open_problems(app: "App", case: Case, channels: Sequence[str], now: datetime) -> list[Problem]:
    """What is left of the problems after what reviewers said: a warning kept with a reason, a secrecy review given.

    A block stays a block, whatever anybody accepted; and a secrecy review has to say that it may be public.
    """
    said = said_of(case)
    return [one for one in found_problems(app, case, channels, now) if one.blocks or one.key not in said.accepted]


def found_problems(app: "App", case: Case, channels: Sequence[str], now: datetime) -> list[Problem]:
    """With the warnings that are kept, and with the secrecy review given."""
    return problems_of(app, _as_reviewed(case.edition, said_of(case).secrecy), channels, now)


def _as_reviewed(edition: Edition, secrecy: Step | None) -> Edition:
    """With the secrecy review given on it in place of the one its author wrote down: the same checks read both."""
    if secrecy is None:
        return edition
    review = SecrecyReview(secrecy.by, day_of(secrecy.at), secrecy.reason)
    return replace(edition, item=replace(edition.item, secrecy=review))
