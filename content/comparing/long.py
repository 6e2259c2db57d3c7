"""Texts too long to be held against each other word by word, as they are: only what changed of them is."""

from collections.abc import Iterator
from html import escape
from typing import Any

from lxml import html

from content.comparing.aligning import matched
from content.comparing.leaves import INSTEAD, Word, leaves
from content.comparing.marked import ADDED, REMOVED, Marked, Piece, text_of, written
from content.text import level

LONGEST = 300_000
"""Characters (HTML, both texts together) that are compared word by word: some seconds' work."""
Within = tuple[tuple[str, int], ...]


def text_of_long(before: str, after: str) -> Iterator[tuple[Within, Marked]]:
    """As `text_of`, of two items' HTML. Blocks that are equal stay as they are, the others are compared by words until
    LONGEST is used up; those that no longer fit are marked whole.
    """
    old, new = _blocks(before), _blocks(after)
    left = LONGEST
    for change in matched(old, new):
        if change.same:
            yield from (((), Marked(block, changed=False)) for block in new[change.k : change.l])
            continue
        gone, come = "".join(old[change.i : change.j]), "".join(new[change.k : change.l])
        if len(gone) + len(come) > left:
            yield (), _whole(gone, come)
        else:
            left -= len(gone) + len(come)
            yield from text_of(leaves(gone), leaves(come))


def _whole(gone: str, come: str) -> Marked:
    marked = ((mark, block) for mark, block in ((REMOVED, gone), (ADDED, come)) if block)
    return Marked("".join(written(Piece(mark, [Word("", block)])) for mark, block in marked), changed=True, whole=True)


def _blocks(text: str) -> list[str]:
    """What stands beside each other in an item's HTML."""
    root = level(html.fragment_fromstring(text, "div", parser=html.HTMLParser(huge_tree=True)))
    for element in root.iter(*INSTEAD):
        element.tag = INSTEAD[element.tag]
    loose = escape(root.text or "").strip()
    return [*([loose] if loose else []), *(_written(child).strip() for child in root)]


def _written(block: Any) -> str:
    return str(html.tostring(block, encoding="unicode"))
