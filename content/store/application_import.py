"""Many applications at once, from before this system: the same rows, history and log as one by one, in bulk."""

import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Session, col

from content.headed import RowFault
from content.log import Event
from content.registers.application_file import Brought, File, alike, formerly
from content.registers.applications import WORDS, Act, Application, State
from content.registers.register import Change
from content.registers.trace import event_of
from content.store import change_rows
from content.store.application_rows import columns, record_of
from content.store.applications import REGISTER, Numbering, serials_of
from content.store.bulk import PIECE, Bulk, pieces
from content.store.serials import next_serials
from content.tables import ApplicationChangeRow, ApplicationRow
from content.zone import day_of

SAID = (ApplicationRow.number, ApplicationRow.record, ApplicationRow.submitted_at)


@dataclass(frozen=True, slots=True)
class Registered:
    """How many came in, and the first and last of their numbers."""

    count: int = 0
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class _Batch:
    """What is the same of all rows that come in together."""

    file: File
    by: str
    now: datetime


@dataclass(frozen=True, slots=True)
class _Numbered:
    """One under its new number, which is made of year and serial."""

    line: int
    year: int
    serial: int
    application: Application
    salt: str


@dataclass(frozen=True, slots=True)
class _Known:
    """The numbers of those that are in the register, by what they are known by."""

    numbers: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    words_alone: dict[str, str] = field(default_factory=dict)

    def add(self, number: str, record: Mapping[str, Any], submitted_on: date) -> None:
        former, words = formerly(record.get("former_number", ""), submitted_on), alike(record, submitted_on)
        self.numbers[formerly(number, submitted_on)] = number
        self.words.setdefault(words, number)
        if former:
            self.numbers[former] = number
        else:
            self.words_alone.setdefault(words, number)

    def number_of(self, row: Brought) -> str:
        """By its former number, or by what it says, where not two former numbers tell them apart; "" for a new one."""
        words = self.words_alone if row.former else self.words
        return self.numbers.get(row.former, "") or words.get(row.alike, "")


class ApplicationImport:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._bulk = Bulk(session.connection())

    def faults(self, rows: Sequence[Brought]) -> list[RowFault]:
        """Rows that are in the register already: under the former number, of their year, or because they say the same.

        What was voided is not there any more.
        """
        known = self._known()
        return [RowFault(row.line, f"已经登记过，编号 {number}。") for row in rows if (number := known.number_of(row))]

    def take(
        self,
        file: File,
        rows: Sequence[Brought],
        numbering: Numbering,
        *,
        by: str,
        progress: Callable[[int], None] | None = None,
        now: datetime,
    ) -> Registered:
        """Register them under the next numbers of their years, in the order of the file.

        To be called once faults were shown, and with the log locked.
        """
        batch = _Batch(file, by, now)
        made = pieces(self._numbered(rows, numbering), PIECE)
        events = (event for piece in made for event in self._keep(batch, piece))
        done = Registered()
        for count, entry in enumerate(self._bulk.append(events), 1):
            number = entry.event.evidence["number"]
            done = Registered(count, done.first or number, number)
            if progress and count % PIECE == 0:
                progress(count)
        return done

    def _known(self) -> _Known:
        known = _Known()
        standing = select(*map(col, SAID)).where(col(ApplicationRow.state) != State.VOIDED.value)
        for number, record, submitted_at in self._session.execute(standing.execution_options(yield_per=PIECE)):
            known.add(number, record, day_of(submitted_at))
        return known

    def _numbered(self, rows: Sequence[Brought], numbering: Numbering) -> Iterator[_Numbered]:
        years = Counter(day_of(row.application.submitted_at).year for row in rows)
        serials = {year: next_serials(self._session, serials_of(year), years[year]) for year in sorted(years)}
        for row in rows:
            year = day_of(row.application.submitted_at).year
            one = replace(row.application, number=numbering(year, serials[year]))
            yield _Numbered(row.line, year, serials[year], one, secrets.token_hex(16))
            serials[year] += 1

    def _keep(self, batch: _Batch, piece: Sequence[_Numbered]) -> Iterator[Event]:
        changes = [_change(batch, one) for one in piece]
        self._session.execute(insert(ApplicationRow), [_row(one) for one in piece])
        self._session.execute(insert(ApplicationChangeRow), [*map(change_rows.columns, changes)])
        for one, change in zip(piece, changes, strict=True):
            event = event_of(REGISTER, change, WORDS, salt=one.salt)
            source = {"file": batch.file.name, "sha256": batch.file.sha256, "line": str(one.line)}
            yield replace(event, evidence={**event.evidence, **source})


def _change(batch: _Batch, one: _Numbered) -> Change:
    said = {name: value for name, value in record_of(one.application).items() if value}
    reason = f"导入 {batch.file.name} 第 {one.line} 行"
    return Change(one.application.number, batch.now, batch.by, Act.RECEIVED, {}, said, reason)


def _row(one: _Numbered) -> dict[str, Any]:
    numbered = {"number": one.application.number, "year": one.year, "serial": one.serial, "salt": one.salt}
    return {**numbered, "visitor": "", "origin": "", **columns(one.application)}
