"""The registers in the database: entries that change, each change kept, and a line of the log."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Text, cast, or_, select
from sqlmodel import Session, col

from content.log import PLAIN
from content.registers.kinds import REGISTERS
from content.registers.register import CORRECTED, ENTERED, VOIDED, Change, Entry, Register, Values
from content.registers.trace import as_json, differences, event_of, said_in
from content.store import change_rows
from content.store.bulk import PIECE, pieces
from content.store.ledger import Ledger
from content.store.serials import next_serial
from content.tables import RegisterChangeRow, RegisterEntryRow
from content.zone import day_of

SHOWN = tuple(
    col(one)
    for one in (RegisterEntryRow.book, RegisterEntryRow.number, RegisterEntryRow.record, RegisterEntryRow.voided)
)


class Registers:
    """Valid inside one unit of work. A change appends to the log: make it late in the unit of work."""

    def __init__(self, session: Session, log: Ledger) -> None:
        self._session = session
        self._log = log

    def add(self, register: Register, values: Values, *, by: str, salt: str, now: datetime) -> Entry:
        """Enter it under the next number of the year it is entered in (Asia/Shanghai)."""
        year = day_of(now).year
        serial = next_serial(self._session, f"{register.name}:{year}")
        number = f"{register.name}-{year}-{serial:04d}"
        own = _own(register, values)
        row = RegisterEntryRow(number=number, book=register.name, year=year, serial=serial, salt=salt, **own)
        self._session.add(row)
        self._session.flush()
        self._keep(row, Change(number, now, by, ENTERED, {}, said_in(values)))
        return _entry(row)

    def change(self, number: str, values: Values, *, by: str, reason: str, now: datetime) -> Entry:
        """Make the entry say this. Raises KeyError. Where nothing differs, nothing is written down."""
        row = self._locked(number)
        before = row.record
        for name, value in _own(REGISTERS[row.book], values).items():
            setattr(row, name, value)
        differ, now_so = differences(before, row.record)
        if now_so:
            self._session.flush()
            self._keep(row, Change(number, now, by, CORRECTED, differ, now_so, reason))
        return _entry(row)

    def void(self, number: str, *, by: str, reason: str, now: datetime) -> Entry:
        """It stays, and counts nowhere any more. Raises KeyError."""
        row = self._locked(number)
        if not row.voided:
            row.voided = True
            self._session.flush()
            self._keep(row, Change(number, now, by, VOIDED, {}, {}, reason))
        return _entry(row)

    def get(self, number: str) -> Entry:
        """Raises KeyError."""
        row = self._session.get(RegisterEntryRow, number)
        if row is None:
            raise KeyError(number)
        return _entry(row)

    def for_change(self, number: str) -> Entry:
        """As `get`, and nobody else changes it until the end of the unit of work."""
        return _entry(self._locked(number))

    def all(self, register: Register, *, until: date | None = None) -> list[Entry]:
        """Those that are not voided, in the order of their numbers; `until`: whose day is not after this one."""
        found = _of(register).where(col(RegisterEntryRow.voided).is_(False))
        if until is not None:
            found = found.where(col(RegisterEntryRow.on) <= until)
        # Plain rows: a report reads every entry there ever was, and objects take three times as long.
        return [_entry(row) for row in self._session.execute(found.with_only_columns(*SHOWN))]

    def everything(self, register: Register) -> list[Entry]:
        """With the voided ones."""
        return [_entry(row) for row in self._session.scalars(_of(register))]

    def some(
        self,
        register: Register,
        *,
        year: int | None = None,
        says: str = "",
        voided: bool = False,
        after: int,
        most: int,
    ) -> list[Entry]:
        """The newest first: at most so many `after` so many. `year`: that count in it; `says`: words in any field."""
        found = _newest_of(register)
        if not voided:
            found = found.where(col(RegisterEntryRow.voided).is_(False))
        if year is not None:
            found = found.where(col(RegisterEntryRow.on).between(date(year, 1, 1), date(year, 12, 31)))
        if says:
            found = found.where(_says(says))
        return [_entry(row) for row in self._session.scalars(found.offset(after).limit(most))]

    def alike(self, register: Register, values: Iterable[Values]) -> dict[str, Entry]:
        """By their likeness, the entries that are the same as one of these; voided ones are nobody's like."""
        there: dict[str, Entry] = {}
        for some in pieces(sorted({register.likeness(one) for one in values}), PIECE):
            found = _of(register).where(
                col(RegisterEntryRow.likeness).in_(some), col(RegisterEntryRow.voided).is_(False)
            )
            there |= {row.likeness: _entry(row) for row in self._session.scalars(found)}
        return there

    def first_said(self, register: Register) -> dict[str, str]:
        """The numbers of the entries that are not voided, by what they said when they were entered, as JSON."""
        entered = (col(RegisterChangeRow.number) == RegisterEntryRow.number, col(RegisterChangeRow.act) == ENTERED)
        standing = (col(RegisterEntryRow.book) == register.name, col(RegisterEntryRow.voided).is_(False))
        rows = self._session.scalars(select(RegisterChangeRow).where(*entered, *standing))
        return {PLAIN.encode(row.after): row.number for row in rows}

    def lock(self) -> None:
        """Nobody else enters anything until the end of the unit of work: before asking what is there already."""
        self._log.lock()

    def history(self, number: str) -> list[Change]:
        """Oldest first."""
        of_it = col(RegisterChangeRow.number) == number
        rows = self._session.scalars(select(RegisterChangeRow).where(of_it).order_by(col(RegisterChangeRow.id)))
        return [Change(row.number, row.at, row.by, row.act, row.before, row.after, row.reason) for row in rows]

    def _locked(self, number: str) -> RegisterEntryRow:
        row = self._session.get(RegisterEntryRow, number, with_for_update=True, populate_existing=True)
        if row is None:
            raise KeyError(number)
        return row

    def _keep(self, row: RegisterEntryRow, change: Change) -> None:
        self._session.add(RegisterChangeRow(**change_rows.columns(change)))
        self._session.flush()
        register = REGISTERS[row.book]
        self._log.append(event_of(register.word, change, register.words, salt=row.salt))


def _of(register: Register) -> Any:
    found = select(RegisterEntryRow).where(col(RegisterEntryRow.book) == register.name)
    return found.order_by(col(RegisterEntryRow.year), col(RegisterEntryRow.serial))


def _newest_of(register: Register) -> Any:
    found = select(RegisterEntryRow).where(col(RegisterEntryRow.book) == register.name)
    return found.order_by(col(RegisterEntryRow.year).desc(), col(RegisterEntryRow.serial).desc())


def _says(words: str) -> Any:
    """Whether an entry's number or its record, which is JSON, has the words."""
    record = cast(col(RegisterEntryRow.record), Text)
    written = json.dumps(words)[1:-1]
    return or_(
        col(RegisterEntryRow.number).contains(words, autoescape=True),
        record.contains(written, autoescape=True),
    )


def _own(register: Register, values: Values) -> dict[str, Any]:
    """The row's columns that a change may change."""
    record = {one.name: as_json(values[one.name]) for one in register.fields}
    return {"on": values[register.on], "likeness": register.likeness(values), "record": record}


def _entry(row: RegisterEntryRow | Row[Any]) -> Entry:
    fields = REGISTERS[row.book].fields
    return Entry(
        register=row.book,
        number=row.number,
        values={one.name: one.of_json(row.record.get(one.name)) for one in fields},
        voided=row.voided,
    )
