"""The HTML of a page as browsers read it, whatever it says of its own encoding."""

import codecs
import re

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement

NAMED = re.compile(rb"<meta\b[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
HEAD = 4096
MARKED = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# As browsers do: pages that call themselves gb2312 use signs that only its successors have.
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "ascii": "utf-8", "iso8859-1": "cp1252"}


def parsed(body: bytes, charset: str | None) -> HtmlElement | None:
    """`charset`: as the answer's header says. None for a page with nothing on it."""
    text = decoded(body, charset).replace("\0", "")
    try:
        return lxml.html.document_fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except ParserError:
        return None


def decoded(body: bytes, charset: str | None) -> str:
    """What is told wrongly or not at all is taken for UTF-8 where it is that, else for Chinese."""
    marked = next((name for mark, name in MARKED.items() if body.startswith(mark)), None)
    named = NAMED.search(body[:HEAD])
    for name in (marked, charset, named[1].decode() if named else None):
        if name and (codec := _codec(name)):
            return body.decode(codec, errors="replace")
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("gb18030", errors="replace")


def _codec(name: str) -> str | None:
    try:
        b"x".decode(name, "replace")
    except (LookupError, UnicodeError):  # nothing known, or nothing that makes a text of it
        return None
    known = codecs.lookup(name).name
    return WIDER.get(known, known)
