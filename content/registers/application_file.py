"""Applications from before this system, out of a table (CSV, XLSX): every row read, every bad one named with its line.

Nothing is guessed: what a day, a kind or an outcome is, the row says in words that mean one thing.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

from content.cells import heading, unguarded
from content.headed import HeadedRow, RowFault, headed
from content.registers import application_words as words
from content.registers.application_table import COLUMNS
from content.registers.applications import WORDS, Application, Draft, State
from content.registers.clocks import answer_due, receipt_of, reckoned
from content.registers.intake import LONG, LONGEST
from content.registers.steps import NONE, Extension, Fee, FeeBasis, Steps, Supplement
from content.registers.working_days import WorkingDays
from content.sheets import Unreadable
from content.zone import SHANGHAI, day_of

REQUIRED = (WORDS["way"], WORDS["applicant_kind"])
WORD_OF: Mapping[str, str] = MappingProxyType({one.name: one.word for one in COLUMNS})
NAME_OF: Mapping[str, str] = MappingProxyType({one.word: one.name for one in COLUMNS})
HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {one.word: tuple(map(heading, (one.word, *one.also))) for one in COLUMNS}
)
EARLIEST = 1990
TO_COME = ("due_on", "supplement.until", "fee.until")
"""Days that may lie ahead."""

READERS: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {one.name: words.day_in for one in COLUMNS if one.name.endswith(("_on", ".on", ".until"))}
    | {
        "way": words.way_in,
        "applicant_kind": words.kind_in,
        "submitted_at": words.moment,
        "state": words.state_in,
        "outcome": words.outcome_in,
        "fee_fen": words.charge_in,
        "fee.fen": words.charge_in,
        "fee.basis": lambda cell: FeeBasis(cell) if cell else None,
        "extension.days": words.days_in,
        "supplement.late": words.yes_in,
        "consultations": words.consultations_in,
    }
)


@dataclass(frozen=True, slots=True)
class Brought:
    """A row: the application still without a number of ours."""

    line: int
    application: Application

    @property
    def alike(self) -> str:
        """The same for two that say the same of who asked for what on which day."""
        return alike(self.application.draft.as_record(), day_of(self.application.submitted_at))

    @property
    def former(self) -> str:
        return formerly(self.application.draft.former_number, day_of(self.application.submitted_at))


@dataclass(frozen=True, slots=True)
class File:
    """As it was read: the good rows, and everything wrong with the others. `ignored`: columns not used."""

    name: str
    sha256: str
    rows: tuple[Brought, ...] = ()
    faults: tuple[RowFault, ...] = ()
    ignored: tuple[str, ...] = ()


def alike(record: Mapping[str, str], submitted_on: date) -> str:
    """A digest of a draft's record, without its former number, and of the day it was handed in."""
    said = [record.get(name, "") for name in Draft.__dataclass_fields__ if name != "former_number"]
    return hashlib.sha256("\0".join([*said, submitted_on.isoformat()]).encode()).hexdigest()


def formerly(number: str, submitted_on: date) -> str:
    """A former number in its year, as offices count from 1 in each; "" without one."""
    return f"{submitted_on.year} {number}" if number else ""


@dataclass(slots=True)
class _Reading:
    """While the rows are gone through."""

    today: date
    calendar: WorkingDays
    former: dict[str, int] = field(default_factory=dict)
    same: dict[str, int] = field(default_factory=dict)
    dues: dict[date, date] = field(default_factory=dict)

    def reckoned(self, one: Application) -> Application:
        """With its last day to answer, as `content.registers.clocks.reckoned` has it."""
        if one.received_on is None or one.state is State.VOIDED or one.steps != NONE:
            return reckoned(one, self.calendar)
        if one.received_on not in self.dues:  # most say no more than this, and there are many of a day
            self.dues[one.received_on] = answer_due(one.received_on, self.calendar)
        return replace(one, due_on=self.dues[one.received_on])


