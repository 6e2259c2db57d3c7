"""Send an item for review: the file is read, checked and frozen as an edition."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.cases import case_of, write_outcome
from bot.actions.checking import MISSING_SECRECY, channels_of, draft_of, problems_of, told_once
from bot.actions.errors import CannotDo, WrongUse
from bot.actions.finding import item_id_of
from bot.actions.refusals import in_words
from bot.actions.rights import SECRECY_REVIEWER, Right, known, require, require_theirs
from content import review
from content.edition import Edition
from content.files import read_item
from content.item import Item
from content.people import Person
from content.problems import Problem, blocking
from content.review import Review
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App

Also = Callable[[Work, Edition], object]
"""What else must hold and is written down in the unit of work that makes the edition."""
REFUSED = "{} 有必须先改的问题，没有送审。"


class AlreadyThere(CannotDo):
    """`edition` says the same to the letter."""

    def __init__(self, edition: Edition) -> None:
        named = f"{edition.ref}《{edition.item.title}》"
        super().__init__(f"与 {named}完全相同，没有再编号。要改那一篇的，改好后用 --item {edition.item_id} 提交。")
        self.edition = edition


@dataclass(frozen=True, slots=True)
class Submitted:
    """The edition made, what was found in it (nothing that blocks but a missing secrecy review), and its review."""

    edition: Edition
    problems: tuple[Problem, ...]
    review: Review


def submit(app: "App", by: str, path: Path, *, item_id: str = "", now: datetime) -> Submitted:
    """A new item, or (`item_id`) a new edition of one. Raises CannotDo with every problem when something blocks."""
    with app.store.read() as work:
        require(work, by, Right.SUBMIT)
        known_id = item_id_of(work, item_id) if item_id else ""
    item, problems = read_checked(app, path, by=by, now=now)
    if item is None:
        raise CannotDo(REFUSED.format(path.name), problems)

    def also(work: Work, _edition: Edition) -> Person:
        return require(work, by, Right.SUBMIT)

    return _hand_in(app, by, item, problems, name=path.name, item_id=known_id, also=also, now=now)


def submit_made(
    app: "App",
    by: str,
    item: Item,
    problems: Sequence[Problem] = (),
    *,
    item_id: str = "",
    also: Also,
    now: datetime,
) -> Submitted:
    """As `submit`, of an item that was made here and not written into a file. `also` asks whether `by` may.

    `problems`: what was wrong when it was made.
    """
    problems = told_once([*problems, *_problems(app, item, by=by, now=now)])
    return _hand_in(app, by, item, problems, name=item.title, item_id=item_id, also=also, now=now)


def read_checked(app: "App", path: Path, *, by: str, now: datetime) -> tuple[Item | None, list[Problem]]:
    """The file's item with all its problems at once: how it is written, what it says, what its channels take."""
    if not path.is_file():
        raise WrongUse(f"找不到文件 {path}。")
    item, problems = read_item(path, app.files.keep, app.columns, app.channels)
    if item is None:
        return None, problems
    return item, told_once([*problems, *_problems(app, item, by=by, now=now)])


def checked(
    app: "App", item: Item, problems: Sequence[Problem], *, by: str, item_id: str, now: datetime
) -> list[Problem]:
    """All that handing it in would find, after what was wrong when it was made."""
    found = [*problems, *_problems(app, item, by=by, now=now)]
    return told_once([*found, *([] if item_id else _namesakes(app, item))])


def _problems(app: "App", item: Item, *, by: str, now: datetime) -> list[Problem]:
    problems = problems_of(app, draft_of(item, by, now), channels_of(app, item), now)
    with app.store.read() as work:
        return [*problems, *_secrecy_faults(work, item, by), *_correction_faults(work, item), *_unit_faults(work, item)]


def _hand_in(
    app: "App",
    by: str,
    item: Item,
    problems: list[Problem],
    *,
    name: str,
    item_id: str,
    also: Also,
    now: datetime,
) -> Submitted:
    if not item_id:
        problems = [*problems, *_namesakes(app, item)]
    if any(problem.code != MISSING_SECRECY for problem in blocking(problems)):
        raise CannotDo(REFUSED.format(name), problems)
    with app.store.write() as work:
        person = known(work, by)
        for theirs in [item, *([work.items.latest(item_id).item] if item_id else [])]:
            require_theirs(person, theirs)
        edition = _freeze(app, work, item, item_id, by=by, now=now)
        case = case_of(app, work, edition)
        with in_words():
            outcome = review.submit(case, person, now)
        also(work, edition)
        write_outcome(work, case, outcome)
    return Submitted(edition, tuple(problems), outcome.review)


def _secrecy_faults(work: Work, item: Item, by: str) -> list[Problem]:
    """A secrecy review written into the file must be by somebody who may, and not by who hands it in."""
    if item.secrecy is None:
        return []
    reviewer = work.people.get(item.secrecy.by)
    if reviewer is not None and reviewer.may(SECRECY_REVIEWER) and reviewer.name != by:
        return []
    says = f"稿件里写的保密审查人“{item.secrecy.by}”不是已登记的保密审查员，或就是送审人自己。"
    return [Problem("wrong_secrecy_reviewer", "secrecy", says, blocks=True, quote=item.secrecy.by)]


def _correction_faults(work: Work, item: Item) -> list[Problem]:
    """A correction notice (条例第六条) is tied to an item that is here: else no page would ever lead to it."""
    if not item.corrects:
        return []
    try:
        item_id_of(work, item.corrects)
    except WrongUse as unknown:
        says = f"更正（corrects）：{unknown.says}不在本系统里的，请在正文里写明更正的是哪一件。"
        return [Problem("unknown_item", "corrects", says, blocks=True, quote=item.corrects)]
    return []


def _unit_faults(work: Work, item: Item) -> list[Problem]:
    """Written in two ways, one unit would be counted as two."""
    units = {person.unit for person in work.people.all()}
    near = () if item.unit in units else get_close_matches(item.unit, units, n=1)
    says = "没有人属于单位“{}”；是不是“{}”？写法不同的，会当作两个单位分开计数。"
    return [
        Problem("unknown_unit", "unit", says.format(item.unit, unit), blocks=False, quote=item.unit) for unit in near
    ]


def _namesakes(app: "App", item: Item) -> list[Problem]:
    """A text mended and handed in without its number would go out, and count, a second time."""
    with app.store.read() as work:
        other = work.items.namesake(item)
    if other is None:
        return []
    says = (
        f"与 {other.ref} 同名，栏目、单位也相同，现在是两篇，会各公开、各计数一次；"
        f"本来要改那一篇的，请审核人退回这一篇，再用 --item {other.item_id} 提交。"
    )
    return [Problem("same_title", "title", says, blocks=False, quote=item.title)]


def _freeze(app: "App", work: Work, item: Item, item_id: str, *, by: str, now: datetime) -> Edition:
    if item_id:
        return work.items.revise(item_id, item, by, now)
    if same := work.items.same_as(item):
        raise AlreadyThere(same)
    return work.items.create(item, by, app.settings.office.numbering(item.unit), now)
