"""Table three: found by the labels of its rows, also where it goes on in another table or a label is garbled."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from content.report.cell import Cell
from content.report.format import COLUMNS, ORGANISATIONS, PERSON, TOTAL, Line, format_named
from content.report.reading.figures import figure
from content.report.reading.found import Found
from content.report.reading.grid import Box, Grid, Row, below, distinct
from content.report.reading.likeness import bare, likeness, nearest

MOST_OF = 3
"""Of the five organisations, so many make a heading."""
LIKE_GROUP = 0.6
SHORT = 3
"""Labels of so few signs (其他, 总计) are also those of columns: they count only where their turn has come."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One line of a table: the row it is of ("" not known), its label as written, and its values (None: not told)."""

    key: str
    label: str
    values: list[str] | None


def read(grids: Sequence[Grid], found: Found) -> None:
    """Fills in what it finds; tells rows that are not there, or that cannot be read."""
    lines: list[_Read] = []
    for grid in grids:
        heading = _heading(grid)
        if heading is not None or lines or _has_rows(grid, found):
            lines += _lines(grid, heading, found, len(lines) and lines[-1].key)
    if lines:
        for line in _placed(lines, found):
            _put(line, found)
        found.tell_missing("table3", {line.key: line.texts[-1].text for line in found.form.table3.rows})


def _is_heading(row: Row) -> bool:
    return len({nearest(box.text, ORGANISATIONS)[0] for box in distinct(row)} - {""}) >= MOST_OF


def _heading(grid: Grid) -> Row | None:
    """With 自然人 and 总计 from the line above, where they stand over a blank instead of a merged cell."""
    at = next((at for at, row in enumerate(grid) if _is_heading(row)), None)
    if at is None:
        return None
    heading = [*grid[at], *[None] * (max(map(len, grid[: at + 1])) - len(grid[at]))]
    for row in grid[:at]:
        for box in distinct(row):
            below_it = heading[row.index(box)]
            if bare(box.text) in (PERSON, TOTAL) and (below_it is None or not below_it.text.strip()):
                heading[row.index(box)] = box
    return heading


def _has_rows(grid: Grid, found: Found) -> bool:
    """Without its headings."""
    labels = {bare(line.texts[-1].text) for line in found.form.table3.rows}
    return sum(any(bare(box.text) in labels for box in distinct(row)) for row in grid) > len(labels) // 2


def _lines(grid: Grid, heading: Row | None, found: Found, last: object) -> Iterator[_Read]:
    keys = [line.key for line in found.form.table3.rows]
    at = keys.index(last) if last in keys else -1
    columns = _columns(heading, found) if heading is not None else {}
    is_told = bool(columns) or heading is None or _is_official(heading)
    above: list[Box] = []
    for row in grid:
        boxes = distinct(row)
        if not boxes or _is_heading(row) or any(bare(box.text) == PERSON for box in boxes):
            above = boxes
            continue
        place, line = _label(boxes, at, found)
        if line is not None:
            at = keys.index(line.key)
            _tell_groups(boxes[:place], found)
            seven = _seven(row, boxes[place], heading or [], columns)
            # A value that began in the row above is of a cell merged by mistake.
            told = seven is not None and is_told and not any(box in above for box in seven)
            yield _Read(line.key, boxes[place].text, [box.text for box in seven or ()] if told else None)
        elif len(boxes) > len(COLUMNS) and _is_nameless([box.text for box in boxes[-8:]]):
            yield _Read("", boxes[-8].text, [box.text for box in boxes[-7:]])
        above = boxes


def _is_nameless(last: Sequence[str]) -> bool:
    """Words that say nothing, and seven numbers after them."""
    return not _is_number(last[0]) and all(map(_is_number, last[1:]))


def _columns(heading: Row, found: Found) -> dict[str, int]:
    """Column to its place; {} where the heading does not tell all seven."""
    boxes = distinct(heading)
    seven = [box for box in boxes if nearest(box.text, COLUMNS)[0]]
    if len(seven) != len(COLUMNS):
        start = next((place for place, box in enumerate(boxes) if bare(box.text) == PERSON), len(boxes))
        seven = boxes[start : start + len(COLUMNS)]
    if len(seven) < len(COLUMNS):
        return {}
    names = [nearest(box.text, COLUMNS)[0] or column for box, column in zip(seven, COLUMNS, strict=True)]
    for box, column in zip(seven, names, strict=True):
        found.label("table3", box.text, column)
    places = {name: heading.index(box) for name, box in zip(names, seven, strict=True)}
    # The official order, unless each heading stands over one column of its own: a merged one may push the others about.
    pushed = tuple(names) != COLUMNS and any(heading.count(box) > 1 for box in seven)
    return places if len(places) == len(COLUMNS) and not pushed else {}


