"""Write an item in the console: begin, save, check, hand in as a file is handed in."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.actions.checking import MISSING_ALT, MISSING_SECRECY
from bot.actions.errors import CannotDo, NotAllowed, WrongUse
from bot.actions.finding import edition_of, item_id_of
from bot.actions.rights import Right, known, require
from bot.actions.submit import Submitted, checked, submit_made
from content.edition import Edition
from content.files import read_writing
from content.item import Item
from content.people import Person, objection_to
from content.problems import Problem, blocking, blocking_first
from content.store.store import Work
from content.taking_up import like, writing_of
from content.writing import DROPPED, Copy, Draft, Writing

if TYPE_CHECKING:
    from bot.app import App

KEPT = timedelta(days=30)
"""So long after it was handed in or thrown away, a draft and the copies of it can be looked at."""
GONE = "没有这份草稿，或它已经送审、删除（满 30 天后清除）。请在“稿件”“我的草稿”里找。"
TO_MEND = "{}还有必须先改的问题，没有送审。请回去改好，再送审。"
CHANGED = "这份草稿刚才又有改动，没有送审。请再看一遍，再送审。"


class Overtaken(CannotDo):
    """Somebody saved meanwhile. `now_is` is what stands there, `aside` the number of the copy that was kept of what
    was written here.
    """

    def __init__(self, now_is: Draft, by: str, aside: int) -> None:
        who = "您在别的窗口" if now_is.saved_by == by else f"{now_is.saved_by}在您打开以后"
        super().__init__(f"{who}也保存过这份草稿，这里写的没有盖掉它，另存为副本 {aside}。请对照后选用。")
        self.now_is = now_is
        self.aside = aside


class HandedInMeanwhile(CannotDo):
    """It is an edition by now. `aside`: as in Overtaken."""

    def __init__(self, draft: Draft, aside: int) -> None:
        super().__init__(f"{_ended(draft)}您写的另存为副本 {aside}。")
        self.draft = draft
        self.aside = aside


@dataclass(frozen=True, slots=True)
class Checked:
    """What a draft says as an item, and what is wrong with it: all but the secrecy review, which comes afterwards."""

    draft: Draft
    item: Item
    problems: tuple[Problem, ...]


def begin(app: "App", by: str, writing: Writing, *, now: datetime) -> Draft:
    """A new item. Its unit is the writer's, where none is written."""
    with app.store.write() as work:
        person = require(work, by, Right.SUBMIT)
        fields = {"unit": person.unit, "disclosure": "主动公开", **writing.fields}
        return _add(work, person, replace(writing, fields=fields), now)


def begin_revision(app: "App", by: str, named: str, *, now: datetime) -> Draft:
    """A new edition of an item, from the edition that is named, else from its latest."""
    with app.store.write() as work:
        person = require(work, by, Right.SUBMIT)
        edition = _edition(work, named)
        return _add(work, person, writing_of(edition.item), now, item_id=edition.item_id, begun_from=edition.ref)


def begin_copy(app: "App", by: str, named: str, *, now: datetime) -> Draft:
    """A new item like one that is there."""
    with app.store.write() as work:
        person = require(work, by, Right.SUBMIT)
        return _add(work, person, like(writing_of(_edition(work, named).item)), now)


def draft_of(app: "App", by: str, draft_id: str) -> Draft:
    """Raises WrongUse where there is none, NotAllowed for somebody of another unit."""
    with app.store.read() as work:
        return mine(work, by, draft_id)


def mine(work: Work, by: str, draft_id: str, *, hold: bool = False) -> Draft:
    """A draft that this person may write on: their own, or of their unit."""
    person = require(work, by, Right.SUBMIT)
    try:
        draft = work.drafts.hold(draft_id) if hold else work.drafts.get(draft_id)
    except KeyError:
        raise WrongUse(GONE) from None
    if by != draft.owner and person.unit != draft.unit:
        raise NotAllowed(f"这是{draft.unit}的草稿，只有该单位的信息员能看能改。")
    return draft


def save(app: "App", by: str, draft_id: str, writing: Writing, *, version: int, now: datetime) -> Draft:
    """`version`: the one that was written on. Raises Overtaken, HandedInMeanwhile; what was written is kept aside."""
    with app.store.write() as work:
        draft = mine(work, by, draft_id, hold=True)
        writing = replace(writing, files=draft.writing.files)
        if draft.is_open and draft.version == version:
            same = draft.writing == writing
            return draft if same else work.drafts.save(draft, writing, by, now)
        if draft.is_open and draft.writing == writing:
            return draft
        aside = work.drafts.put_aside(draft, writing, by, now)
    if draft.is_open:
        raise Overtaken(draft, by, aside)
    raise HandedInMeanwhile(draft, aside)


