"""A register (登记簿): what its entries say, and how each field is read. The registers themselves: `kinds/`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Value = str | int | Decimal | date | bool | None


@dataclass(frozen=True, slots=True)
class Field:
    """`read` turns what people write into a value, or raises ValueError with what is wrong, in Chinese."""

    name: str
    word: str
    read: Callable[[str], Value]
    required: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """`name` as in commands (`documents`), `word` as staff know it (规范性文件).

    `on` names the field whose day says in which year an entry counts. `faults` looks at a whole entry: what does not
    fit together, in Chinese. `once` names the fields by which an entry is the same as another.
    """

    name: str
    word: str
    on: str
    fields: tuple[Field, ...]
    faults: Callable[[Mapping[str, Value]], list[str]] | None = None
    once: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a register as it stands. `number` is for life: `documents-2026-0007`. A voided one counts nowhere."""

    register: str
    number: str
    values: Mapping[str, Value] = field(repr=False)
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One line of an entry's history: the fields that changed, as they were and as they are (JSON values)."""

    number: str
    at: datetime
    by: str
    act: str
    before: Mapping[str, Any] = field(repr=False)
    after: Mapping[str, Any] = field(repr=False)
    reason: str = ""