def read_applications(name: str, content: bytes, today: date, calendar: WorkingDays) -> File:
    """Columns as `content.registers.application_table` names them, in any order; those of REQUIRED must be there."""
    digest = hashlib.sha256(content).hexdigest()
    try:
        table = headed(content, HEADINGS, REQUIRED)
    except Unreadable as error:
        return File(name, digest, faults=(RowFault(0, error.says),))
    reading = _Reading(today, calendar)
    good: list[Brought] = []
    faults: list[RowFault] = []
    for row in table.rows:
        one, wrong = _row(reading, row)
        faults += [RowFault(row.line, says) for says in wrong]
        if one is not None and not wrong:
            good.append(one)
    return File(name, digest, tuple(good), tuple(faults), table.ignored)


def _row(reading: _Reading, row: HeadedRow) -> tuple[Brought | None, list[str]]:
    said: dict[str, Any] = {}
    faults = [row.fault] if row.fault else []
    for word, written in row.cells.items():
        name, cell = NAME_OF[word], unguarded(written)
        try:
            said[name] = READERS.get(name, str)(cell)
        except ValueError as error:
            faults.append(f"{word}：{_in_words(name, cell, error)}。")
    if faults := faults or list(_gaps(said)):
        return None, faults
    one = _application(reading, said)
    brought = Brought(row.line, one)
    faults += [*_day_faults(said, reading.today), *_order_faults(one), *_too_long(one.draft)]
    return brought, [*faults, *_again(reading, brought)]


def _in_words(name: str, cell: str, error: ValueError) -> str:
    if name == "fee.basis":
        return f"“{cell}”不能用，可写：{'、'.join(FeeBasis)}"
    return f"“{cell}”{error}" if READERS.get(name) is words.day_in or name == "submitted_at" else str(error)


def _gaps(said: Mapping[str, Any]) -> Iterator[str]:
    """What a row must say beside something else it says."""
    if not (said.get("submitted_at") or said.get("received_on")):
        yield "没有写提交时间。"
    outcome, closed_on, state = said.get("outcome"), said.get("closed_on"), said.get("state")
    if outcome and not closed_on:
        yield "写了办理结果，没有写办结日期。"
    if not outcome and (closed_on or state is State.CLOSED):
        yield "已经办结，没有写办理结果。"
    if outcome and state not in (None, State.CLOSED, State.VOIDED):
        yield f"办理状态是“{state.chinese if state else ''}”，又写了办理结果，请核对。"
    for step, needs in NEEDS.items():
        lacking = [WORD_OF[name] for name in needs if said.get(name) in (None, "")]
        if any(said.get(name) for name in said if name.startswith(f"{step}.")) and lacking:
            yield f"{STEP_WORDS[step]}还缺{'、'.join(lacking)}。"


NEEDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "supplement": ("supplement.asked_on", "supplement.until"),
        "extension": ("extension.on", "extension.days"),
        "fee": ("fee.noticed_on", "fee.basis", "fee.fen", "fee.until"),
    }
)
STEP_WORDS: Mapping[str, str] = MappingProxyType({"supplement": "补正", "extension": "延长", "fee": "收费通知"})


def _application(reading: _Reading, said: Mapping[str, Any]) -> Application:
    draft = Draft(**{name: said[name] for name in Draft.__dataclass_fields__ if name in said})
    if not draft.former_number and said.get("number"):
        draft = Draft.of_record({**draft.as_record(), "former_number": said["number"]})
    received_on: date | None = said.get("received_on")
    submitted_at: datetime = said.get("submitted_at") or datetime.combine(received_on or date.min, time(), SHANGHAI)
    received_on = received_on or receipt_of(draft.way, day_of(submitted_at))
    steps = _steps(said)
    one = Application(
        number="",
        draft=draft,
        state=_state(said, received_on),
        submitted_at=submitted_at,
        received_on=received_on,
        due_on=said.get("due_on"),
        says=said.get("says", ""),
        outcome=said.get("outcome", ""),
        closed_on=said.get("closed_on"),
        steps=steps,
        fee_fen=said.get("fee_fen") or (steps.fee.fen if steps.fee and steps.fee.paid_on else 0),
    )
    return one if one.due_on else reading.reckoned(one)