def use_copy(app: "App", by: str, draft_id: str, number: int, *, now: datetime) -> Draft:
    """What a copy says stands from now on; what stood until then is a copy, too."""
    with app.store.write() as work:
        draft = _open(work, by, draft_id)
        copy = _copy(work, draft, number)
        writing = replace(copy.writing, files=()).with_files((*copy.writing.files, *draft.writing.files))
        return work.drafts.save(draft, writing, by, now)


def copy_of(app: "App", by: str, draft_id: str, number: int) -> Copy:
    with app.store.read() as work:
        return _copy(work, mine(work, by, draft_id), number)


def check(app: "App", by: str, draft: Draft, *, now: datetime) -> Checked:
    """As `gongkai check`, of what was saved."""
    item, problems = read_writing(draft.writing, app.columns, app.channels)
    if item is None:
        raise CannotDo("稿件信息读不出来，请检查各栏。", problems)
    found = [*checked(app, item, problems, by=by, item_id=draft.item_id, now=now), *_not_theirs(app, by, item)]
    left = [_must(one) for one in found if one.code != MISSING_SECRECY]
    return Checked(draft, item, tuple(blocking_first(left)))


def _must(problem: Problem) -> Problem:
    """Whoever writes here sees the picture, and says what it shows; a reviewer could only guess."""
    return replace(problem, blocks=True) if problem.code == MISSING_ALT else problem


def _not_theirs(app: "App", by: str, item: Item) -> list[Problem]:
    """Handing it in would be refused for it: better heard before."""
    with app.store.read() as work:
        objection = objection_to(known(work, by), item.unit, item.column) if item.unit and item.column else ""
    return [Problem("not_theirs", "column", objection, blocks=True)] if objection else []


def hand_in(app: "App", by: str, draft_id: str, *, version: int, now: datetime) -> Submitted:
    """As `gongkai submit`; `version` is the one that was read before. Raises CannotDo with what must be mended."""
    with app.store.read() as work:
        draft = _unchanged(_required_open(mine(work, by, draft_id)), version)
    found = check(app, by, draft, now=now)
    if blocking(found.problems):
        raise CannotDo(TO_MEND.format(draft.called), found.problems)

    def also(work: Work, edition: Edition) -> None:
        _unchanged(_open(work, by, draft_id), version)
        work.drafts.became(draft_id, edition.ref, edition.item_id, now)

    return submit_made(app, by, found.item, found.problems, item_id=draft.item_id, also=also, now=now)


def drop(app: "App", by: str, draft_id: str, *, now: datetime) -> Draft:
    """Out of the lists; it can be taken back, until it is cleared."""
    with app.store.write() as work:
        draft = _open(work, by, draft_id)
        work.drafts.drop(draft_id, now)
        return draft


def take_back(app: "App", by: str, draft_id: str) -> Draft:
    with app.store.write() as work:
        draft = mine(work, by, draft_id, hold=True)
        if draft.state == DROPPED:
            work.drafts.take_back(draft_id)
        return draft


def clear_closed(app: "App", now: datetime) -> int:
    """Each hour: what is left of drafts that were handed in or thrown away long ago; how many."""
    with app.store.write() as work:
        return work.drafts.clear(now - KEPT)


def _add(
    work: Work, person: Person, writing: Writing, now: datetime, *, item_id: str = "", begun_from: str = ""
) -> Draft:
    draft = Draft(
        id=secrets.token_urlsafe(9),
        owner=person.name,
        unit=person.unit,
        writing=writing,
        made_at=now,
        saved_at=now,
        saved_by=person.name,
        item_id=item_id,
        begun_from=begun_from,
    )
    work.drafts.add(draft)
    return draft


def _open(work: Work, by: str, draft_id: str) -> Draft:
    return _required_open(mine(work, by, draft_id, hold=True))


def _required_open(draft: Draft) -> Draft:
    if not draft.is_open:
        raise CannotDo(_ended(draft))
    return draft


def _ended(draft: Draft) -> str:
    became = f"已经送审，编号 {draft.ref}" if draft.ref else "已经删除"
    return f"这份草稿{became}，不能再改。"


def _unchanged(draft: Draft, version: int) -> Draft:
    if draft.version != version:
        raise CannotDo(CHANGED)
    return draft


def _copy(work: Work, draft: Draft, number: int) -> Copy:
    try:
        return work.drafts.copy(draft.id, number)
    except KeyError:
        raise WrongUse(f"没有副本 {number}。") from None


def _edition(work: Work, named: str) -> Edition:
    """By a ref, else the latest of an item."""
    return edition_of(work, named) if "." in named else work.items.latest(item_id_of(work, named))
