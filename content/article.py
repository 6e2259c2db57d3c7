"""An article out of a web page: its title, where it is from, and its text as Markdown may hold it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from lxml import etree, html

from content import sanitise
from content.text import NOT_TEXT

TITLES = (
    "//meta[@property='og:title']/@content",
    "//meta[@name='ArticleTitle']/@content",  # 政府网站 mark their pages so (政府网站发展指引)
    "//*[@id='activity-name']",
    "//h1",
    "//title",
)
ORIGINS = ("//meta[@name='ContentSource']/@content", "//*[@id='js_name']", "//meta[@property='og:site_name']/@content")
TEXTS = (
    "//*[@id='js_content']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' TRS_Editor ')]",
    "//*[@id='UCAP-CONTENT']",
    "//article",
    "//main",
    "//body",
)
AROUND = ("nav", "header", "footer", "aside", "form", "button")
"""What stands around a text, not in it."""
BLOCKS = frozenset(
    "address blockquote dd div dl dt figure h1 h2 h3 h4 h5 h6 hr li ol p pre section table ul".split()  # noqa: SIM905
)
BLANK = re.compile(r"\s+")
IMAGE = re.compile(r"<img\b[^>]*>")
DECLARED = re.compile(rb"<meta[^>]+charset|<\?xml[^>]+encoding|\A(?:\xff\xfe|\xfe\xff)", re.IGNORECASE)
LEAST = 20
"""Characters a text has at least; pages with less show their text by program only."""


@dataclass(frozen=True, slots=True)
class Article:
    """`text`: HTML, one block per line, with nothing in it that an item may not hold. `images`: left out of it."""

    title: str
    origin: str
    text: str
    images: int


def article_of(page: bytes, charset: str = "") -> Article | None:
    """None where no text is found. `charset` as the server says, "" = as the page says, or its bytes."""
    try:
        root = html.fromstring(page, parser=html.HTMLParser(encoding=charset or _charset(page), no_network=True))
    except (etree.ParserError, LookupError, ValueError):
        return None
    title, origin = _first(root, TITLES), _first(root, ORIGINS)
    body = next((found[0] for path in TEXTS if (found := root.xpath(path)) and len(_words(found[0])) >= LEAST), None)
    if body is None:
        return None
    for tag in AROUND:
        for element in list(body.iter(tag)):
            element.drop_tree()
    images = len(list(body.iter("img")))
    text = "\n\n".join(_blocks(sanitise.clean(NOT_TEXT.sub("", _inner(body)))))
    return Article(title, origin, text, images) if len(_words(body)) >= LEAST else None


def _charset(page: bytes) -> str | None:
    """None where it is for the parser to find out what the page itself declares."""
    try:
        page.decode()
    except UnicodeDecodeError:
        return None if DECLARED.search(page) else "gb18030"
    return "utf-8"


def _first(root: Any, paths: tuple[str, ...]) -> str:
    for path in paths:
        for found in root.xpath(path):
            words = BLANK.sub(" ", found if isinstance(found, str) else found.text_content()).strip()
            if words:
                return words
    return ""


def _blocks(cleaned: str) -> Iterator[str]:
    """Each block in a line of its own, so that Markdown takes it as it is; loose words become paragraphs."""
    if not cleaned.strip():
        return
    root = html.fragment_fromstring(cleaned, create_parent="div")
    yield from _blocks_in(root)


def _blocks_in(root: Any) -> Iterator[str]:
    loose = _escaped(root.text)
    for element in root:
        whole = etree.tostring(element, encoding="unicode", with_tail=False, method="html")
        if element.tag in BLOCKS:
            yield from _paragraph(loose)
            loose = ""
            yield from _block(element, whole)
        else:
            loose += whole
        loose += _escaped(element.tail)
    yield from _paragraph(loose)


def _block(element: Any, whole: str) -> Iterator[str]:
    """Boxes that only hold others are opened: pages are full of them."""
    if element.tag in ("div", "section"):
        yield from _blocks_in(element)
    elif _words(element) or element.tag == "hr":
        yield BLANK.sub(" ", IMAGE.sub("", whole)).strip()


def _paragraph(loose: str) -> Iterator[str]:
    for line in re.split(r"<br\s*/?>", IMAGE.sub("", loose)):
        words = BLANK.sub(" ", line).strip()
        if words:
            yield f"<p>{words}</p>"


def _escaped(text: str | None) -> str:
    return escape(text or "", quote=False)


def _words(element: Any) -> str:
    return BLANK.sub("", str(element.text_content()))


def _inner(root: Any) -> str:
    text = str(etree.tostring(root, encoding="unicode", with_tail=False, method="html"))
    return text[text.index(">") + 1 : text.rindex("<")]
