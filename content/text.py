"""The plain text of an item's HTML, for checks, digests and search."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

BLOCK_NAMES = """
address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2
h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody tfoot thead tr ul
"""
BLOCKS = frozenset(BLOCK_NAMES.split())
CELLS = frozenset({"td", "th"})
UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript"})

SPACES = re.compile(r"[ \t\r\n\f]+")
AROUND_BREAKS = re.compile(r" *\n[ \n]*")
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
CONTROLS = re.compile(f"{NOT_TEXT.pattern}|[\x80-\x9f]")
BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
"""Line ends of every kind; the vertical tab is Word's, within a paragraph."""


DEEPEST = 60
"""So deep may elements stand in each other: nobody's text does, and whoever walks one goes as deep."""


def level(root: Any) -> Any:
    """The same tree; what stands deeper in it loses its tags and keeps its words."""
    ring = [root]
    for _ in range(DEEPEST):
        ring = [inner for element in ring for inner in element]
    for element in ring:
        etree.strip_tags(element, "*")
    return root


def legible(text: str) -> str:
    """As people typed it, with plain line ends and nothing that no page shows."""
    return CONTROLS.sub("", BREAKS.sub("\n", text))


def plain(html: str) -> str:
    """One line per block, cells of a table row parted by tabs, one line per row; no tags, no entities.

    Empty cells keep their tab; runs of blanks become one, also inside `pre`; lines inside a cell are parted by a blank.
    """
    root = etree.HTML(f"<body>{NOT_TEXT.sub('', html)}</body>", _parser())
    if root is None:
        return ""
    return AROUND_BREAKS.sub("\n", "".join(_pieces(root))).strip(" \n")


def _parser() -> Any:
    return etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)


def _pieces(root: Any) -> Iterator[str]:
    """Texts and breaks in reading order. Inside a cell, everything is held back until the cell ends."""
    cells: list[list[str]] = []
    unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        starts = event == "start"
        unseen += (1 if starts else -1) if tag in UNSEEN else 0
        pieces = [] if unseen else list(_around(element, tag, starts=starts))
        if starts and tag in CELLS:
            cells.append([])
        if tag in CELLS and not starts:
            pieces = [*_one_line(cells.pop()), *pieces]
        if cells:
            cells[-1] += pieces
        else:
            yield from pieces


def _around(element: Any, tag: str, *, starts: bool) -> Iterator[str]:
    """What one start or end of an element adds: its break, then the text that follows."""
    if tag in BLOCKS or (tag == "br" and starts):
        yield "\n"
    if tag in CELLS and not starts and element.getnext() is not None:
        yield "\t"
    text = element.text if starts else element.tail
    if text and (starts or tag not in CELLS or text.strip()):
        yield SPACES.sub(" ", text)


def _one_line(pieces: list[str]) -> Iterator[str]:
    yield SPACES.sub(" ", "".join(pieces)).strip(" ")
