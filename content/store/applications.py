"""The register of applications for information: rows that change, each change kept, and a line of the log."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, or_, select, tuple_
from sqlmodel import Session, col

from content.registers.applications import OPEN, WORDS, Act, Application, Draft, Sought, State
from content.registers.register import Change
from content.registers.trace import differences, event_of
from content.store import change_rows
from content.store.application_rows import columns, of_row, record_of
from content.store.inserting import insert_into
from content.store.ledger import Ledger
from content.store.serials import next_serial
from content.tables import ApplicationChangeRow, ApplicationRow, HelpedRow
from content.zone import day_of

REGISTER = "依申请公开"
SEARCHED = ("name", "contact", "phone", "title", "document_number", "description", "former_number")
LIKELY = 2000
"""So many records that hold the words searched for are looked at."""
Numbering = Callable[[int, int], str]


def serials_of(year: int) -> str:
    """Under which name a year's serials are given out."""
    return f"application:{year}"


class Applications:
    """Valid inside one unit of work. A change appends to the log: make it late in the unit of work."""

    def __init__(self, session: Session, log: Ledger) -> None:
        self._session = session
        self._log = log

    def add(self, application: Application, number: Numbering, *, by: str, salt: str, now: datetime) -> Application:
        """Register it under the next number of the year it was submitted in (Asia/Shanghai).

        `number` makes it from year and serial; the application's own number does not count.
        """
        year = day_of(application.submitted_at).year
        serial = next_serial(self._session, serials_of(year))
        made = replace(application, number=number(year, serial))
        row = ApplicationRow(
            number=made.number,
            year=year,
            serial=serial,
            visitor=made.visitor,
            origin=made.origin,
            salt=salt,
            **columns(made),
        )
        self._session.add(row)
        self._session.flush()
        said = {name: value for name, value in record_of(made).items() if value}
        self._keep(row, Change(made.number, now, by, Act.RECEIVED, {}, said))
        return made

    def change(self, application: Application, act: Act, *, by: str, reason: str = "", now: datetime) -> Application:
        """Make the register say this. Raises KeyError. Where nothing differs, nothing is written down."""
        row = self._locked(application.number)
        before, after = differences(record_of(of_row(row)), record_of(application))
        if after:
            for name, value in columns(application).items():
                setattr(row, name, value)
            self._session.flush()
            self._keep(row, Change(application.number, now, by, act, before, after, reason))
        return application

    def note(self, number: str, act: Act, *, by: str, reason: str = "", now: datetime, **said: Any) -> None:
        """Write down what was done beside the fields (`identity_files=2`). Raises KeyError."""
        self._keep(self._locked(number), Change(number, now, by, act, {}, said, reason))

    def get(self, number: str) -> Application:
        """Raises KeyError."""
        row = self._session.get(ApplicationRow, number)
        if row is None:
            raise KeyError(number)
        return of_row(row)

    def for_change(self, number: str) -> Application:
        """As `get`, and nobody else changes it until the end of the unit of work."""
        return of_row(self._locked(number))

    def by_serial(self, year: int, serial: int) -> Application | None:
        found = select(ApplicationRow).where(col(ApplicationRow.year) == year, col(ApplicationRow.serial) == serial)
        row = self._session.scalars(found).one_or_none()
        return of_row(row) if row else None

    def of_visitor(self, visitor: str) -> list[Application]:
        """Newest first."""
        if not visitor:
            return []
        newest = col(ApplicationRow.submitted_at).desc()
        found = select(ApplicationRow).where(col(ApplicationRow.visitor) == visitor).order_by(newest)
        return [of_row(row) for row in self._session.scalars(found)]

    def since(self, at: datetime, *, visitor: str, origin: str) -> list[Application]:
        """Submitted after then by this visitor, else from this origin; none where neither is known."""
        whose = col(ApplicationRow.visitor) == visitor if visitor else col(ApplicationRow.origin) == origin
        found = select(ApplicationRow).where(whose, col(ApplicationRow.submitted_at) > at)
        return [of_row(row) for row in self._session.scalars(found)] if visitor or origin else []

    def alike(self, draft: Draft) -> list[Application]:
        """Those that say the same to the letter, in the order of their numbers."""
        likely = (col(ApplicationRow.way) == draft.way.value, col(ApplicationRow.phone_tail) == draft.phone_tail)
        found = select(ApplicationRow).where(*likely).order_by(col(ApplicationRow.year), col(ApplicationRow.serial))
        return [one for one in map(of_row, self._session.scalars(found)) if one.draft == draft]

    def all(self, *, states: Iterable[State] = (), year: int | None = None) -> list[Application]:
        """In the order of their numbers; only those in one of the states, or submitted in a year."""
        found = select(ApplicationRow).order_by(col(ApplicationRow.year), col(ApplicationRow.serial))
        if wanted := [state.value for state in states]:
            found = found.where(col(ApplicationRow.state).in_(wanted))
        if year is not None:
            found = found.where(col(ApplicationRow.year) == year)
        return [of_row(row) for row in self._session.scalars(found)]

    def page(self, sought: Sought, *, limit: int, skip: int = 0) -> list[Application]:
        """The newest first."""
        year, serial = col(ApplicationRow.year), col(ApplicationRow.serial)
        newest = (year.desc(), serial.desc())
        found = select(ApplicationRow).where(*_conditions(sought)).order_by(*newest)
        if not sought.words:
            # The index alone says which; the rows are long.
            places = select(year, serial).where(*_conditions(sought)).order_by(*newest).limit(limit).offset(skip)
            these = select(ApplicationRow).where(tuple_(year, serial).in_(places)).order_by(*newest)
            return [of_row(row) for row in self._session.scalars(these)]
        likely = map(of_row, self._session.scalars(found.limit(LIKELY).execution_options(yield_per=100)))
        return list(islice((one for one in likely if _says(one.draft, sought.words)), skip, skip + limit))

    def answers_due(self, until: date, *, limit: int | None = None, skip: int = 0) -> list[Application]:
        """Open ones whose answer is due on that day or earlier, the earliest first."""
        state, due, number = col(ApplicationRow.state), col(ApplicationRow.due_on), col(ApplicationRow.number)
        asked = state.in_([State.RECEIVED.value, State.WORKING.value])
        numbers = select(number).where(asked, due <= until).order_by(due, number).limit(limit).offset(skip)
        # The index alone says which; the rows are long.
        found = select(ApplicationRow).where(number.in_(numbers.scalar_subquery())).order_by(due, number)
        return [of_row(row) for row in self._session.scalars(found)]

    def waiting_for_others(self) -> list[Application]:
        """Open ones that wait for their applicant, or for somebody's opinion, or did."""
        asked = cast(col(ApplicationRow.steps), String).contains('"consultations"')
        awaits = col(ApplicationRow.due_on).is_(None) & col(ApplicationRow.received_on).is_not(None)
        found = select(ApplicationRow).where(_is_open(), or_(awaits, asked)).order_by(col(ApplicationRow.number))
        return [of_row(row) for row in self._session.scalars(found)]

    def received_since(self, day: date) -> Iterator[Application]:
        """Open ones, by the day of receipt; to be read as far as one likes."""
        on = col(ApplicationRow.received_on)
        found = select(ApplicationRow).where(_is_open(), on >= day).order_by(on, col(ApplicationRow.number))
        return map(of_row, self._session.scalars(found.execution_options(yield_per=100)))

    def asked_by(self, draft: Draft, begin: datetime, end: datetime) -> list[Application]:
        """Submitted from then to then, both included, by somebody of this name or with this identity number."""
        record = col(ApplicationRow.record)
        number, mine = record["identity_number"].as_string(), draft.identity_number.replace(" ", "").upper()
        same = [record["name"].as_string() == draft.name]
        same += [func.upper(func.replace(number, " ", "")) == mine] if mine else []
        found = select(ApplicationRow).where(col(ApplicationRow.submitted_at).between(begin, end), or_(*same))
        return [of_row(row) for row in self._session.scalars(found)]

    def history(self, number: str) -> list[Change]:
        """Oldest first."""
        of_it = col(ApplicationChangeRow.number) == number
        rows = self._session.scalars(select(ApplicationChangeRow).where(of_it).order_by(col(ApplicationChangeRow.id)))
        return [Change(row.number, row.at, row.by, Act(row.act), row.before, row.after, row.reason) for row in rows]

    def forget(self, visitor: str, now: datetime) -> int:
        """Nobody in the chat is this application's any more; the application itself is a legal record and stays.

        Returns how many there were.
        """
        rows = list(self._session.scalars(_of_visitor(visitor))) if visitor else []
        for row in rows:
            row.visitor = ""
            self._session.flush()
            self._keep(row, Change(row.number, now, "", Act.FORGOTTEN, {"visitor": True}, {"visitor": False}))
        return len(rows)

    def helped(self, item_id: str, day: date) -> None:
        """One more who needed not apply, because the item says it."""
        statement = insert_into(self._session, HelpedRow).values(day=day, item_id=item_id, count=1)
        more = {"count": HelpedRow.__table__.c.count + 1}  # type: ignore[attr-defined]  # SQLModel adds it
        self._session.execute(statement.on_conflict_do_update(index_elements=["day", "item_id"], set_=more))

    def times_helped(self, first: date, last: date) -> dict[str, int]:
        """Per item, from the first to the last day, the most first."""
        rows = self._session.scalars(select(HelpedRow).where(col(HelpedRow.day).between(first, last)))
        counts: dict[str, int] = {}
        for row in rows:
            counts[row.item_id] = counts.get(row.item_id, 0) + row.count
        return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))

    def _locked(self, number: str) -> ApplicationRow:
        row = self._session.get(ApplicationRow, number, with_for_update=True, populate_existing=True)
        if row is None:
            raise KeyError(number)
        return row

    def _keep(self, row: ApplicationRow, change: Change) -> None:
        self._session.add(ApplicationChangeRow(**change_rows.columns(change)))
        self._session.flush()
        self._log.append(replace(event_of(REGISTER, change, WORDS, salt=row.salt), by=change.by or "申请人"))


def _is_open() -> ColumnElement[bool]:
    return col(ApplicationRow.state).in_([state.value for state in OPEN])


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    state, record = col(ApplicationRow.state), col(ApplicationRow.record)
    found: list[ColumnElement[bool]] = []
    if len(sought.states) == 1:  # so that an index gives them in order
        found.append(state == sought.states[0].value)
    elif sought.states:
        found.append(state.in_([one.value for one in sought.states]))
    else:
        found.append(state != State.VOIDED.value)
    if sought.year is not None:
        found.append(col(ApplicationRow.year) == sought.year)
    if sought.words:  # in the record as it is written: taking it apart takes ten times as long
        written = cast(record, String)
        found.append(written.contains(json.dumps(sought.words)[1:-1], autoescape=True))
    return found


def _says(draft: Draft, words: str) -> bool:
    return any(words.casefold() in str(getattr(draft, name)).casefold() for name in SEARCHED)


def _of_visitor(visitor: str) -> Any:
    return select(ApplicationRow).where(col(ApplicationRow.visitor) == visitor).with_for_update()
