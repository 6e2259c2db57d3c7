"""HTML brought into one shape: a flat row of blocks, so that two texts can be held against each other."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import unquote

from lxml import etree, html

from content import sanitise
from content.text import NOT_TEXT, level

BOXES = frozenset({"div", "section", "figure"})
BLOCKS = frozenset(
    "address blockquote dd div dl dt figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul".split()  # noqa: SIM905
)
HOLDERS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl", "colgroup"})
"""Between their children there is nothing to read."""
SAME = {"b": "strong", "i": "em", "del": "s"}
FORMATS = frozenset({"strong", "em", "s", "u"})
BLANK = re.compile(r"[ \t\r\n\f\u00a0]+")
INDENT = " \t\r\n\f\u00a0\u3000"
NOT_COMPARED = re.compile(r'(?<=<td)(?: (?:align|valign|scope)="[^"]*")+|</?(?:thead|tbody|tfoot)>|\n')
NAMED = re.compile(r'\b(src|href)="([^":%]*%[^":]*)"')
HEAD_CELL = re.compile(r"<(/?)th\b")


def settle(raw: str) -> list[Any]:
    """The blocks of any HTML, as elements: boxes opened, loose words in paragraphs, lines paragraphs of their own."""
    tidied = sanitise.tidy(NOT_TEXT.sub("", raw))
    root = level(html.fragment_fromstring(tidied, "div", parser=html.HTMLParser(huge_tree=True)))
    etree.strip_tags(root, etree.Comment)
    for element in list(root.iter()):
        element.attrib.pop("rel", None)
        if element.tag == "img":
            element.set("alt", element.get("alt", "").strip())
        _settle_one(element)
    for element in root.iter():
        _nothing_between_blocks(element)
    return [block for block in _opened(root) if _says_something(block)]


def compared(blocks: Iterable[Any]) -> str:
    """What two texts must have alike. How a cell is aligned, and that it is a heading, Markdown says for columns and
    the first row alone: that is left to it.
    """
    return NOT_COMPARED.sub("", HEAD_CELL.sub(r"<\1td", "".join(written(block) for block in blocks)))


def written(element: Any) -> str:
    """As HTML, with the names of files as people write them."""
    text = str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
    return NAMED.sub(lambda found: f'{found[1]}="{unquote(found[2])}"', text) if "%" in text else text


def words_of(element: Any) -> str:
    return BLANK.sub("", "".join(element.itertext()))


def _settle_one(element: Any) -> None:
    element.tag = SAME.get(element.tag, element.tag)
    if element.tag == "a" and not element.get("href") and not element.get("id"):
        element.tag = "span"
    if any(parent.tag == "pre" for parent in (element, *element.iterancestors())):
        return
    element.text = BLANK.sub(" ", element.text or "")
    element.tail = BLANK.sub(" ", element.tail or "")
    if element.tag in HOLDERS:
        element.text = ""
    if element.getparent() is not None and element.getparent().tag in HOLDERS:
        element.tail = ""


def _nothing_between_blocks(holder: Any) -> None:
    for child in holder:
        if child.tag not in BLOCKS:
            continue
        child.tail = (child.tail or "").lstrip(" ")
        before = child.getprevious()
        if before is None:
            holder.text = (holder.text or "").rstrip(" ")
        else:
            before.tail = (before.tail or "").rstrip(" ")


def _opened(root: Any) -> Iterator[Any]:
    loose = etree.Element("p")
    loose.text = root.text
    for child in list(root):
        if child.tag in BLOCKS:
            yield from _lines(loose)
            yield from _block(child)
            loose = etree.Element("p")
            loose.text = child.tail
        else:
            loose.append(child)
    yield from _lines(loose)


def _block(element: Any) -> Iterator[Any]:
    element = deepcopy(element)
    element.tail = None
    is_box = element.tag in BOXES and element.get("class") is None and element.find("figcaption") is None
    if is_box:
        yield from _opened(element)
    elif element.tag == "p":
        yield from _lines(element)
    else:
        _settle_inside(element)
        yield element


def _lines(paragraph: Any) -> Iterator[Any]:
    """A paragraph parted where its lines end; a line that ends inside of something else stays."""
    line = etree.Element("p", paragraph.attrib)
    line.text = paragraph.text
    for child in list(paragraph):
        if child.tag == "br":
            yield _tidied(line)
            line = etree.Element("p", paragraph.attrib)
            line.text = child.tail
        else:
            line.append(child)
    yield _tidied(line)


def _settle_inside(block: Any) -> None:
    """A cell or an entry with paragraphs: one needs none, several become lines."""
    for holder in block.iter("td", "th", "li"):
        inner = [child for child in holder if child.tag == "p"]
        if inner and len(inner) == len(holder) and (len(inner) == 1 or holder.tag != "li"):
            for paragraph in inner[:-1]:
                paragraph.tail = ""
                paragraph.append(etree.Element("br"))
            for paragraph in inner:
                paragraph.drop_tag()
        _tidied(holder)
    _tidied(block)


def _tidied(block: Any) -> Any:
    """Without what only stood for an indent, without formats around nothing, neighbours of one format as one."""
    etree.strip_tags(block, "span")
    for element in list(block.iter(*FORMATS)):
        if not words_of(element) and element.find(".//img") is None:
            element.drop_tag() if hasattr(element, "drop_tag") else _drop_tag(element)
    for element in list(block.iter(*FORMATS)):
        _blanks_out(element)
        _join_next(element)
    if block.tag != "pre":
        block.text = (block.text or "").lstrip(INDENT)
        _strip_end(block)
    return block


def _drop_tag(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        element_tail = (element.text or "") + (element.tail or "")
        if place:
            parent[place - 1].tail = (parent[place - 1].tail or "") + element_tail
        else:
            parent.text = (parent.text or "") + element_tail
        parent.remove(element)


def _blanks_out(element: Any) -> None:
    """` **重点**`, not `** 重点**`."""
    text = element.text or ""
    if text != text.lstrip(" "):
        element.text = text.lstrip(" ")
        _add_before(element, " ")
    last = element[-1].tail if len(element) else element.text
    if last and last != last.rstrip(" "):
        if len(element):
            element[-1].tail = last.rstrip(" ")
        else:
            element.text = last.rstrip(" ")
        element.tail = " " + (element.tail or "").lstrip(" ")


def _add_before(element: Any, blank: str) -> None:
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "").rstrip(" ") + blank
    elif parent is not None:
        parent.text = (parent.text or "").rstrip(" ") + blank


def _join_next(element: Any) -> None:
    """Word parts what is bold into many pieces."""
    after = element.getnext()
    while after is not None and not element.tail and after.tag == element.tag:
        _append_text(element, after.text or "")
        for child in list(after):
            element.append(child)
        element.tail = after.tail
        after.getparent().remove(after)
        after = element.getnext()


def _append_text(element: Any, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _strip_end(block: Any) -> None:
    if len(block):
        block[-1].tail = (block[-1].tail or "").rstrip(INDENT)
    else:
        block.text = (block.text or "").rstrip(INDENT)


def _says_something(block: Any) -> bool:
    return bool(words_of(block)) or block.tag in ("hr", "table", "pre") or block.find(".//img") is not None
