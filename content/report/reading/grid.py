"""A table as a grid of boxes: a merged cell is one box at every place it covers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

MOST_ROWS = 2000
MOST_COLUMNS = 80
"""Of a report's table; what is larger is some other file."""


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """One cell as it was written; two with the same words are two."""

    text: str


Row = list[Box | None]
Grid = list[Row]


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell of a file, over so many rows and columns."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Paper:
    """What a file holds: its lines of text outside the tables, in order, and its tables."""

    lines: list[str] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)


def spread(rows: Iterable[Sequence[Spanned]]) -> Grid:
    """Every cell at the places it covers; rows and columns past what a report has are left out."""
    grid: Grid = []
    for at, cells in zip(range(MOST_ROWS), rows, strict=False):
        _reach(grid, at)
        column = 0
        for cell in cells:
            while column < len(grid[at]) and grid[at][column] is not None:
                column += 1
            _put(grid, (at, column), cell)
    return grid


def distinct(row: Row) -> list[Box]:
    """The boxes of a row from left to right, each once."""
    return list(dict.fromkeys(box for box in row if box is not None))


def below(row: Row, values: list[Box], heading: Row, columns: list[int]) -> list[Box]:
    """Of a row's values those that stand below the heading's columns; none where it cannot be told.

    What stands beside them must be blank, or below a heading of its own: a row with a cell too many is out of place.
    """
    at = [row[column] for column in columns if column < len(row)]
    found = [box for box in dict.fromkeys(at) if box is not None and box in values]
    headings = [heading[column] for column in columns]
    for box in values:
        place = row.index(box)
        if box not in found and box.text.strip() and (place >= len(heading) or heading[place] in headings):
            return []
    return found if len(found) == len(columns) else []


def _put(grid: Grid, place: tuple[int, int], cell: Spanned) -> None:
    box, (at, column) = Box(cell.text), place
    for row in range(at, min(at + max(cell.rows, 1), MOST_ROWS)):
        _reach(grid, row)
        end = min(column + max(cell.columns, 1), MOST_COLUMNS)
        grid[row] += [None] * (end - len(grid[row]))
        for one in range(column, end):
            grid[row][one] = grid[row][one] or box


def _reach(grid: Grid, row: int) -> None:
    while len(grid) <= row:
        grid.append([])
