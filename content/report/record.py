"""A report as JSON holds it: what is frozen, what is handed to programs, and what `report check` reads again."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from content.counts import Counts
from content.report.cell import Cell, Cells, Number, json_number
from content.report.format import COLUMNS, Format, format_named
from content.report.report import Report


def as_record(report: Report) -> dict[str, Any]:
    """`table2`: article → row → column; `table3`: columns, and rows with key, label and seven values; `table4`: fifteen
    numbers in the order of `table4_labels`. Money is a JSON number in 万元; a blank cell is null, which is not 0.

    Raises NoFormat.
    """
    form = report.format
    return {
        "title": report.title,
        "agency": report.office,
        "year": report.year,
        "format": form.name,
        "table2": _table_two(report.cells, form),
        "table3": _table_three(report.cells, form),
        "table4": [json_number(report.cells.get(cell)) for cell in table_four(form)],
        "table4_labels": [label_four(cell, form) for cell in table_four(form)],
        "text": dict(report.text),
        "notes": dict(report.notes),
        "media": list(report.media),
        "basis": report.basis,
        "counts": _of_counts(report.counts) if report.counts else None,
    }


def as_json(report: Report) -> str:
    """The record as it is frozen, to the letter, and as programs read it. Raises NoFormat."""
    return json.dumps(as_record(report), ensure_ascii=False, indent=1) + "\n"


def of_json(written: str) -> Report:
    """What `as_json` made. Raises as `of_record`."""
    return of_record(json.loads(written))


def of_record(record: Mapping[str, Any]) -> Report:
    """What `as_record` made. Raises KeyError, TypeError or ValueError for what is none."""
    form = format_named(record["format"])
    counts = record.get("counts")
    return Report(
        office=record["agency"],
        year=record["year"],
        cells={cell: _read(value, money=cell in money_cells(form)) for cell, value in _values(record, form)},
        text=dict(record.get("text") or {}),
        counts=counts_of(counts) if counts else None,
        media=tuple(record.get("media") or ()),
        basis=str(record.get("basis") or ""),
        notes=dict(record.get("notes") or {}),
    )


def table_four(form: Format) -> list[Cell]:
    """Its fifteen cells from left to right."""
    return [cell for cell in form.cells() if cell.table == "table4"]


def money_cells(form: Format) -> frozenset[Cell]:
    """Those that hold an amount, not a number of things."""
    return frozenset(
        Cell("table2", row.label, column.label)
        for block in form.table2
        for row in block.rows
        for column in block.columns
        if column.money
    )


def _table_two(cells: Cells, form: Format) -> dict[str, Any]:
    return {
        block.article: {
            row.label: {
                column.label: json_number(cells.get(Cell("table2", row.label, column.label)))
                for column in block.columns
            }
            for row in block.rows
        }
        for block in form.table2
    }


def _table_three(cells: Cells, form: Format) -> dict[str, Any]:
    rows = [
        {
            "key": line.key,
            "label": form.table3.labels[line.key],
            "values": [json_number(cells.get(Cell("table3", line.key, column))) for column in COLUMNS],
        }
        for line in form.table3.rows
    ]
    return {"columns": list(COLUMNS), "rows": rows}


def label_four(cell: Cell, form: Format) -> str:
    under = next(group.under for group in form.table4.groups if group.label == cell.row)
    return "-".join(part for part in (under, cell.row, cell.column) if part)


def _values(record: Mapping[str, Any], form: Format) -> Iterator[tuple[Cell, Any]]:
    for rows in record["table2"].values():
        for row, columns in rows.items():
            yield from ((Cell("table2", row, column), value) for column, value in columns.items())
    columns = record["table3"]["columns"]
    for row in record["table3"]["rows"]:
        values = zip(columns, row["values"], strict=True)
        yield from ((Cell("table3", row["key"], column), value) for column, value in values)
    yield from zip(table_four(form), record["table4"], strict=True)


def _read(value: float | Decimal | None, *, money: bool) -> Number:
    return Decimal(str(value)) if value is not None and money else value  # type: ignore[return-value]  # whole otherwise


def _of_counts(counts: Counts) -> dict[str, Any]:
    return {
        "year": counts.year,
        "media": dict(counts.media),
        "apart": dict(counts.apart),
        "months": {str(month): dict(figures) for month, figures in counts.months.items()},
        "columns": {column: dict(figures) for column, figures in counts.columns.items()},
        "units": {unit: dict(figures) for unit, figures in counts.units.items()},
        "distinct": counts.distinct,
    }


def counts_of(record: Mapping[str, Any]) -> Counts:
    return Counts(**{**record, "months": {int(month): figures for month, figures in record["months"].items()}})