def _is_official(heading: Row) -> bool:
    """As far as the heading tells, its columns are in the form's order."""
    places = [COLUMNS.index(name) for box in distinct(heading) if (name := nearest(box.text, COLUMNS)[0])]
    return places == sorted(places)


def _label(boxes: Sequence[Box], at: int, found: Found) -> tuple[int, Line | None]:
    """The rightmost box that names a row of the form, and the row."""
    lines = found.form.table3.rows
    for place in range(len(boxes) - 1, -1, -1):
        if _is_number(boxes[place].text):
            continue
        likes = [(_like(boxes[place].text, line, found.form.name), number) for number, line in enumerate(lines)]
        best, number = max(likes)
        short = len(bare(boxes[place].text)) < SHORT
        if best and not (short and not at < number <= at + SHORT):
            return place, lines[number]
    return 0, None


@cache
def _full_labels(form: str) -> Mapping[str, str]:
    return format_named(form).table3.labels


def _like(written: str, line: Line, form: str) -> float:
    """Of the row's own label, alone or after what stands above and before it."""
    own = line.texts[-1].text
    full = _full_labels(form)[line.key]
    longer = ("".join(text.text for text in line.texts[-2:]), full, full.replace("本年度办理结果", ""))
    if any(bare(written) == bare(one) for one in longer):
        return 1.0
    if len(bare(own)) > SHORT and bare(written).endswith(bare(own)):
        return 1.0
    return nearest(written, (own,))[1]


def _tell_groups(boxes: Sequence[Box], found: Found) -> None:
    """The labels over several rows: （三）不予公开."""
    groups = [text.text for line in found.form.table3.rows for text in line.texts[:-1]]
    for box in boxes:
        best = max(groups, key=lambda group: likeness(box.text, group))
        if LIKE_GROUP <= likeness(box.text, best) < 1.0:
            found.label("table3", box.text, best)


def _seven(row: Row, label: Box, heading: Row, columns: dict[str, int]) -> list[Box] | None:
    """In the order of COLUMNS; None where there are fewer, or they cannot be told apart."""
    values = [box for box in distinct(row) if row.index(box) > row.index(label)]
    order = sorted(columns, key=lambda column: columns[column]) or list(COLUMNS)
    if len(values) != len(COLUMNS):
        values = below(row, values, heading, [columns[column] for column in order if columns])
    if len(values) != len(COLUMNS):
        return None
    by_column = dict(zip(order, values, strict=True))
    return [by_column[column] for column in COLUMNS]


def _is_number(text: str) -> bool:
    return figure(text).read and not any(letter.isalpha() for letter in text)


def _placed(lines: Sequence[_Read], found: Found) -> Iterator[_Read]:
    """Lines whose label says nothing are those that the form has between their neighbours, if as many are missing."""
    keys = [line.key for line in found.form.table3.rows]
    for number, line in enumerate(lines):
        if line.key:
            yield line
            continue
        before = next((at for at in range(number - 1, -1, -1) if lines[at].key), None)
        after = next((at for at in range(number + 1, len(lines)) if lines[at].key), None)
        start = keys.index(lines[before].key) if before is not None else -1
        end = keys.index(lines[after].key) if after is not None else len(keys)
        gap = (after if after is not None else len(lines)) - (before if before is not None else -1)
        if gap == end - start:
            key = keys[start + number - (before if before is not None else -1)]
            found.label(
                "table3", line.label, next(one.texts[-1].text for one in found.form.table3.rows if one.key == key)
            )
            yield _Read(key, line.label, line.values)
        elif any(figure(value).value for value in line.values or ()):
            found.remark("unread", f"表三“{line.label}”这一行认不出是哪一行，没有读")


def _put(line: _Read, found: Found) -> None:
    row = next(one for one in found.form.table3.rows if one.key == line.key)
    label = row.texts[-1].text
    if _like(line.label, row, found.form.name) < 1.0:
        found.label("table3", line.label, label)
    if line.values is None:
        found.remark("unread", f"表三“{label}”这一行的格数不对，看不出少的是哪一列，没有读")
        return
    for column, value in zip(COLUMNS, line.values, strict=True):
        found.put(Cell("table3", line.key, column), value)
