"""The tables as HTML: the page's with ids, for screen readers to say every heading of a figure; an item's without."""

from collections.abc import Callable, Collection, Iterator
from html import escape

from content.report.cell import Cell, Cells
from content.report.documents.layout import Layout, Place

Link = Callable[[Cell], str]
"""The address where a figure opens into its rows."""


def full(layout: Layout, cells: Cells, link: Link | None = None, *, wrong: Collection[Cell] = ()) -> str:
    """With a caption, and `headers` in every figure. `wrong`: figures in which something was found."""

    def written(place: Place) -> str:
        return _full(layout, place, cells, link, is_wrong=place.cell in wrong)

    rows = [f"<tr>{''.join(map(written, row))}</tr>" for row in layout.rows]
    columns = "".join(f'<col class="c{number}">' for number in range(layout.width))
    above = f"<caption>{escape(layout.caption)}</caption>\n<colgroup>{columns}</colgroup>"
    return f'<table class="{layout.table}">\n{above}\n{_parts(layout, rows)}\n</table>'


def plain(layout: Layout, cells: Cells) -> str:
    """As an item's text may hold it: spans and scopes, one row a line, no blank line in it."""
    rows = [f"<tr>{''.join(_plain(place, cells) for place in row)}</tr>" for row in layout.rows]
    return f"<table>\n{_parts(layout, rows)}\n</table>"


def _parts(layout: Layout, rows: list[str]) -> str:
    """Head, where there is one, and body."""
    head, body = rows[: layout.headings], rows[layout.headings :]
    above = ["<thead>", *head, "</thead>"] if head else []
    return "\n".join([*above, "<tbody>", *body, "</tbody>"])


def _full(layout: Layout, place: Place, cells: Cells, link: Link | None, *, is_wrong: bool) -> str:
    words = escape(place.words(cells))
    if place.cell is None:
        return _label(place, words, f' id="{_id(layout, place)}"')
    headers = " ".join(_id(layout, label) for label in _labels(layout, place))
    inner = f'<a href="{escape(link(place.cell))}">{words}</a>' if link and words else words
    marked = ' class="wrong"' if is_wrong else ""
    return f'<td{_spans(place)} headers="{headers}"{marked}>{inner}</td>'


def _plain(place: Place, cells: Cells) -> str:
    words = escape(place.words(cells))
    centred = ' align="center"'
    if place.cell is not None:
        return f"<td{_spans(place)}{centred}>{words}</td>"
    return _label(place, words, centred if place.heads.startswith("col") else "")


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
