"""The registers as staff see them: which there are, their entries, one with its history, exported."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.actions.registers import entry_of, right_over
from bot.actions.rights import require
from bot.views.tables import write_table
from content.registers.entering import NUMBER
from content.registers.kinds import REGISTERS
from content.registers.register import Change, Entry, Field, Register, Values
from content.registers.trace import as_json
from content.registers.written import as_written

if TYPE_CHECKING:
    from bot.app import App


ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry, and all that was done to it, oldest first."""

    entry: Entry
    history: tuple[Change, ...]

    @property
    def register(self) -> Register:
        return REGISTERS[self.entry.register]


def listed(app: "App", by: str, register: Register, *, year: int | None = None, voided: bool = False) -> list[Entry]:
    """In the order of their numbers; `year`: only those that count in it by their day; voided ones where asked."""
    with app.store.read() as work:
        require(work, by, right_over(register))
        found = work.registers.everything(register)
    return [one for one in found if (voided or not one.voided) and year in (None, _year(register, one))]


def some(
    app: "App",
    by: str,
    register: Register,
    *,
    year: int | None = None,
    says: str = "",
    voided: bool = False,
    page: int = 1,
) -> tuple[list[Entry], bool]:
    """A page of entries, the newest first, and whether there are more; `says`: those with these words."""
    with app.store.read() as work:
        require(work, by, right_over(register))
        found = work.registers.some(
            register, year=year, says=says, voided=voided, after=(page - 1) * ON_A_PAGE, most=ON_A_PAGE + 1
        )
    return found[:ON_A_PAGE], len(found) > ON_A_PAGE


def shown(app: "App", by: str, number: str) -> Shown:
    """Raises WrongUse for a number nobody has."""
    with app.store.read() as work:
        one = entry_of(work, by, number)
        return Shown(one, tuple(work.registers.history(one.number)))


def export(app: "App", by: str, register: Register, file: Path, *, year: int | None = None) -> int:
    """CSV or XLSX, as `register import` takes it, without the voided ones; returns how many. Into a new file."""
    found = listed(app, by, register, year=year)
    write(register, found, file)
    return len(found)


def write_values(register: Register, entries: Sequence[Values], file: Path) -> None:
    """What is no entry yet, as `register import` takes it."""
    write_table(file, [one.word for one in register.fields], (cells(register, one) for one in entries))


def write(register: Register, entries: Sequence[Entry], file: Path) -> None:
    headings = [NUMBER, *(one.word for one in register.fields)]
    write_table(file, headings, ([one.number, *cells(register, one.values)] for one in entries))


def cells(register: Register, values: Values) -> list[Any]:
    """As people write them, in the order of the fields."""
    return [as_written(one, values[one.name]) for one in register.fields]


def as_record(entry: Entry) -> dict[str, Any]:
    values = {name: as_json(value) for name, value in entry.values.items()}
    return {"register": entry.register, "number": entry.number, "voided": entry.voided, "values": values}


def change_in_words(register: Register, change: Change) -> str:
    """`件数：3 → 5`, of each field that changed."""
    said = []
    for one in register.fields:
        if one.name in change.after:
            now = _kept(one, change.after[one.name])
            was = f"{_kept(one, change.before[one.name]) or '空'} → " if one.name in change.before else ""
            said.append(f"{one.word}：{was}{now or '空'}")
    return "；".join(said)


def _kept(field: Field, value: Any) -> str:
    """A value of the history, as people write it."""
    return str(as_written(field, field.of_json(value)))


def _year(register: Register, entry: Entry) -> int:
    day: Any = entry.values[register.on]
    return int(day.year)
