"""A table somebody made, with a heading: which column is which, and its rows by the columns' names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from content.cells import heading, without_heading
from content.sheets import Row, Unreadable, rows_of

HEADING_WITHIN = 15
Words = Mapping[str, Sequence[str]]
"""What a column is, by the words above it as `heading` leaves them."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """`line` is the row's in the file, 0 for the file as a whole; `column` its cell's, "" for the row as a whole."""

    line: int
    says: str
    column: str = ""

    def __str__(self) -> str:
        return f"第 {self.line} 行：{self.says}" if self.line else self.says


@dataclass(frozen=True, slots=True)
class HeadedRow:
    """`cells` by the column's name, "" where nothing stands. `fault`: what stands where no column is named."""

    line: int
    cells: Mapping[str, str] = field(repr=False)
    fault: str


@dataclass(frozen=True, slots=True)
class Headed:
    """`rows` are to be gone through once: of a big table they would fill the memory side by side.

    `ignored`: the headings of columns that are none of those asked for.
    """

    rows: Iterator[HeadedRow]
    ignored: tuple[str, ...]


def headed(content: bytes, words: Words, required: Sequence[str]) -> Headed:
    """A CSV or XLSX file whose first row is the heading. Raises Unreadable, in Chinese."""
    rows = rows_of(content)
    top, *body = rows or [(1, [])]
    places = _places(rows, top, words, required=required)
    if not body:
        raise Unreadable("表头下面没有内容。")
    read = (HeadedRow(line, _cells(cells, places), without_heading(top[1], cells)) for line, cells in body)
    return Headed(read, tuple(cell for place, cell in enumerate(top[1]) if cell and place not in places.values()))


def _cells(cells: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
    return {name: cells[place] if place < len(cells) else "" for name, place in places.items()}


def _places(rows: Sequence[Row], top: Row, words: Words, *, required: Sequence[str]) -> dict[str, int]:
    """Which column is where. Raises Unreadable where the first row is no heading, or not a full one."""
    places = _headings(top[1], words)
    missing = [name for name in required if name not in places]
    if not missing:
        return places
    for line, cells in rows[1:HEADING_WITHIN]:
        if all(name in _headings(cells, words) for name in required):
            shown = "".join(top[1])[:20]
            raise Unreadable(f"表头在第 {line} 行，它上面还有“{shown}”等内容：请删去表头上面的行，再导入。")
    there = "、".join(filter(None, top[1])) or "空的"
    raise Unreadable(
        f"第 {top[0]} 行应是表头，要有这些列：{'、'.join(required)}；缺{'、'.join(missing)}，现在是：{there}。"
    )


def _headings(cells: Sequence[str], words: Words) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = next((name for name, known in words.items() if heading(cell) in known), None)
        if name is not None and name in found:
            raise Unreadable(f"有两列都是“{name}”（第 {found[name] + 1} 列和第 {place + 1} 列）：请只留一列。")
        if name is not None:
            found[name] = place
    return found
