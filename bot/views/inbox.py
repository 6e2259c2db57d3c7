"""Letters as staff see them: what waits, how long, until when its writer can still be told, what is overdue."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.actions.answer_letter import NOBODY
from bot.actions.errors import CannotDo, NotAllowed, WrongUse
from bot.actions.finding import require_unit
from bot.actions.letter_steps import named
from bot.actions.rights import ROLES, Right, require
from bot.actions.tell import allowance_of
from bot.views.letters import Answer, answers_to
from bot.views.tables import write_table
from content.letters import Letter, Sought, State
from content.masking import mask
from content.notices import State as Told
from content.registers.working_days import DAY, WorkingDays, working_days_after, working_days_left
from content.store.store import Work
from content.telling import Allowance
from content.zone import SHANGHAI, day_of, to_the_minute

if TYPE_CHECKING:
    from bot.app import App

ANSWER_DAYS = 5
"""Where the settings promise nothing: simple questions after five working days are written up (湖南 2022 第二季度)."""
ON_A_PAGE = 50
ASKS = "由本人查询"
HOPEFUL = (Told.DUE, Told.BEGUN, Told.SENT)


@dataclass(frozen=True, slots=True)
class Entry:
    """`days`: working days since it came. `reach`: what may still be sent to its writer, until when.

    `told`: what became of the last notice about it, None = there was nobody to send one to. `answers_there`: of a
    letter merged into another, what its writer reads of that one's answers; `why_not` they could not be told. Both are
    known where one letter is shown.
    """

    letter: Letter
    days: int
    due_on: date
    overdue: bool
    reach: Allowance
    told: Told | None
    answers_there: tuple[Answer, ...] = ()
    why_not: str = ""

    @property
    def told_in_words(self) -> str:
        """How the person learns of the answer."""
        if self.told is None:
            return self.asks
        return self.told.chinese if self.told in HOPEFUL else f"{self.told.chinese}，{self.asks}"

    @property
    def asks(self) -> str:
        """How the person learns of an answer that is not sent."""
        return ASKS if self.letter.has_writer else NOBODY


def inbox(
    app: "App", by: str, *, states: tuple[State, ...] = (State.WAITING,), unit: str = "", now: datetime
) -> list[Entry]:
    """Longest waiting first. Raises WrongUse for a unit that nobody belongs to, nor belonged to."""
    with app.store.read() as work:
        sought = Sought(states=states, units=_units(work, by, unit))
        return _entries(app, work, work.letters.listed(sought), now)


def page(
    app: "App", by: str, sought: Sought, *, unit: str = "", page: int = 1, now: datetime
) -> tuple[list[Entry], bool]:
    """So many as go on one, and whether there are more: longest waiting first, of others the newest. Pages from 1.

    Raises WrongUse for a unit that nobody belongs to, nor belonged to.
    """
    newest_first = sought.states != (State.WAITING,)
    with app.store.read() as work:
        mine = replace(sought, units=_units(work, by, unit))
        found = work.letters.page(mine, newest_first=newest_first, limit=ON_A_PAGE + 1, skip=(page - 1) * ON_A_PAGE)
        return _entries(app, work, found[:ON_A_PAGE], now, reached=(State.WAITING,)), len(found) > ON_A_PAGE


@dataclass(frozen=True, slots=True)
class Holding:
    """Newest first, so many as go on a page. `more`: too many. `before`: the search goes on there."""

    entries: list[Entry]
    more: bool
    before: int | None


def holding(app: "App", by: str, words: str, *, before: int | None = None, now: datetime) -> Holding:
    """Letters in which the words stand, or in who wrote. `before`: where an earlier search left off."""
    with app.store.read() as work:
        mine = Sought(units=_units(work, by, ""))
        found = work.letters.holding(words, mine, limit=ON_A_PAGE + 1, before=before)
        entries = _entries(app, work, found.letters[:ON_A_PAGE], now)
        return Holding(entries, len(found.letters) > ON_A_PAGE, found.before)


def late_before(app: "App", now: datetime) -> datetime:
    """What came before then and still waits is overdue."""
    today, days, calendar = day_of(now), answer_days(app), app.calendar
    day = today - DAY * days
    while working_days_after(day, days, calendar) >= today:
        day -= DAY
    return datetime.combine(day + DAY, time(), SHANGHAI)


def _units(work: Work, by: str, unit: str) -> frozenset[str]:
    """Whose letters somebody is shown: of the unit they ask for, else of all their role is for."""
    person = require(work, by, Right.LETTERS)
    if unit:
        require_unit(unit, work.people.all())
    if unit and person.units and unit not in person.units:
        raise NotAllowed(f"{by}只办理交给{'、'.join(sorted(person.units))}的留言。")
    return frozenset({unit}) if unit else person.units


def one(app: "App", by: str, number: str, *, now: datetime) -> Entry:
    """With everything that was written and done, and of a merged one the answers its writer reads."""
    with app.store.read() as work:
        letter = named(work, by, number)
        answers = answers_to(work, letter) if letter.merged_into else ()
        entry = _entries(app, work, [letter], now)[0]
        why_not = work.notices.about(letter.about)[-1].says if entry.told not in (None, *HOPEFUL) else ""
        return replace(entry, answers_there=answers, why_not=why_not)


def export(app: "App", by: str, file: Path, *, now: datetime) -> int:
    """Every letter somebody may see as CSV or XLSX, without what tells who wrote it; returns how many."""
    with app.store.read() as work:
        letters = work.letters.listed(Sought(units=_units(work, by, "")))
        entries = _entries(app, work, letters, now, reached=())
    write_table(file, HEADINGS, [_row(entry) for entry in entries])
    return len(entries)


HEADINGS = (
    *("编号", "收到", "入口", "主题", "状态", "单位", "留言", "答复", "首次答复"),
    *("用时（工作日）", "逾期", "星级", "评价", "同意公开", "稿件"),
)


def _row(entry: Entry) -> list[Any]:
    letter = entry.letter
    known = letter.known
    return [
        letter.number,
        to_the_minute(letter.at),
        {"wechat": "微信", "web": "网页"}.get(letter.door, letter.door),
        letter.topic,
        letter.state.chinese,
        letter.unit,
        mask(letter.text, known=known).text,
        mask(letter.answer.text, known=known, by_office=True).text if letter.answer else letter.why_closed,
        to_the_minute(letter.answered_at) if letter.answered_at else "",
        entry.days,
        "是" if entry.overdue else "",
        letter.stars or "",
        mask(letter.rated_says, known=known).text,
        "是" if letter.consent else "",
        letter.item_id,
    ]


def answer_days(app: "App") -> int:
    """Working days within which a letter is to be answered."""
    return app.settings.chat.answer_days or ANSWER_DAYS


def _entries(
    app: "App", work: Work, letters: Sequence[Letter], now: datetime, *, reached: Collection[State] = tuple(State)
) -> list[Entry]:
    """`reached`: of which it is asked until when their writers can be told."""
    told = work.notices.last_states([letter.about for letter in letters])
    term = cache(partial(_term, app.calendar, answer_days(app)))
    reached = () if app.settings.answers_only else reached
    return [
        _entry(
            letter,
            told.get(letter.about),
            term(day_of(letter.at), day_of(letter.answered_at or now)),
            _reach(work, letter.visitor, now) if letter.state in reached else Allowance(),
        )
        for letter in letters
    ]


class Term(NamedTuple):
    """Working days since it came, its last day, and whether that is over."""

    days: int
    due_on: date
    is_over: bool


def _term(calendar: WorkingDays, days: int, came: date, until: date) -> Term:
    """`until`: today, or the day of the first answer, with which the clock stops."""
    due = working_days_after(came, days, calendar)
    return Term(working_days_left(came, until, calendar), due, until > due)


def _entry(letter: Letter, told: Told | None, term: Term, reach: Allowance) -> Entry:
    open_still = letter.state in (State.WAITING, State.ANSWERED)
    return Entry(
        letter=letter,
        days=term.days,
        due_on=term.due_on,
        overdue=open_still and term.is_over,
        reach=reach,
        told=told,
    )


def _reach(work: Work, visitor: str, now: datetime) -> Allowance:
    return allowance_of(work, visitor, now) if visitor else Allowance()


def units(app: "App", by: str) -> list[str]:
    """To which a letter can be handed: those that people belong to."""
    with app.store.read() as work:
        require(work, by, Right.LETTERS)
        return sorted({person.unit for person in work.people.all() if person.active})


def units_to_hand_to(app: "App", by: str) -> list[tuple[str, bool]]:
    """As `units`, each with whether anybody of it, or whose role is for it, works on letters."""
    with app.store.read() as work:
        require(work, by, Right.LETTERS)
        people = [person for person in work.people.all() if person.active]
    clerks = [person for person in people if person.may(*ROLES[Right.LETTERS])]
    with_clerk = {unit for person in clerks for unit in (person.units or {person.unit})}
    return [(unit, unit in with_clerk) for unit in sorted({person.unit for person in people})]


def attached(app: "App", by: str, number: str, place: int) -> tuple[str, bytes]:
    """The name and the bytes of what came with a letter, by the place of its part. Raises WrongUse."""
    with app.store.read() as work:
        parts = named(work, by, number).parts
    file = parts[place].file if 0 <= place < len(parts) else None
    if file is None:
        raise WrongUse(f"留言 {number} 没有这个附件，或者还没有取到。")
    try:
        return file.name, app.files.read(file.path)
    except FileNotFoundError:
        raise CannotDo("这个附件不在这台机器的文件夹里了：请管理员从备份恢复。") from None
