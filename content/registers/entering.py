"""An entry as somebody writes it down, in single fields or as a row of a table: every fault told at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any
from unicodedata import normalize

from content.cells import heading, unguarded
from content.headed import HeadedRow, RowFault, headed
from content.lined import Fault, Lined, no_fields
from content.registers.register import Field, Register, Value, Values
from content.sheets import Unreadable

NUMBER = "编号"
"""Heads the column of an export that an import has no use for: whatever is entered gets a number of its own."""


@dataclass(frozen=True, slots=True)
class Written:
    """`values` None where anything is wrong. `told`: what was taken otherwise than it was written."""

    values: Values | None = field(repr=False)
    faults: tuple[Fault, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A table as it was read: the good rows with their lines, and everything wrong with the others.

    `bad`: what stands in the cells of those others, by their lines and the words of the fields. `ignored`: the headings
    of columns that were not used.
    """

    rows: tuple[tuple[int, Values], ...] = field(default=(), repr=False)
    faults: tuple[RowFault, ...] = ()
    told: tuple[RowFault, ...] = ()
    bad: Mapping[int, Mapping[str, str]] = field(default_factory=dict, repr=False)
    ignored: tuple[str, ...] = ()


def field_named(register: Register, word: str) -> Field | None:
    """By its name, or the word staff know it by."""
    asked = _plain(word)
    return next((one for one in register.fields if asked in (_plain(one.name), _plain(one.word))), None)


def name_of(register: Register, word: str) -> str:
    """The field's name; "" for a stranger."""
    field = field_named(register, word)
    return field.name if field else ""


def entered(register: Register, given: Mapping[str, Any], today: date, before: Values | None = None) -> Written:
    """What an entry says, by any names of its fields; over what it said `before`, where that is given."""
    values = dict(before or {one.name: one.empty for one in register.fields})
    faults: list[Fault] = []
    told: list[str] = []
    seen: set[str] = set()
    for key, written in given.items():
        field = field_named(register, key)
        if field is None:
            faults.append(Fault(0, key, _stranger(register, key)))
        elif field.name in seen:
            faults.append(Fault(0, key, f"写了两次（{field.word}、{field.name} 是一项）"))
        else:
            try:
                values[field.name] = _value(field, written)
                told += [field.told(written)] if field.told and written else []
            except ValueError as error:
                faults.append(Fault(0, key, str(error)))
        seen.add(field.name if field else "")
    wrong = {name_of(register, fault.key) for fault in faults}
    faults += [_missing(one) for one in register.fields if _is_missing(one, values) and one.name not in wrong]
    if not faults:
        faults = [Fault(0, "", says) for says in register.faults(values, today)]
    return Written(None if faults else values, tuple(faults), tuple(filter(None, told)))


def entered_in(register: Register, lined: Lined, today: date) -> Written:
    """Of a file people write; its faults have their lines."""
    if lined.faults or not isinstance(lined.value, dict):
        return Written(None, lined.faults or (lined.fault((), no_fields(lined.value)),))
    written = entered(register, lined.value, today)
    faults = tuple(Fault(lined.lines.get((one.key,), 0), one.key, one.says) for one in written.faults)
    return Written(written.values, faults, written.told)


def entries_in(register: Register, content: bytes, today: date) -> Listed:
    """The rows of a CSV or XLSX file, headed by the words or the names of the fields, in any order."""
    words = {one.word: tuple({heading(name) for name in _forms(one)}) for one in register.fields}
    required = [one.word for one in register.fields if one.required]
    try:
        table = headed(content, words, required)
    except Unreadable as error:
        return Listed(faults=(RowFault(0, error.says),))
    rows: list[tuple[int, Values]] = []
    faults: list[RowFault] = []
    told: list[RowFault] = []
    bad: dict[int, Mapping[str, str]] = {}
    seen: dict[str, int] = {}
    for row in table.rows:
        cells = {word: unguarded(cell) for word, cell in row.cells.items()}
        written = entered(register, cells, today)
        wrong = _wrong(register, row, written, seen)
        faults += wrong
        if wrong:
            bad[row.line] = cells
        elif written.values is not None:
            rows.append((row.line, written.values))
            told += [RowFault(row.line, f"{says}。") for says in written.told]
    ignored = tuple(one for one in table.ignored if heading(one) != NUMBER)
    return Listed(tuple(rows), tuple(faults), tuple(told), bad, ignored)


def _wrong(register: Register, row: HeadedRow, written: Written, seen: dict[str, int]) -> list[RowFault]:
    """Everything, in whole sentences; `seen`: the lines of the rows above, by their likeness."""
    says = [(f"{one.key}：{one.says}。" if one.key else one.says, one.key) for one in written.faults]
    wrong = [RowFault(row.line, words, column) for words, column in says]
    wrong += [RowFault(row.line, row.fault)] if row.fault else []
    if wrong or written.values is None:
        return wrong
    first = seen.setdefault(register.likeness(written.values), row.line)
    same = f"与第 {first} 行是同一条：{same_in_words(register, written.values)}。"
    return [] if first == row.line else [RowFault(row.line, same)]


def same_in_words(register: Register, values: Values) -> str:
    """The fields by which it is the same as another."""
    return f"{'、'.join(register.words[name] for name in register.once_by(values))}相同"


def _value(field: Field, written: Any) -> Value:
    if isinstance(written, bool):
        written = "是" if written else "否"
    if written is not None and not isinstance(written, str):
        raise ValueError("只能写一段文字")
    return field.read(written) if written and written.strip() else field.empty


def _is_missing(field: Field, values: Values) -> bool:
    return field.required and values[field.name] in (None, "")


def _missing(field: Field) -> Fault:
    choices = f"，可写：{'、'.join(field.choices)}" if field.choices else ""
    return Fault(0, field.word, f"没有写{choices}")


def _stranger(register: Register, key: str) -> str:
    words: Sequence[str] = [name for one in register.fields for name in (one.word, one.name)]
    near = [word for word in words if key and key in word] or get_close_matches(key, words, n=1)
    known = "、".join(one.word for one in register.fields)
    return f"没有这一项，{f'是不是“{near[0]}”' if near else '可写的有：' + known}"


def _forms(field: Field) -> tuple[str, ...]:
    return field.word, normalize("NFKC", field.word), field.name


def _plain(word: str) -> str:
    return heading(normalize("NFKC", word))