def _state(said: Mapping[str, Any], received_on: date | None) -> State:
    if said.get("state") is State.VOIDED:
        return State.VOIDED
    if said.get("outcome"):
        return State.CLOSED
    if received_on is None:
        return State.SUBMITTED
    return State.WORKING if said.get("state") is State.WORKING else State.RECEIVED


def _steps(said: Mapping[str, Any]) -> Steps:
    made: dict[str, Any] = {}
    for step, kind in (("supplement", Supplement), ("extension", Extension), ("fee", Fee)):
        given = {name.partition(".")[2]: value for name, value in said.items() if name.startswith(f"{step}.")}
        if any(given.values()):
            made[step] = kind(**({"approved_by": ""} if step == "extension" else {}) | given)
    return Steps(consultations=said.get("consultations", ()), **made)


def _day_faults(said: Mapping[str, Any], today: date) -> Iterator[str]:
    for name, value in said.items():
        day = day_of(value) if isinstance(value, datetime) else value
        if isinstance(day, date) and not (day.year >= EARLIEST and (day <= today or name in TO_COME)):
            yield f"{WORD_OF[name]}：{day} {'还没有到' if day > today else '太早'}，请核对。"


def _order_faults(one: Application) -> Iterator[str]:
    submitted_on = day_of(one.submitted_at)
    if one.received_on and one.received_on < submitted_on:
        yield f"收到日期 {one.received_on} 早于提交的日期 {submitted_on}，请核对。"
    if one.outcome and one.received_on is None:
        yield "已经办结，没有写收到日期。"
    if one.closed_on and one.received_on and one.closed_on < one.received_on:
        yield f"办结日期 {one.closed_on} 早于收到日期 {one.received_on}，请核对。"
    if early := next((day for day in one.steps.days() if day < submitted_on), None):
        yield f"{early} 早于提交的日期 {submitted_on}，请核对。"
    if one.closed_on and (late := next((day for day in one.steps.days() if day > one.closed_on), None)):
        yield f"办结日期 {one.closed_on} 早于 {late} 的办理步骤，请核对。"
    yield from _step_faults(one.steps)


def _step_faults(steps: Steps) -> Iterator[str]:
    """What came in answer before it was asked for, or was to."""
    for step, asked_on, answers in _asked(steps):
        for day in answers:
            if day and day < asked_on:
                yield f"{step}：{day} 早于 {asked_on}，请核对。"


def _asked(steps: Steps) -> Iterator[tuple[str, date, tuple[date | None, ...]]]:
    if asked := steps.supplement:
        yield STEP_WORDS["supplement"], asked.asked_on, (asked.until, asked.completed_on)
    for one in steps.consultations:
        yield WORDS["consultations"], one.asked_on, (one.reached_on, one.until, one.answered_on)
    if fee := steps.fee:
        yield STEP_WORDS["fee"], fee.noticed_on, (fee.until, fee.paid_on, fee.waived_on)


def _too_long(draft: Draft) -> Iterator[str]:
    for name in Draft.__dataclass_fields__:
        most = LONGEST if name == "description" else LONG
        if len(getattr(draft, name)) > most:
            yield f"{WORD_OF[name]}：最多 {most} 字，现在有 {len(getattr(draft, name))} 字。"


def _again(reading: _Reading, row: Brought) -> Iterator[str]:
    """Refuse what a row above says as well."""
    former = row.former
    if former and former in reading.former:
        yield f"原编号与第 {reading.former[former]} 行相同。"
    same = reading.same.setdefault(row.alike, row.line)
    if not former and same != row.line:
        yield f"与第 {same} 行内容相同；确是两件的，请各写原编号。"
    reading.former.setdefault(former, row.line)
