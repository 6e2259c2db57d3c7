"""Reports as JSON: our own, and the same shape as others write it, with words in cells and units beside them."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from content.counts import Counts
from content.report.cell import Cell
from content.report.format import COLUMNS, Format, format_named
from content.report.reading.figures import UNIT
from content.report.reading.found import Found
from content.report.reading.likeness import bare, nearest
from content.report.record import counts_of, label_four, table_four

YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:\.0)?年?度?")
UNIT_KEY = "金额单位"
MOST_DIGITS = 100
"""1e999999999 is one number and a thousand million digits."""


def number(written: str) -> Decimal | str:
    """Of JSON, to the last place; one with more than MOST_DIGITS stays words, which read as no number."""
    value = Decimal(written)
    return value if abs(value.adjusted()) <= MOST_DIGITS else written


def is_report(record: Any) -> bool:
    return isinstance(record, Mapping) and any(name in record for name in ("table2", "table3", "table4"))


def form_of(record: Mapping[str, Any]) -> Format | None:
    """The format it names, if its rows are of that; None: told by its labels."""
    try:
        form = format_named(str(record.get("format")))
    except KeyError:
        return None
    keys = {line.key for line in form.table3.rows}
    return form if all(str(row.get("key")) in keys for row in _rows(record)) else None


def year_of(record: Mapping[str, Any]) -> int:
    """0 for none."""
    match = YEAR.fullmatch(str(record.get("year")).strip())
    return int(match[1]) if match else 0


def words(record: Mapping[str, Any], name: str) -> dict[str, str]:
    """What is written under this name by section or table; what else others keep there is not ours."""
    written = record.get(name)
    by = written if isinstance(written, Mapping) else {}
    return {key: text for key, text in by.items() if isinstance(text, str)}


def listed(record: Mapping[str, Any], name: str) -> list[Any]:
    """A single text is a list of one."""
    written = record.get(name)
    return written if isinstance(written, list) else [written] if isinstance(written, str) else []


def counts(record: Mapping[str, Any]) -> Counts | None:
    """Those of our own record; others may mean something else by it."""
    try:
        return counts_of(record["counts"]) if record.get("counts") else None
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def labels(record: Mapping[str, Any]) -> Iterator[str]:
    for rows in _mappings(record.get("table2")):
        for label, columns in rows.items():
            yield label
            yield from columns if isinstance(columns, Mapping) else ()
    for row in _rows(record):
        yield str(row.get("label", ""))


def read(record: Mapping[str, Any], found: Found, unit: str) -> None:
    """What has no place in the format is told. `unit`: of money where none is written beside it."""
    for rows in _mappings(record.get("table2")):
        match = UNIT.match(str(rows.get(UNIT_KEY) or ""))
        for label, columns in rows.items():
            if isinstance(columns, Mapping):
                _table_two(label, columns, match["unit"] if match else unit, found)
    _table_three(record, found)
    _table_four(record, found)
    found.tell_missing("table2", {row.label: row.label for block in found.form.table2 for row in block.rows})
    found.tell_missing("table3", {line.key: line.texts[-1].text for line in found.form.table3.rows})


def _table_two(label: str, columns: Mapping[str, Any], unit: str, found: Found) -> None:
    places = {row.label: block for block in found.form.table2 for row in block.rows}
    row = nearest(label, places)[0]
    if not row:
        found.remark("unread", f"表二没有“{label}”这一行，没有读")
        return
    found.label("table2", label, row)
    for written, value in columns.items():
        column = nearest(written, [one.label for one in places[row].columns])[0]
        if column:
            found.label("table2", written, column)
            found.put(Cell("table2", row, column), _written(value), unit)
        else:
            found.remark("unread", f"表二“{row}”这一行没有“{written}”这一列，没有读")


def _table_four(record: Mapping[str, Any], found: Found) -> None:
    fifteen, cells = record.get("table4"), table_four(found.form)
    labels = [bare(str(label)) for label in listed(record, "table4_labels")] or [
        bare(label_four(cell, found.form)) for cell in cells
    ]
    by_label = {bare(label_four(cell, found.form)): cell for cell in cells}
    if isinstance(fifteen, list) and len(fifteen) == len(cells) and sorted(labels) == sorted(by_label):
        for label, value in zip(labels, fifteen, strict=True):
            found.put(by_label[label], _written(value))
    elif fifteen is not None:
        found.remark("unread", f"表四应有{len(cells)}个数，没有读")


def _table_three(record: Mapping[str, Any], found: Found) -> None:
    table = record.get("table3")
    named = (table.get("columns") if isinstance(table, Mapping) else None) or COLUMNS
    columns = [nearest(str(column), COLUMNS)[0] for column in named]
    keys = {line.key for line in found.form.table3.rows}
    for row in _rows(record):
        key, values = row.get("key"), row.get("values")
        if isinstance(values, Mapping):
            values = [values.get(column) for column in named] if set(values) <= set(named) else None
        if str(key) not in keys or not isinstance(values, list) or len(values) != len(columns) or not all(columns):
            found.remark("unread", f"表三“{row.get('label') or key}”这一行对不上格式，没有读")
            continue
        for column, value in zip(columns, values, strict=True):
            found.put(Cell("table3", str(key), column), _written(value))


def _mappings(table: Any) -> Iterator[Mapping[str, Any]]:
    """The blocks of table two; one whose rows stand outside any block is one block."""
    if isinstance(table, Mapping):
        for value in table.values():
            if isinstance(value, Mapping):
                yield value if any(isinstance(one, Mapping) for one in value.values()) else table
                if not any(isinstance(one, Mapping) for one in value.values()):
                    return


def _rows(record: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    table = record.get("table3")
    rows = table.get("rows") if isinstance(table, Mapping) else None
    if isinstance(rows, Mapping):
        rows = [{"key": key, "values": values} for key, values in rows.items()]
    yield from (row for row in (rows if isinstance(rows, list) else ()) if isinstance(row, Mapping))


def _written(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
