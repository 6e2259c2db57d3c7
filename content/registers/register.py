"""A register (登记簿): what its entries say, and how each field is read. The registers themselves: `kinds/`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from content.cells import one_line

Value = str | int | Decimal | date | bool | None
Values = Mapping[str, Value]

ENTERED, CORRECTED, VOIDED = "登记", "更正", "作废"
"""What may be done to an entry, as its history says it."""


@dataclass(frozen=True, slots=True)
class Field:
    """`read` turns what people write into a value, or raises ValueError with what is wrong, in Chinese.

    `shape` is the type of that value. Of a field that is not required, nothing written is None, of a text "", of a
    bool False. `told` says, in Chinese, where something was taken otherwise than it was written; "" where it was not.
    """

    name: str
    word: str
    read: Callable[[str], Value] = one_line
    required: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""
    shape: type = str
    told: Callable[[str], str] | None = None

    @property
    def empty(self) -> Value:
        if self.shape is bool:
            return False
        return "" if self.shape is str else None

    def of_json(self, kept: Any) -> Value:
        """The value that the store and the history keep so."""
        if kept is None:
            return self.empty
        if self.shape is date:
            return date.fromisoformat(kept)
        found: Value = Decimal(kept) if self.shape is Decimal else kept
        return found


@dataclass(frozen=True, slots=True)
class Register:
    """`name` as in commands (`documents`), `word` as staff know it (规范性文件), `about` what an entry is, in Chinese.

    `on` names the field whose day says in which year an entry counts. `faults` looks at a whole entry, and at what day
    it is: what does not fit together, in Chinese. `once`: the fields by which an entry is the same as another, the
    first group of which all are filled, else the last. `personal`: it names people who are no staff.
    """

    name: str
    word: str
    about: str
    on: str
    fields: tuple[Field, ...]
    faults: Callable[[Values, date], list[str]]
    once: tuple[tuple[str, ...], ...]
    personal: bool = False

    @property
    def words(self) -> Mapping[str, str]:
        """Each field's name with the word staff know it by."""
        return {one.name: one.word for one in self.fields}

    def once_by(self, values: Values) -> tuple[str, ...]:
        """The fields by which an entry that says this is the same as another."""
        filled = (names for names in self.once if all(values[name] for name in names))
        return next(filled, self.once[-1])

    def likeness(self, values: Values) -> str:
        """The same for two entries that are the same."""
        return "|".join(f"{name}={values[name]}" for name in self.once_by(values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a register as it stands. `number` is for life: `documents-2026-0007`. A voided one counts nowhere.

    `values` has every field of the register.
    """

    register: str
    number: str
    values: Values = field(repr=False)
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One line of an entry's history: the fields that changed, as they were and as they are (JSON values).

    `by` is "" for somebody who is no staff; `reason` why something was put right.
    """

    number: str
    at: datetime
    by: str
    act: str
    before: Mapping[str, Any] = field(repr=False)
    after: Mapping[str, Any] = field(repr=False)
    reason: str = ""
