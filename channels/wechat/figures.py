"""A wide table of nothing but figures under marked headings (an annual report's) on a phone: what is not 0 is said.

Rows and columns of such a table are mostly 0; a line for each figure would be screens of zeros, and the platform's
20,000 characters would be used up. Nothing is lost: the others are said to be 0. A blank is no 0.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import takewhile

from channels.wechat.grid import Cell, Grid

NUMBER = re.compile(r"[-+−]?\d[\d,，]*(\.\d+)?[^\d\s]{0,4}")
NOTHING = re.compile(r"0+(\.0+)?")
ZEROS, OTHER_ZEROS, BLANK = "各项均为 0", "其余各项均为 0", "未填"


@dataclass(frozen=True, slots=True)
class Figures:
    """`names` of all columns, `remarks` among the headings, and `rows` of figures with the labels before them."""

    names: tuple[str, ...]
    remarks: tuple[str, ...]
    rows: tuple[list[Cell], ...]

    @classmethod
    def read(cls, grid: Grid) -> "Figures | None":
        """None where it is another kind of table: with text in its cells, or without marked headings."""
        rows = [list(dict.fromkeys(cell for cell in row if cell is not None)) for row in grid]
        depth = len(list(takewhile(_is_above, rows)))
        if not 0 < depth < len(rows) or not all(map(_is_figures, rows[depth:])):
            return None
        levels = [_levels(grid, depth, column) for column in range(len(grid[0]))]
        named = [level for level in levels if level]
        # What stands over all of them (申请人情况) tells none from another.
        shared = 1 if len(named) > 1 and all(len(level) > 1 and level[0] == named[0][0] for level in named) else 0
        above = dict.fromkeys(cell for row in rows[:depth] for cell in row if not cell.is_heading and cell.words)
        return cls(
            tuple("·".join(level[shared:]) for level in levels),
            tuple(cell.words for cell in above),
            tuple(rows[depth:]),
        )

    def groups(self, row: Sequence[Cell], number: int) -> list[str]:
        """Labels of several rows that begin here: row `number` of the table."""
        return [cell.words for cell in row if cell.is_heading and cell.rows > 1 and cell.row == number]

    def title(self, row: Sequence[Cell]) -> str:
        return "　".join(cell.words for cell in row if cell.is_heading and cell.rows == 1)

    def says(self, row: Sequence[Cell]) -> str:
        figures = [cell for cell in row if not cell.is_heading]
        blank = not all(cell.words for cell in figures)
        shown = [cell for cell in figures if cell.words and (blank or not NOTHING.fullmatch(cell.words))]
        words = [f"{self.names[cell.column]} {cell.words}" for cell in shown]
        if blank:
            return "，".join(words) or BLANK
        if not words:
            return ZEROS
        return "，".join(words + [OTHER_ZEROS] * (len(shown) < len(figures)))


def write(figures: Figures, card: str, group: str) -> Iterator[str]:
    """`card` and `group`: the styles of a row, and of what stands over several."""
    yield from (f'<p style="{group}">{_said(remark)}</p>' for remark in figures.remarks)
    for row in figures.rows:
        number = max(cell.row for cell in row)
        yield from (f'<p style="{group}"><strong>{_said(words)}</strong></p>' for words in figures.groups(row, number))
        title = figures.title(row)
        named = f"<strong>{_said(title)}</strong><br/>" if title else ""
        yield f'<section style="{card}">{named}{_said(figures.says(row))}</section>'


def _is_above(row: Sequence[Cell]) -> bool:
    """Headings, and remarks among them."""
    headings = [cell for cell in row if cell.is_heading]
    return bool(headings) and not any(NUMBER.fullmatch(cell.words) for cell in row) and row[-1].is_heading


def _is_figures(row: Sequence[Cell]) -> bool:
    figures = [cell for cell in row if not cell.is_heading]
    return bool(figures) and all(not cell.words or NUMBER.fullmatch(cell.words) for cell in figures)


def _levels(grid: Grid, depth: int, column: int) -> list[str]:
    above = (grid[row][column] for row in range(depth))
    return list(dict.fromkeys(cell.words for cell in above if cell is not None and cell.is_heading))


def _said(words: str) -> str:
    return escape(words, quote=False)
