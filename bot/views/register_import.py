"""A table for a register, tried before anything is entered: what would become of every row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.registers import right_over, there_already
from bot.actions.rights import require
from bot.views.registers import cells
from content.headed import RowFault
from content.registers.entering import entries_in
from content.registers.register import Register
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class TriedRow:
    """`cells` and `faults` by the words of the fields; what is wrong with the row as a whole is under "".

    `told`: what would be taken otherwise than it stands there. `is_known`: an entry says so already.
    """

    line: int
    cells: Mapping[str, str] = field(repr=False)
    faults: Mapping[str, str]
    told: str = ""
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """`fault`: what is wrong with the file as a whole, "" = nothing. `ignored`: columns that are not used."""

    rows: tuple[TriedRow, ...] = ()
    fault: str = ""
    ignored: tuple[str, ...] = ()

    @property
    def bad(self) -> list[TriedRow]:
        return [one for one in self.rows if one.faults]

    @property
    def known(self) -> list[TriedRow]:
        return [one for one in self.rows if one.is_known and not one.faults]

    @property
    def new(self) -> list[TriedRow]:
        return [one for one in self.rows if not one.faults and not one.is_known]


def tried(app: "App", by: str, register: Register, content: bytes, *, now: datetime) -> Tried:
    """What `import_entries` would make of it."""
    listed = entries_in(register, content, day_of(now))
    if whole := [one.says for one in listed.faults if not one.line]:
        return Tried(fault="".join(whole))
    with app.store.read() as work:
        require(work, by, right_over(register))
        there = there_already(work, register, listed)
    told = {one.line: one.says for one in listed.told}
    words = [one.word for one in register.fields]
    good = [
        TriedRow(
            line,
            dict(zip(words, map(str, cells(register, values)), strict=True)),
            {"": there[line].wrong} if line in there and there[line].wrong else {},
            "".join([told.get(line, ""), there[line].told if line in there else ""]),
            line in there,
        )
        for line, values in listed.rows
    ]
    faults = _by_line(listed.faults)
    bad = [TriedRow(line, written, faults[line]) for line, written in listed.bad.items()]
    return Tried(tuple(sorted([*good, *bad], key=lambda row: row.line)), ignored=listed.ignored)


def _by_line(faults: Sequence[RowFault]) -> dict[int, dict[str, str]]:
    """By line and column; in its column what is wrong need not name it."""
    found: dict[int, dict[str, str]] = {}
    for one in faults:
        says = one.says.removeprefix(f"{one.column}：") if one.column else one.says
        row = found.setdefault(one.line, {})
        row[one.column] = row.get(one.column, "") + says
    return found
