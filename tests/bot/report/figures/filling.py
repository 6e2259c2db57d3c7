"""Registers filled for a report: plainly, or at random."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from content.registers.applications import OUTCOMES, ApplicantKind, Application, Draft, State, Way
from content.registers.kinds import REGISTERS
from content.registers.register import Entry, Register
from content.registers.steps import Fee, FeeBasis, Steps
from content.store.store import Store
from content.zone import SHANGHAI
from tests.content.registers.applicants import CITIZEN

CLERK = "何十一"
NOW = datetime(2025, 3, 4, 9, 0, tzinfo=SHANGHAI)
START = date(2019, 6, 1)
DAYS = st.integers(0, 1100).map(lambda days: START + timedelta(days=days))
"""From the middle of 2019 to the middle of 2022: the years around the change of formats."""


@dataclass(frozen=True)
class Handed:
    """What becomes an application in the register."""

    draft: Draft
    received_on: date | None
    days: int | None
    outcome: str
    late: bool
    voided: bool


def handed_in() -> st.SearchStrategy[Handed]:
    drafts = st.builds(
        lambda way, kind: replace(CITIZEN, way=way, applicant_kind=kind),
        st.sampled_from(list(Way)),
        st.sampled_from(list(ApplicantKind)),
    )
    return st.builds(
        Handed,
        draft=drafts,
        received_on=DAYS | st.none(),
        days=st.integers(0, 400) | st.none(),
        outcome=st.sampled_from(list(OUTCOMES)),
        late=st.booleans(),
        voided=st.sampled_from([True, False, False, False]),
    )


def application(one: Handed) -> Application:
    received, closed = one.received_on, None
    if received and one.days is not None:
        closed = received + timedelta(days=one.days)
    state = State.CLOSED if closed else State.RECEIVED if received else State.SUBMITTED
    due = closed - timedelta(days=1) if closed and one.late else (closed or received)
    return Application(
        number="",
        draft=one.draft,
        state=State.VOIDED if one.voided else state,
        submitted_at=datetime(2021, 1, 1, tzinfo=SHANGHAI),
        received_on=received,
        due_on=due,
        outcome=one.outcome if closed else "",
        closed_on=closed,
    )


def values(register: Register) -> st.SearchStrategy[dict[str, Any]]:
    """A whole entry: days in the right order, everything else as the field allows."""
    days = [one.name for one in register.fields if one.shape is date]
    fields = {one.name: _value(one.name, one.choices, one.shape) for one in register.fields if one.shape is not date}
    return st.builds(
        lambda said, dates, there: {**said, **_dates(register, days, dates, there=there)},
        st.fixed_dictionaries(fields),
        st.lists(DAYS, min_size=len(days), max_size=len(days)).map(sorted),
        st.booleans(),
    ).map(_with_result)


def _value(name: str, choices: Sequence[str], shape: type) -> st.SearchStrategy[Any]:
    if choices:
        return st.sampled_from(choices)
    plain: dict[type, st.SearchStrategy[Any]] = {
        str: st.just(f"示范{name}"),
        int: st.integers(0, 50),
        Decimal: st.decimals(0, 1000, places=2),
        bool: st.booleans(),
    }
    return plain[shape]


def _dates(register: Register, days: Sequence[str], dates: Sequence[date], *, there: bool) -> dict[str, date | None]:
    """Those not required are there or not."""
    required = {one.name for one in register.fields if one.required} | {register.on}
    return {name: day if name in required or there else None for name, day in zip(days, dates, strict=True)}


def _with_result(said: dict[str, Any]) -> dict[str, Any]:
    return {**said, "result": ""} if "result" in said and said.get("closed_on") is None else said


ENTRIES = st.lists(
    st.sampled_from(list(REGISTERS.values())).flatmap(lambda one: st.tuples(st.just(one), values(one), st.booleans())),
    max_size=12,
)


def enter(store: Store, register: str, *, void: bool = False, **given: Any) -> Entry:
    """What is not given is empty."""
    kind = REGISTERS[register]
    whole = {one.name: given.get(one.name, one.empty) for one in kind.fields}
    with store.write() as work:
        made = work.registers.add(kind, whole, by="吴九", salt="盐", now=NOW)
        return work.registers.void(made.number, by="吴九", reason="登错了", now=NOW) if void else made


def apply(store: Store, one: Application, *, name: str = "") -> Application:
    draft = replace(one.draft, name=name) if name else one.draft
    with store.write() as work:
        numbering = lambda year, serial: f"依申请〔{year}〕{serial:04d}号"  # noqa: E731
        return work.applications.add(replace(one, draft=draft), numbering, by="", salt="盐", now=NOW)


def paid(on: date, fen: int) -> Steps:
    return Steps(fee=Fee(noticed_on=on, basis=FeeBasis.BY_PIECE, fen=fen, until=on, paid_on=on))
