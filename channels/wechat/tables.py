"""Tables on a phone: up to four columns stay a table; wider ones become a card per row, each value with its heading.

Those of nothing but figures are said shorter: see figures.py.
"""

from collections.abc import Callable, Iterator
from html import escape

from bs4 import Tag

from channels.wechat.figures import Figures, write
from channels.wechat.grid import Cell, Grid, across, headings

MOST_COLUMNS = 4
# Above so many cells the styles of every cell would eat up the 20,000 characters: WeChat's own borders then do.
MOST_STYLED = 60
TABLE = "width:100%;border-collapse:collapse;font-size:14px;line-height:1.6;text-indent:0;text-align:left;margin:.8em 0"
CELL = "border:1px solid #ccc;padding:5px 6px;word-break:break-word"
HEADING = f"{CELL};background:#f5f2ef"
CARDS = "font-size:14px;line-height:1.7;text-indent:0;text-align:left;margin:.8em 0"
CARD = "border:1px solid #ddd;border-left:3px solid #a3221d;padding:6px 10px;margin:0 0 8px"
GROUP = "background:#f5f2ef;padding:4px 10px;margin:0 0 8px"
LABEL = "color:#666"

Line = Callable[[Tag], str]
"""Writes the inside of a cell: as one line, or as blocks."""


def write_table(grid: Grid, written: list[list[Cell]], line: Line, blocks: Line) -> str:
    """The table as WeChat should show it; empty for an empty one."""
    cells = [cell for row in written for cell in row if cell.words or cell.tag.find("img")]
    width = len({cell.column for cell in cells})
    if width <= 1:
        # A frame round ordinary text, as Word and page-by-page conversions make them.
        return "".join(blocks(cell.tag) for cell in cells)
    if len({cell.column for row in grid for cell in row if cell is not None}) <= MOST_COLUMNS:
        return _table(grid, written, line)
    if figures := Figures.read(grid):
        return f'<section style="{CARDS}">{"".join(write(figures, CARD, GROUP))}</section>'
    return _cards(grid, line)


def _table(grid: Grid, written: list[list[Cell]], line: Line) -> str:
    styled = sum(len(cells) for cells in written) <= MOST_STYLED
    depth = headings(grid)[0]
    rows = []
    for number, cells in enumerate(written):
        inner = "".join(_cell(cell, line, styled=styled, heading=number < depth) for cell in cells)
        if inner:
            rows.append(f"<tr>{inner}</tr>")
    attributes = "" if styled else ' border="1" cellpadding="5"'
    return f'<table{attributes} style="{TABLE}"><tbody>{"".join(rows)}</tbody></table>'


def _cell(cell: Cell, line: Line, *, styled: bool, heading: bool) -> str:
    spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    inner = line(cell.tag)
    if heading or cell.is_heading:
        inner = f"<strong>{inner}</strong>" if inner and not inner.startswith("<strong>") else inner
    style = f' style="{HEADING if heading or cell.is_heading else CELL}"' if styled else ""
    return f"<td{spans}{style}>{inner}</td>"


def _cards(grid: Grid, line: Line) -> str:
    parts = []
    start = 0
    while start < len(grid) and (title := across(grid[start])) is not None:
        parts.append(f'<p style="{GROUP}"><strong>{line(title.tag)}</strong></p>')
        start = title.row + title.rows
    body = grid[start:]
    depth, levels = headings(body) if body else (0, [])
    shared, names = _shared(levels)
    if shared:
        parts.append(f'<p style="{GROUP}">{escape(shared, quote=False)}</p>')
    parts += [_row(row, names, line) for row in body[depth:]]
    return f'<section style="{CARDS}">{"".join(parts)}</section>'


def _shared(levels: list[list[str]]) -> tuple[str, list[str]]:
    """A first level that stands over every column but the first is said once, not in every line."""
    firsts = {level[0] for level in levels[1:] if len(level) > 1}
    if len(firsts) == 1 and all(len(level) > 1 for level in levels[1:]):
        return firsts.pop(), ["·".join(level if at == 0 else level[1:]) for at, level in enumerate(levels)]
    return "", ["·".join(level) for level in levels]


def _row(row: list[Cell | None], names: list[str], line: Line) -> str:
    group = across(row)
    if group is not None:
        return _group(group, line)
    return _card(row, names, line) if names else _joined(row, line)


def _group(cell: Cell, line: Line) -> str:
    style = GROUP if len(cell.words) <= 40 else CARD
    inner = line(cell.tag)
    return f'<p style="{style}">{f"<strong>{inner}</strong>" if style == GROUP else inner}</p>'


def _card(row: list[Cell | None], names: list[str], line: Line) -> str:
    """The first cell (and its running number) is the card's title, the others are lines “heading：value”."""
    values = list(_values(row, names, line))
    if not values:
        return ""
    title = _title(values)
    lines = [f"<strong>{'　'.join(value for _, value in values[:title])}</strong>"]
    lines += [
        f'<span style="{LABEL}">{escape(name, quote=False)}：</span>{value}' if name else value
        for name, value in values[title:]
    ]
    return f'<section style="{CARD}">{"<br/>".join(lines)}</section>'


def _title(values: list[tuple[str, str]]) -> int:
    """How many values make the title: the first, or number and name."""
    numbered = values[0][0] in {"序号", "编号", "项次", "No."} or values[0][1].rstrip(".、").isdigit()
    return 2 if numbered and len(values) > 1 else 1


def _values(row: list[Cell | None], names: list[str], line: Line) -> Iterator[tuple[str, str]]:
    seen: set[int] = set()
    for column, cell in enumerate(row):
        if cell is None or id(cell.tag) in seen:
            continue
        seen.add(id(cell.tag))
        value = line(cell.tag)
        if value:
            covered = dict.fromkeys(names[column : column + cell.columns])
            yield "／".join(name for name in covered if name), value


def _joined(row: list[Cell | None], line: Line) -> str:
    """A row of a table without headings (a form, a layout): its cells in one line, nothing named wrongly."""
    cells = {id(cell.tag): cell for cell in row if cell is not None}
    values = [value for cell in cells.values() if (value := line(cell.tag))]
    return f'<p style="{CARD}">{" ｜ ".join(values)}</p>' if values else ""
