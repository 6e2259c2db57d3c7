"""HTML as the text a reader sees: tags gone, cells parted by tabs, rows and blocks by lines."""

import re
from html import unescape

_TAG_SEEN = re.compile(
    r"<(?:p|div|span|table|tr|t[dh]|br|a|img|h[1-6]|strong|em|b|u|ul|ol|li|section|font|blockquote|figure)\b[^<>]*>",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"</(?:p|div|span|table|td|a|h[1-6]|strong|ul|li|section)\s*>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(r"<td\b|<th\b", re.IGNORECASE)
_ROW = re.compile(r"<tr\b[^<>]*>.*?</tr\s*>", re.IGNORECASE | re.DOTALL)
_CELLS = re.compile(r"<t[dh]\b[^<>]*>(.*?)</t[dh]\s*>", re.IGNORECASE | re.DOTALL)
_BLOCK = re.compile(
    r"<(?:/?(?:p|div|h[1-6]|ul|ol|li|table|thead|tbody|section|article|blockquote|figure|figcaption|dl|dt|dd|pre)"
    r"|br|hr|/?tr)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LINK = re.compile(r"""<[a-z][^<>]*?\b(?:href|src|action)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n]+")
_LINES = re.compile(r"[ \t]*\n\s*\n*")


def is_html(text: str) -> bool:
    """A single tag in a text is what a conversion left behind; HTML begins with a tag or closes one."""
    first = _TAG_SEEN.search(text)
    return first is not None and (text.lstrip().startswith("<") or _CLOSED.search(text, first.end()) is not None)


def plain(html: str) -> tuple[str, tuple[str, ...]]:
    """(what a reader sees, the addresses in links and images)."""
    links = tuple(unescape(one or other) for one, other in _LINK.findall(html))
    seen = _UNSEEN.sub("", html)
    if _CELL.search(seen):
        seen = _ROW.sub(lambda row: "\n" + _row(row.group()) + "\n", seen)
    seen = _TAG.sub("", _BLOCK.sub("\n", seen))
    return _LINES.sub("\n", unescape(seen)).strip("\n"), links


def _row(row: str) -> str:
    cells = (_BLANKS.sub(" ", _TAG.sub("", _BLOCK.sub(" ", cell))).strip() for cell in _CELLS.findall(row))
    return "\t".join(cells)
