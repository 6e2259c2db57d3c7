"""A table for a Word document, from its layout: merged cells, repeated headings, no row over two pages."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from content.report.cell import Cells
from content.report.documents.layout import Layout, Place
from content.report.documents.word_styles import TABLE

TWIPS = 1440 / 25.4
"""In a millimetre."""
EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
NARROW = 12.0


class Widths(NamedTuple):
    """`columns` and `high`, a row's least height, in millimetres; `heading` and `figure`: sizes in half points."""

    columns: tuple[float, ...]
    heading: int
    figure: int
    high: float


def table(layout: Layout, cells: Cells, widths: Widths) -> Any:
    """A w:tbl. It stays on one page where it can: each row is kept with the next."""
    rows = [_row(layout, cells, widths, row) for row in range(len(layout.rows))]
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths.columns)
    inner = f"{_properties(layout, widths)}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}"
    return parse_xml(f"<w:tbl {nsdecls('w')}>{inner}</w:tbl>")


def _properties(layout: Layout, widths: Widths) -> str:
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in EDGES)
    margins = "".join(f'<w:{side} w:w="40" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tblPr><w:tblW w:w="{_twips(sum(widths.columns))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f"<w:tblCaption w:val={quoteattr(layout.caption)}/></w:tblPr>"
    )


def _row(layout: Layout, cells: Cells, widths: Widths, row: int) -> str:
    head = "<w:tblHeader/>" if row < layout.headings else ""
    high = f'<w:trHeight w:val="{_twips(widths.high)}" w:hRule="atLeast"/>'
    last = row == len(layout.rows) - 1
    inner = "".join(_cell(place, row, cells, widths, keep=not last) for place in _covering(layout, row))
    return f"<w:tr><w:trPr><w:cantSplit/>{high}{head}</w:trPr>{inner}</w:tr>"


def _covering(layout: Layout, row: int) -> Iterator[Place]:
    """What stands in a row, also what began above it."""
    inside = [place for place in layout.places if place.row <= row <= place.last_row]
    yield from sorted(inside, key=lambda place: place.column)


def _cell(place: Place, row: int, cells: Cells, widths: Widths, *, keep: bool) -> str:
    width = sum(widths.columns[place.column : place.last_column + 1])
    spans = f'<w:gridSpan w:val="{place.columns}"/>' if place.columns > 1 else ""
    if place.rows > 1:
        spans += '<w:vMerge w:val="restart"/>' if row == place.row else "<w:vMerge/>"
    shade = SHADE if place.heads else ""
    properties = f'<w:tcW w:w="{_twips(width)}" w:type="dxa"/>{spans}{shade}<w:vAlign w:val="center"/>'
    words = place.words(cells) if row == place.row else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_paragraph(place, words, widths, width, keep=keep)}</w:tc>"


def _paragraph(place: Place, words: str, widths: Widths, width: float, *, keep: bool) -> str:
    size = widths.figure if place.cell else widths.heading
    # Two signs a line: 结果／维持, not 结果维／持.
    pairs = place.heads == "col" and width < NARROW and len(words) > 3
    indent = '<w:ind w:left="80" w:right="80" w:firstLineChars="0" w:firstLine="0"/>' if pairs else ""
    aligned = '<w:jc w:val="left"/>' if place.heads == "row" and place.column and place.text else ""
    run = f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    text = f'<w:r>{run}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""
    keeps = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{TABLE}"/>{keeps}{indent}{aligned}</w:pPr>{text}</w:p>'


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS)
