"""HTML in MediaWiki's markup: what MediaWiki knows of HTML stays, links and pictures are written its way.

Every text is in `<nowiki>`, so that nothing an item says is carried out: braces, brackets, tildes, signs of lists.
Source: mediawiki.org, Help:Formatting and Help:Images, for MediaWiki 1.39.
"""

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import quote, unquote, urlsplit

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

KEPT_NAMES = """
abbr b blockquote br caption cite code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q rp rt ruby
s small strong sub sup table td th time tr u ul
"""
KEPT = frozenset(KEPT_NAMES.split())
INSTEAD = dict.fromkeys(("figure", "figcaption", "section"), "div")
EMPTY = frozenset({"br", "hr"})
NUMBERS = ("colspan", "rowspan", "start", "value")
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
# Of an address, what is safe between brackets: no blanks, quotes or brackets, and nothing twice that means something.
IN_ADDRESS = "/:?#@!$&()*+,;=%-._~"
BLANKS = re.compile(r"\s+")


def wikitext(html: str) -> str:
    """One line without blanks at its beginning, so that no sign at a line's beginning means anything."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    return "".join(_written(root)).strip() if html.strip() else ""


def plainly(text: str) -> str:
    """The text, and nothing but the text."""
    return f"<nowiki>{escape(text, quote=False)}</nowiki>" if text.strip() else text


def _written(root: HtmlElement) -> Iterator[str]:
    """Without recursion: pasted HTML may be nested deeper than Python goes."""
    for event, element in lxml.etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield from _opened(element) if element is not root else ()
            yield _text(element.text, element)
        else:
            if event == "end" and element is not root:
                yield from _closed(element)
            if element is not root:
                yield _text(element.tail, element.getparent())


def _opened(element: HtmlElement) -> Iterator[str]:
    if element.tag == "img":
        yield _picture(element)
    elif element.tag == "a":
        yield f"[{_address(element)} " if _is_link(element) else ""
    elif name := _name(element):
        numbers = [(name, element.get(name, "")) for name in NUMBERS]
        attributes = "".join(f' {name}="{value}"' for name, value in numbers if value.isascii() and value.isdigit())
        yield f"<{name}{attributes}{' /' if name in EMPTY else ''}>"


def _closed(element: HtmlElement) -> Iterator[str]:
    if element.tag == "a":
        yield "]" if _is_link(element) else ""
    elif (name := _name(element)) and name not in EMPTY:
        yield f"</{name}>"


def _name(element: HtmlElement) -> str:
    """What MediaWiki calls it; "" where only what is inside it is written."""
    name = INSTEAD.get(element.tag, element.tag)
    return name if name in KEPT and not _is_within_pre(element) else ""


def _text(text: str | None, parent: HtmlElement) -> str:
    if not text:
        return ""
    return plainly(text if parent.tag == "pre" or _is_within_pre(parent) else BLANKS.sub(" ", text))


def _is_within_pre(element: HtmlElement) -> bool:
    """Inside `<pre>` MediaWiki shows tags as they are typed."""
    return next(element.iterancestors("pre"), None) is not None


def _is_link(element: HtmlElement) -> bool:
    """Pictures cannot be links' texts, nor can nothing."""
    scheme = urlsplit(element.get("href") or "").scheme.lower()
    return scheme in SCHEMES and bool(element.text_content().strip()) and element.find(".//img") is None


def _address(element: HtmlElement) -> str:
    address = quote(element.get("href") or "", safe=IN_ADDRESS)
    return re.sub(r"~~+", lambda found: "%7E" * len(found[0]), address)


def _picture(element: HtmlElement) -> str:
    """Those on the wiki itself, by the last part of their address there; without `link` it leads to the file's page."""
    file = unquote(urlsplit(element.get("src") or "").path).rpartition("/")[2]
    name = re.sub(r"[\[\]{}|<>#]", "", file)
    return f"[[File:{name}|link=|alt={plainly(element.get('alt') or '')}]]"
