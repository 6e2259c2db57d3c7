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
                if (values := _values(grid[at + 1 :])) is not None:
                    _read(grid[: at + 1], values, found)
                break
    found.tell_missing("table4", {group.label: group.label for group in found.form.table4.groups})


def _values(rows: Sequence[Row]) -> Row | None:
    """The line of numbers; where there are none, the first that could be, left blank."""
    lines = [row for row in rows if len(distinct(row)) > LEAST]
    return next((row for row in lines if _has_numbers(row)), lines[0] if lines else None)


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
    """Grid column to (group, result). The groups are those above, or the form's where what is above does not tell."""
    last, table = heading[-1], found.form.table4
    boxes = [box for box in distinct(last) if nearest(box.text, table.columns, LIKE_RESULT)[0]]
    columns = [last.index(box) for box in boxes]
    results = [nearest(box.text, table.columns, LIKE_RESULT)[0] for box in boxes]
    for box, result in zip(boxes, results, strict=True):
        found.label("table4", box.text, result)
    groups = _groups([[row[column] for row in heading[:-1] if column < len(row)] for column in columns], found)
    in_order = [group.label for group in table.groups for _ in table.columns]
    if len(boxes) == len(in_order) and ("" in groups or len(set(zip(groups, results, strict=True))) < len(boxes)):
        groups = in_order if list(dict.fromkeys(filter(None, groups))) == _official(groups, in_order) else []
    _tell_groups(heading[:-1], found)
    return dict(zip(columns, zip(groups, results, strict=True), strict=True)) if groups else {}


def _official(groups: Sequence[str], in_order: Sequence[str]) -> list[str]:
    """Those that are named, in the form's order."""
    return [label for label in dict.fromkeys(in_order) if label in groups]


def _groups(above: Sequence[Sequence[Box | None]], found: Found) -> list[str]:
    """Of each column; where cells are not merged, the group stands over the first of its columns only."""
    groups: list[str] = []
    for boxes in above:
        groups.append(_group(boxes, found) or (groups[-1] if groups else ""))
    return groups


def _group(above: Sequence[Box | None], found: Found) -> str:
    labels = [group.label for group in found.form.table4.groups]
    texts = [box.text for box in above if box]
    named = [nearest(text, labels)[0] or _within(text, labels) for text in texts]
    return next((name for name in reversed(named) if name), "")


def _within(text: str, labels: Sequence[str]) -> str:
    """行政诉讼（复议后起诉）."""
    return next((label for label in labels if label in bare(text)), "")


def _tell_groups(rows: Sequence[Row], found: Found) -> None:
    labels = {group.label for group in found.form.table4.groups} | {group.under for group in found.form.table4.groups}
    for box in (box for row in rows for box in distinct(row)):
        if best := nearest(box.text, labels - {""})[0]:
            found.label("table4", box.text, best)
