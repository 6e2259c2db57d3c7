"""An item's HTML as what is compared: paragraphs and the like, each with its words; tables with rows and cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from lxml import html

from content.text import BLOCKS, level

WORD = re.compile(r"[A-Za-z0-9]+(?:[.,:/-][A-Za-z0-9]+)*%?|[ \t\r\n\f]+|.", re.DOTALL)
"""Figures and Latin words are one word; of Chinese, each sign."""
INLINE_BREAK = "br"
PARTS_OF_TABLES = frozenset({"tr", "thead", "tbody", "tfoot", "caption", "colgroup", "col"})
HOLDS = BLOCKS - {"p", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "table", "caption", "dt", "figcaption", "summary"}
"""Blocks that may hold other blocks."""
INSTEAD = {"ins": "u", "del": "s"}
"""What an author marked so is no change from one edition to the next."""
KEPT = frozenset({"href", "src", "alt", "title", "align", "valign", "colspan", "rowspan", "scope", "width", "height"})


@dataclass(frozen=True, slots=True)
class Word:
    """`key` is compared; `html` is written; `marks` are the opening tags around it, outermost first."""

    key: str
    html: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    tag: str
    attributes: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """`within`: the blocks around it, outermost first, each with its place among its brothers. A table has `rows`."""

    tag: str
    attributes: str
    within: tuple[tuple[str, int], ...]
    words: tuple[Word, ...]
    rows: tuple[Row, ...] = ()


def leaves(text: str) -> list[Leaf]:
    """Of `Item.html`, in the order they are read."""
    root = html.fragment_fromstring(text, "div", parser=html.HTMLParser(huge_tree=True))
    return list(_leaves(level(root), ()))


def _leaves(block: Any, within: tuple[tuple[str, int], ...]) -> Iterator[Leaf]:
    """What a block holds: loose words become a paragraph of their own."""
    loose = list(_text(block.text, ()))
    for place, (child, number) in enumerate(zip(block, _numbers(block), strict=True)):
        if child.tag not in BLOCKS:
            loose += _words(child, ())
        else:
            yield from _loose(loose, within)
            loose = []
            yield from _block(child, place, within, number)
        loose += _text(child.tail, ())
    yield from _loose(loose, within)


def _loose(words: list[Word], within: tuple[tuple[str, int], ...]) -> Iterator[Leaf]:
    if kept := _stripped(words):
        yield Leaf("p", "", within, kept)


def _block(child: Any, place: int, within: tuple[tuple[str, int], ...], number: int) -> Iterator[Leaf]:
    if child.tag == "table":
        yield Leaf("table", "", within, (), tuple(_rows(child)))
    elif child.tag == "hr":
        yield Leaf("hr", "", within, (Word("hr", ""),))
    elif child.tag in HOLDS and (child.tag in ("ul", "ol", "dl") or any(inner.tag in BLOCKS for inner in child)):
        yield from _leaves(child, (*within, (child.tag, place)))
    elif words := _stripped([*_text(child.text, ()), *_inside(child, ())]):
        shown = f' value="{number}"' if child.tag == "li" and within and within[-1][0] == "ol" else ""
        yield Leaf(child.tag, _attributes(child) + shown, within, words)


def _numbers(block: Any) -> Iterator[int]:
    """Of the lines of a numbered list: lines that are shown though they went must not count."""
    number = int(block.get("start") or 1) - 1
    for line in block:
        number = int(line.get("value") or number + 1)
        yield number


def _rows(table: Any) -> Iterator[Row]:
    for caption in table.iter("caption"):
        yield Row((Cell("th", ' colspan="99"', _stripped(_all(caption))),))
    for row in table.iter("tr"):
        yield Row(tuple(Cell(cell.tag, _attributes(cell), _stripped(_all(cell))) for cell in row.iter("td", "th")))


def _all(element: Any) -> list[Word]:
    return [*_text(element.text, ()), *_inside(element, ())]


def _inside(element: Any, marks: tuple[str, ...]) -> Iterator[Word]:
    for child in element:
        yield from _words(child, marks)
        yield from _text(child.tail, marks)


def _words(element: Any, marks: tuple[str, ...]) -> Iterator[Word]:
    tag = element.tag
    if tag == INLINE_BREAK:
        yield Word("\n", "<br>", marks)
    elif tag == "img":
        yield Word(f"img {element.get('src')} {element.get('alt')}", _opening("img", element), marks)
    elif tag in BLOCKS or (tag == "a" and (element.get("href") or "#").startswith("#")):
        yield from _text(element.text, marks)
        yield from _inside(element, marks)
        yield from (Word("\n", "<br>", marks),) if tag in BLOCKS and element.getnext() is not None else ()
    else:
        inner = (*marks, _opening(INSTEAD.get(tag, tag), element))
        yield from _text(element.text, inner)
        yield from _inside(element, inner)


def _text(text: str | None, marks: tuple[str, ...]) -> Iterator[Word]:
    # Where a link leads is compared with its words; how words are set off is not.
    leads = next((mark for mark in reversed(marks) if mark.startswith("<a ")), "")
    for word in WORD.findall(text or ""):
        shown = " " if word.isspace() and word != "\u3000" else word
        yield Word(leads + shown, escape(shown), marks)


def _stripped(words: list[Word]) -> tuple[Word, ...]:
    """Without blanks at both ends."""
    first, last = 0, len(words)
    while first < last and not words[first].html.strip():
        first += 1
    while last > first and not words[last - 1].html.strip():
        last -= 1
    return tuple(words[first:last])


def _opening(tag: str, element: Any) -> str:
    return f"<{tag}{_attributes(element)}>"


def _attributes(element: Any) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items() if name in KEPT)
