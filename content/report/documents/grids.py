"""The tables as HTML: the page's with ids, for screen readers to say every heading of a figure; an item's without."""

from collections.abc import Callable, Iterator
from html import escape

from content.report.cell import Cell, Cells
from content.report.documents.layout import Layout, Place

Link = Callable[[Cell], str]
"""The address where a figure opens into its rows."""


def full(layout: Layout, cells: Cells, link: Link | None = None) -> str:
    """With a caption, and `headers` in every figure."""
    rows = "\n".join(f"<tr>{''.join(_full(layout, place, cells, link) for place in row)}</tr>" for row in layout.rows)
    columns = "".join(f'<col class="c{number}">' for number in range(layout.width))
    caption = f"<caption>{escape(layout.caption)}</caption>"
    above = layout.headings
    head = "" if not above else f"<thead>\n{_first(rows, above)}\n</thead>\n"
    body = f"<tbody>\n{_rest(rows, above)}\n</tbody>"
    return f'<table class="{layout.table}">\n{caption}\n<colgroup>{columns}</colgroup>\n{head}{body}\n</table>'


def plain(layout: Layout, cells: Cells) -> str:
    """As an item's text may hold it: spans and scopes, one row a line, no blank line in it."""
    rows = "\n".join(f"<tr>{''.join(_plain(place, cells) for place in row)}</tr>" for row in layout.rows)
    return f"<table>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _first(rows: str, count: int) -> str:
    return "\n".join(rows.split("\n")[:count])


def _rest(rows: str, count: int) -> str:
    return "\n".join(rows.split("\n")[count:])


def _full(layout: Layout, place: Place, cells: Cells, link: Link | None) -> str:
    words = escape(place.words(cells))
    if place.cell is None:
        return _label(place, words, f' id="{_id(layout, place)}"')
    headers = " ".join(_id(layout, label) for label in _labels(layout, place))
    inner = f'<a href="{escape(link(place.cell))}">{words}</a>' if link and words else words
    return f'<td{_spans(place)} headers="{headers}">{inner}</td>'


def _plain(place: Place, cells: Cells) -> str:
    words = escape(place.words(cells))
    return _label(place, words, "") if place.cell is None else f'<td{_spans(place)} align="center">{words}</td>'


def _label(place: Place, words: str, names: str) -> str:
    if not place.heads:
        return f"<td{_spans(place)}>{words}</td>"
    return f'<th{names}{_spans(place)} scope="{place.heads}">{words}</th>'


def _spans(place: Place) -> str:
    rows = f' rowspan="{place.rows}"' if place.rows > 1 else ""
    return rows + (f' colspan="{place.columns}"' if place.columns > 1 else "")


def _id(layout: Layout, place: Place) -> str:
    return f"{layout.table}-{place.row}-{place.column}"


def _labels(layout: Layout, figure: Place) -> Iterator[Place]:
    """The labels over a figure, in its block of table two only, and those before it."""
    heads = [place for place in layout.places if place.heads and place.row <= figure.row]
    above = [place for place in heads if place.heads.startswith("col") and place.column <= figure.column]
    above = [place for place in above if figure.column <= place.last_column]
    top = max((place.row for place in above if place.columns == layout.width), default=0)
    yield from (place for place in above if place.row >= top)
    yield from (place for place in heads if place.heads.startswith("row") and place.row <= figure.row <= place.last_row)
