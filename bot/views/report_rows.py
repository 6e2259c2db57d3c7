"""The rows a figure of the annual report is made of. Personal data only for who may see it; all others see when."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TypeVar, Unpack

from bot.views.section_one import CAME, COMPLAINTS, REVIEWS
from content.log import Counted
from content.log import Entry as LogEntry
from content.registers.applications import OUTCOMES
from content.registers.kinds import REGISTERS
from content.registers.register import Entry
from content.report.cell import Cell
from content.report.computed import cases_of, counted_in, parts_of
from content.report.format import TOTAL, Format
from content.report.phrases import WAYS
from content.report.sentences import ANSWERS, HANDLED
from content.report.sources import Alike, Batch, Sources
from content.store.ledger import Filters
from content.store.report_figures import CountedApplication
from content.store.store import Work
from content.zone import day_of

ASKED_FOR = ("title", "document_number", "description")
Found = TypeVar("Found")
UNTOLD = ("kind", "reason", "result", "application")


@dataclass(frozen=True, slots=True)
class Row:
    """`number`: of the entry, application, item, letter or line of the log. `amount`: what it adds to the figure."""

    number: str
    day: date | None
    says: str = field(repr=False)
    amount: int | Decimal = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Valid inside one unit of work. `sees`: whether whoever asks may see who applied, complained or went to court.

    `most`: so many rows of each figure, `after` so many; None = all. `few`: applications that were read for the first.
    """

    work: Work
    form: Format
    sources: Sources
    sees: bool
    most: int | None = None
    after: int = 0
    few: Sequence[tuple[Batch, CountedApplication]] = ()

    def of_cell(self, cell: Cell) -> list[Row]:
        tables = {"table2": self._of_table_two, "table3": self._of_table_three, "table4": self._of_table_four}
        return tables[cell.table](cell)

    def of_group(self, group: str, name: str) -> list[Row]:
        """Of a figure of section one."""
        opened: dict[str, Callable[[str], list[Row]]] = {
            "media": lambda medium: self._published(medium, Counted.COUNTED),
            "apart": lambda medium: self._published(medium, Counted.APART),
            "made": self._made,
            "ways": lambda way: self._applications(new=True, ways=WAYS[way]),
            "handled": lambda said: self._applications(**HANDLED[said]),
            "answers": lambda kind: self._applications(outcomes=ANSWERS[kind]),
            "charged": self._charged,
            "disputes": self._disputes,
            "letters": self._letters,
            "reviews": self._reviews,
            "facts": lambda kind: self._entries((one, 1) for one in self.sources.in_year("facts", kind)),
        }
        return opened[group](name)

    def _of_table_two(self, cell: Cell) -> list[Row]:
        return self._entries(
            part
            for block in self.form.table2
            for row in block.rows
            for column in block.columns
            if (row.label, column.label) == (cell.row, cell.column)
            for part in parts_of(column, row, self.sources)
        )

    def _of_table_three(self, cell: Cell) -> list[Row]:
        line = next(one for one in self.form.table3.rows if one.key == cell.row)
        return self._applications(**counted_in(line, cell.column))

    def _of_table_four(self, cell: Cell) -> list[Row]:
        return self._cases({cell.row}, cell.column)

    def _disputes(self, name: str) -> list[Row]:
        if name == COMPLAINTS:
            return self._entries((one, 1) for one in self.sources.in_year("complaints"))
        return self._cases({one.label for one in self.form.table4.groups if name in (one.label, one.under)}, TOTAL)

    def _cases(self, groups: Iterable[str], column: str) -> list[Row]:
        return self._entries(
            (entry, 1)
            for entry, group, result in cases_of(self.sources)
            if group in groups and column in (result, TOTAL)
        )

    def _applications(self, **alike: Unpack[Alike]) -> list[Row]:
        if self.few:
            found = list(self._cut(one for batch, one in self.few if batch.fits(**alike)))
        else:
            read = self.work.report_figures.applications
            found = read(self.sources.year, after=self.after, most=self.most, **alike)
        closed = bool(alike.get("closed") or alike.get("outcomes"))
        return [Row(one.number, one.closed_on if closed else one.received_on, self._application(one)) for one in found]

    def _application(self, one: CountedApplication) -> str:
        record = one.record
        shown = [str(record["way"]), str(record["applicant_kind"]), OUTCOMES.get(one.outcome, "")]
        about = next((str(record[name]) for name in ASKED_FOR if record.get(name)), "")
        return "，".join(filter(None, [*shown, *([str(record.get("name") or ""), about] if self.sees else [])]))

    def _charged(self, _: str) -> list[Row]:
        charged = self._cut(self.work.report_figures.charged(self.sources.year))
        return [Row(one.number, one.paid_on, "", Decimal(one.fen) / 100) for one in charged]

    def _published(self, medium: str, figure: Counted) -> list[Row]:
        named = "" if medium == TOTAL else medium
        if self.most is None:
            narrowed: Filters = {"year": self.sources.year, "figure": figure, **({"medium": named} if named else {})}
            found: Iterable[LogEntry] = self.work.log.entries(**narrowed)
        else:
            read = self.work.log.behind
            found = read(self.sources.year, figure, medium=named, after=self.after, most=self.most)
        return [
            Row(str(one.seq), day_of(one.event.at), f"{one.event.medium}：{one.event.title}", one.effect.change)
            for one in found
        ]

    def _made(self, disclosure: str) -> list[Row]:
        found = self.work.items.made_rows(self.sources.year, disclosure, after=self.after, most=self.most)
        return [Row(one.ref, one.made_on, one.title) for one in found]

    def _letters(self, name: str) -> list[Row]:
        read = self.work.report_figures.letter_rows
        found = read(self.sources.year, settled=name != CAME, after=self.after, most=self.most)
        return [Row(number, day_of(at), "") for number, at in found]

    def _reviews(self, name: str) -> list[Row]:
        found = self._cut(self.work.log.entries(year=self.sources.year, kind=REVIEWS[name], medium=""))
        return [Row(one.event.ref, day_of(one.event.at), one.event.title) for one in found]

    def _cut(self, found: Iterable[Found]) -> Iterator[Found]:
        return islice(found, self.after, None if self.most is None else self.after + self.most)

    def _entries(self, found: Iterable[tuple[Entry, int | Decimal]]) -> list[Row]:
        return [self._entry(entry, amount) for entry, amount in self._cut(found)]

    def _entry(self, entry: Entry, amount: int | Decimal) -> Row:
        register = REGISTERS[entry.register]
        day = entry.values.get(register.on)
        told = [one.name for one in register.fields if one.shape is str and one.name not in UNTOLD]
        hidden = register.personal and not self.sees
        says = (
            str(entry.values.get("kind") or "")
            if hidden
            else "，".join(str(entry.values[name]) for name in told if entry.values.get(name))
        )
        return Row(entry.number, day if isinstance(day, date) else None, says, amount)
