"""A table as a grid: merged cells spread out, headings told from rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import Tag

# A heading is a few words; longer first rows are text that merely stands first.
LONGEST_HEADING = 30
WIDEST_SPAN = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the source: where its top left corner is, what it spans, whether it is marked as a heading."""

    tag: Tag
    row: int
    column: int
    rows: int
    columns: int

    @property
    def words(self) -> str:
        return " ".join(self.tag.get_text().split())

    @property
    def is_heading(self) -> bool:
        return self.tag.name == "th"


Grid = list[list[Cell | None]]
"""Every place of the table names the cell that covers it; None where the source left a hole."""


def read(table: Tag) -> tuple[Grid, list[list[Cell]]]:
    """The grid, and the cells as they stand in each row of the source. Rows of nested tables are not ours."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    taken: dict[tuple[int, int], Cell] = {}
    written: list[list[Cell]] = []
    for number, row in enumerate(rows):
        written.append(list(_place(row, number, len(rows), taken)))
    width = max((column for _, column in taken), default=-1) + 1
    grid: Grid = [[taken.get((number, column)) for column in range(width)] for number in range(len(rows))]
    return grid, written


def _place(row: Tag, number: int, height: int, taken: dict[tuple[int, int], Cell]) -> Iterator[Cell]:
    column = 0
    for tag in row.find_all(("td", "th"), recursive=False):
        while (number, column) in taken:
            column += 1
        rows = min(_span(tag, "rowspan") or height, height - number)
        cell = Cell(tag, number, column, rows, min(_span(tag, "colspan") or 1, WIDEST_SPAN))
        for down in range(cell.rows):
            for right in range(cell.columns):
                taken.setdefault((number + down, column + right), cell)
        column += cell.columns
        yield cell


def _span(tag: Tag, name: str) -> int:
    text = str(tag.get(name, "1")).strip()
    return int(text) if text.isdigit() else 1


def across(row: list[Cell | None]) -> Cell | None:
    """The one cell that fills a whole row (a title or the name of a group of rows), if one does."""
    cells = {id(cell): cell for cell in row if cell is not None and cell.words}
    if len(cells) != 1 or len(row) < 2:
        return None
    cell = next(iter(cells.values()))
    return cell if cell is not None and (cell.columns == len(row) or cell.columns > len(row) // 2) else None


def headings(grid: Grid) -> tuple[int, list[list[str]]]:
    """How many rows at the top are headings, and the name of each column, level by level.

    (0, []) when the first row does not look like headings: then nothing is named wrongly.
    """
    depth = _depth(grid)
    if depth == 0:
        return 0, []
    names = []
    for column in range(len(grid[0])):
        levels = [cell.words for cell in (grid[row][column] for row in range(depth)) if cell is not None]
        names.append(list(dict.fromkeys(level for level in levels if level)))
    return depth, names


def _depth(grid: Grid) -> int:
    first = grid[0]
    if not all(_can_be_heading(cell) for cell in first) or len({id(cell) for cell in first}) < 2:
        return 0
    marked = 0
    while marked < len(grid) and all(cell is not None and cell.is_heading for cell in grid[marked]):
        marked += 1
    cells = [cell for cell in first if cell is not None]
    covered = max(cell.row + cell.rows for cell in cells) - min(cell.row for cell in cells)
    # Headings of two levels: some of the first row reach down, others span several columns.
    spans = any(cell.columns > 1 for cell in cells)
    if spans and covered == 1 and len(grid) > 2 and _names_columns(first, grid[1]):
        covered = 2
    depth = max(marked, covered) if spans or marked else 1
    return depth if depth < len(grid) and depth <= 3 else 0


def _names_columns(first: list[Cell | None], second: list[Cell | None]) -> bool:
    """Whether the second row gives each column under a spanning heading a name of its own."""
    under = [below for above, below in zip(first, second, strict=True) if above is not None and above.columns > 1]
    words = [cell.words for cell in under if cell is not None]
    named = len(words) == len(under) == len(set(words))
    return named and all(word and len(word) <= LONGEST_HEADING and not word[0].isdigit() for word in words)


def _can_be_heading(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.words) and len(cell.words) <= LONGEST_HEADING
