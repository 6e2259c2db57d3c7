"""Pages of real sites: several tables, nested ones for the layout, and the report's text between them."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from content.checks.passage import clean
from content.report.reading.grid import Grid, Paper, Spanned, spread
from content.text import BLOCKS, NOT_TEXT, UNSEEN

DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
A_PAGE = re.compile(rb"<(?:html|table|body)\b", re.IGNORECASE)
MOST_TABLES = 1000
TITLES = ("title", "h1")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
DRAWN = UNSEEN | {"svg", "figcaption"}
"""A chart's numbers are no sentences of the report."""


def damaged(content: bytes) -> str | None:
    """The text of a page that has bytes of no encoding, as old sites do; None for what is no page."""
    if b"\0" in content or not A_PAGE.search(content):
        return None
    texts = [content.decode(codec, errors="replace") for codec in ("utf-8", "gb18030")]
    return min(texts, key=lambda text: text.count("\ufffd"))


def paper(text: str) -> Paper:
    """`text`: the page, or a part of one."""
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    root = etree.HTML(f"<div>{NOT_TEXT.sub('', clean(DECLARED.sub('', text)))}</div>", parser)
    if root is None:
        return Paper()
    titles = [_text(one) for name in TITLES for one in root.iter(name) if one.getparent().tag != "svg"]
    lines = "".join(_flow(root)).split("\n")
    tables = sorted(root.iter("table"), key=_is_hidden_with_all)
    grids = [_grid(table) for table in tables[:MOST_TABLES]]
    return Paper([line for line in (" ".join(one.split()) for one in (*titles, *lines)) if line], grids)


def _grid(table: Any) -> Grid:
    """Its own rows; those of a table inside one of its cells are that table's."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table and not _is_hidden(row)]
    return spread([[_cell(one) for one in row if one.tag in ("td", "th") and not _is_hidden(one)] for row in rows])


def _is_hidden(element: Any) -> bool:
    return "hidden" in element.attrib or HIDDEN.search(element.get("style") or "") is not None


def _is_hidden_with_all(table: Any) -> bool:
    """Behind another tab of the page, as it may be: read, but only for what stands in no table that is shown."""
    return any(_is_hidden(one) for one in (table, *table.iterancestors()))


def _cell(cell: Any) -> Spanned:
    return Spanned("".join(_inside(cell)).strip(), _span(cell, "rowspan"), _span(cell, "colspan"))


def _span(cell: Any, name: str) -> int:
    written = re.match(r"\s*(\d{1,3})", cell.get(name) or "")
    return max(int(written[1]), 1) if written else 1


def _inside(cell: Any) -> Iterator[str]:
    """The words of a cell, a line per block, without those of a table inside it, and without what no page shows."""
    skipped = 0
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        starts = event == "start"
        if element is cell:
            yield (element.text or "") if starts else ""
            continue
        if element.tag == "table" or element.tag in UNSEEN or _is_hidden(element):
            skipped += 1 if starts else -1
        around = "\n" if element.tag in BLOCKS or element.tag == "br" else ""
        yield around if starts else ""
        yield "" if skipped else (element.text if starts else around + (element.tail or "")) or ""


def _text(element: Any) -> str:
    return "".join(element.itertext())


def _flow(root: Any) -> Iterator[str]:
    """The text outside tables of figures and charts, a line per block. A table that lays out a page is none of them."""
    skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        starts = event == "start"
        hides = element.tag in DRAWN or (element.tag == "table" and _holds_figures(element))
        skipped += (1 if starts else -1) if hides else 0
        if element.tag in BLOCKS or element.tag in ("td", "th") or (element.tag == "br" and starts):
            yield "\n"
        text = element.text if starts else element.tail
        if text and not skipped:
            yield " ".join(text.split())


def _holds_figures(table: Any) -> bool:
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    return table.find(".//table") is None and len(rows) > 1 and any(len(row) > 2 for row in rows)
