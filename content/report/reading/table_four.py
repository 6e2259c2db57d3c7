"""Table four: three groups of five results, over one line of numbers; also where it was parted in two tables."""

from collections.abc import Sequence

from content.report.cell import Cell
from content.report.reading.figures import figure
from content.report.reading.found import Found
from content.report.reading.grid import Box, Grid, Row, below, distinct
from content.report.reading.likeness import bare, nearest

LIKE_RESULT = 0.7
LEAST = 4
"""So many headings of results make a heading line."""


def read(grids: Sequence[Grid], found: Found) -> None:
    for grid in grids:
        for at, row in enumerate(grid):
            if _is_heading(row, found):
                values = next((line for line in grid[at + 1 :] if _has_numbers(line)), None)
                if values is not None:
                    _read(grid[: at + 1], values, found)
                break
    found.tell_missing("table4", {group.label: group.label for group in found.form.table4.groups})


def _is_heading(row: Row, found: Found) -> bool:
    results = found.form.table4.results
    return sum(bare(box.text) in results for box in distinct(row)) >= LEAST - 1 and not _has_numbers(row)


def _has_numbers(row: Row) -> bool:
    values = [figure(box.text) for box in distinct(row)]
    return len(values) > LEAST and sum(one.read and one.value is not None for one in values) > 0


def _read(heading: Sequence[Row], values: Row, found: Found) -> None:
    """Each heading of a result, its group above it, and the value below it."""
    places = _places(heading, found)
    boxes = distinct(values)
    if len(boxes) > len(places):
        boxes = below(values, boxes, heading[-1], list(places))
    boxes = [box for box in boxes if not any(box in row for row in heading)]
    if len(boxes) != len(places) or len(set(places.values())) != len(places):
        found.remark("unread", "表四的数和表头对不上，没有读")
        return
    for (group, result), box in zip(places.values(), boxes, strict=True):
        found.put(Cell("table4", group, result), box.text)


def _places(heading: Sequence[Row], found: Found) -> dict[int, tuple[str, str]]:
    """Grid column to (group, result). Groups that cannot be told from what is above are taken in the form's order."""
    last, table = heading[-1], found.form.table4
    boxes = [box for box in distinct(last) if nearest(box.text, table.columns, LIKE_RESULT)[0]]
    places: dict[int, tuple[str, str]] = {}
    groups = [group.label for group in table.groups]
    for number, box in enumerate(boxes):
        column = last.index(box)
        result = nearest(box.text, table.columns, LIKE_RESULT)[0]
        found.label("table4", box.text, result)
        above = [row[column] for row in heading[:-1] if column < len(row)]
        by_order = groups[number // len(table.columns)] if len(boxes) == len(groups) * len(table.columns) else ""
        places[column] = (by_order or _group(above, found), result)
    _tell_groups(heading[:-1], found)
    return places


def _group(above: Sequence[Box | None], found: Found) -> str:
    named = [nearest(box.text, [group.label for group in found.form.table4.groups])[0] for box in above if box]
    return next((name for name in reversed(named) if name), "")


def _tell_groups(rows: Sequence[Row], found: Found) -> None:
    labels = {group.label for group in found.form.table4.groups} | {group.under for group in found.form.table4.groups}
    for box in (box for row in rows for box in distinct(row)):
        if best := nearest(box.text, labels - {""})[0]:
            found.label("table4", box.text, best)
