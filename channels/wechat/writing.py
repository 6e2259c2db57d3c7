"""Sanitised HTML → what WeChat keeps: inline styles, no outward links, lists and tables that a phone can show.

Tags and styles count towards the 20,000 characters, so what a paragraph needs is inherited from one outer section.
Source: fact sheet 3.7, from a live test and from the converters doocs/md and wenyan.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from itertools import groupby
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement

from channels.wechat.grid import read
from channels.wechat.tables import write_table

BODY = "font-size:16px;line-height:2;color:#333;text-align:justify;text-indent:2em;word-break:break-word"
HEADINGS = {
    2: "font-size:18px;margin:1.2em 0 .5em;color:#a3221d;text-indent:0;text-align:left",
    3: "font-size:17px;margin:1em 0 .4em;color:#a3221d;text-indent:0;text-align:left",
    4: "font-size:16px;margin:.8em 0 .3em;color:#333;text-indent:0;text-align:left",
}
IMAGE = "max-width:100%;height:auto"
CAPTION = "text-align:center;text-indent:0;font-size:13px;color:#666"
QUOTE = "margin:1em 0;padding:.2em 1em;border-left:3px solid #ddd;color:#666"
LIST = "margin:.5em 0;padding-left:1.6em;text-indent:0"
INNER = "padding-left:1em"
CODE = "font-family:Menlo,Consolas,monospace;font-size:14px;background:#f6f6f6"
RULE = "border:0;border-top:1px solid #ddd;margin:1.5em 0"

PLAIN = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "u": "u", "s": "s", "del": "s", "sub": "sub"}
PAIRED = (*sorted(set(PLAIN.values())), "sup", "a", "code")
BLOCKS = (
    *("address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset"),
    *("figcaption", "figure", "footer", "header", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "nav"),
    *("ol", "p", "pre", "section", "summary", "table", "ul"),
)
DROPPED = frozenset(
    {"script", "style", "iframe", "video", "audio", "object", "embed", "svg", "input", "button", "link", "meta", "head"}
)

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BREAK_IN_CHINESE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])")
_INDENT = re.compile(r"^(?:[\s\u3000\xa0]|<br/>)+")
_TYPED_PARAGRAPH = re.compile(r"<br/>\s*(?=[\u3000\xa0])")
_ALIGN = re.compile(r"text-align:\s*(center|right)")


class Writer:
    """Writes one body.

    Afterwards `links` holds the outward addresses in the order of their numbers (with their words), `images` the
    sources of all pictures, `wide` how many tables became cards, `lost` the links that lead nowhere from WeChat.
    """

    def __init__(self, base: str = "") -> None:
        self.links: dict[str, str] = {}
        self.images: list[str] = []
        self.lost: list[str] = []
        self.wide = 0
        self._base = base

    def body(self, html: str, title: str) -> str:
        """The whole text, without an outer section. A heading that only repeats the title is left out."""
        soup = BeautifulSoup(html, "lxml")
        first = soup.find(("h1", "h2"))
        if isinstance(first, Tag) and first.get_text().strip() == title.strip():
            first.decompose()
        return self.blocks(soup.body) if soup.body else ""

    def blocks(self, parent: Tag) -> str:
        """The children as blocks; loose text between them becomes paragraphs."""
        parts = []
        for is_block, group in groupby(_children(parent), _is_block):
            if is_block:
                parts += [self._block(tag) for tag in group if isinstance(tag, Tag)]
            else:
                parts.append(self._paragraph("".join(self.inline(child) for child in group), _align(parent)))
        return "".join(parts)

    def inline(self, element: PageElement) -> str:
        """One element inside a line."""
        if isinstance(element, NavigableString):
            return "" if isinstance(element, Comment) else _words(str(element))
        if not isinstance(element, Tag) or element.name in DROPPED:
            return ""
        special = _INLINE.get(element.name)
        if special is not None:
            return special(self, element)
        inner = "".join(self.inline(child) for child in element.children)
        name = PLAIN.get(element.name)
        return f"<{name}>{inner}</{name}>" if name and inner.strip() else inner

    def line(self, tag: Tag) -> str:
        """All of a tag as one line, blocks in it parted by line breaks: what a table's cell or a caption needs."""
        parts: list[str] = []
        for is_block, group in groupby(_children(tag), _is_block):
            if is_block:
                parts += [self._cell_block(inner) for inner in group if isinstance(inner, Tag)]
            else:
                parts.append(_trim("".join(self.inline(child) for child in group)))
        return "<br/>".join(part for part in parts if part)

    def _cell_block(self, tag: Tag) -> str:
        if tag.name in {"table", "ul", "ol", "pre"}:
            return self._block(tag)
        return self.line(tag)

    def _block(self, tag: Tag) -> str:
        if tag.name in DROPPED:
            return ""
        writer = _BLOCK.get(tag.name)
        return writer(self, tag) if writer else self.blocks(tag)

    def _paragraph(self, inner: str, align: str = "") -> str:
        return "".join(self._one_paragraph(_trim(part), align) for part in _at_indents(inner))

    def _one_paragraph(self, inner: str, align: str) -> str:
        if not inner:
            return ""
        if align == "center" or re.fullmatch(r"(?:<img [^>]*>\s*)+", inner):
            return f'<p style="text-align:center;text-indent:0">{inner}</p>'
        return f'<p style="text-align:right">{inner}</p>' if align == "right" else f"<p>{inner}</p>"

    def paragraph(self, tag: Tag) -> str:
        if any(_is_block(child) for child in _children(tag)):
            return self.blocks(tag)
        return self._paragraph("".join(self.inline(child) for child in tag.children), _align(tag))

    def heading(self, tag: Tag) -> str:
        level = min(4, max(2, int(tag.name[1])))
        inner = _trim(self.line(tag))
        return f'<h{level} style="{HEADINGS[level]}">{inner}</h{level}>' if inner else ""

    def listed(self, tag: Tag) -> str:
        items = [f"<li><section>{self._item(item)}</section></li>" for item in _items(tag)]
        start = str(tag.get("start", ""))
        number = f' start="{start}"' if tag.name == "ol" and start.isdigit() and start != "1" else ""
        return f'<{tag.name}{number} style="{LIST}">{"".join(items)}</{tag.name}>' if items else ""

    def _item(self, item: Tag) -> str:
        """A list inside a list breaks in WeChat's editor: its items become indented lines of their parent."""
        parts = []
        for child in _children(item):
            if isinstance(child, Tag) and child.name in {"ul", "ol"}:
                parts.append(self._inner_list(child))
            elif isinstance(child, Tag) and child.name in BLOCKS:
                parts.append(f"{_joint(parts)}{self._cell_block(child)}")
            else:
                parts.append(self.inline(child))
        return _trim("".join(parts))

    def _inner_list(self, tag: Tag) -> str:
        items = enumerate(_items(tag), 1)
        return "".join(
            f'<section style="{INNER}">{f"（{n}）" if tag.name == "ol" else "– "}{self._item(item)}</section>'
            for n, item in items
        )

    def quoted(self, tag: Tag) -> str:
        inner = self.blocks(tag)
        return f'<blockquote style="{QUOTE}">{inner}</blockquote>' if inner else ""

    def preformatted(self, tag: Tag) -> str:
        lines = escape(tag.get_text().strip("\n"), quote=False).replace(" ", "&nbsp;").split("\n")
        return f'<section style="{CODE};padding:.5em 1em;text-indent:0;text-align:left">{"<br/>".join(lines)}</section>'

    def caption(self, tag: Tag) -> str:
        inner = self.line(tag)
        return f'<p style="{CAPTION}">{inner}</p>' if inner else ""

    def rule(self, _tag: Tag) -> str:
        return f'<hr style="{RULE}"/>'

    def table(self, tag: Tag) -> str:
        caption = tag.find("caption", recursive=False)
        above = self.caption(caption) if isinstance(caption, Tag) else ""
        written = write_table(*read(tag), self.line, self.blocks)
        self.wide += written.startswith("<section")
        return above + written

    def link(self, tag: Tag) -> str:
        inner = "".join(self.inline(child) for child in tag.children)
        words = tag.get_text().strip()
        address = str(tag.get("href", "")).strip()
        if address.startswith("#"):
            return "" if words in {"↩", "↩︎"} else inner
        if not inner.strip() or address.startswith("files/"):
            return inner
        return self._outward(address, inner, words)

    def _outward(self, address: str, inner: str, words: str) -> str:
        scheme, _, rest = address.partition(":")
        if scheme in {"mailto", "tel"}:
            return inner if rest in words else f"{inner}（{escape(rest, quote=False)}）"
        address = urljoin(self._base, address)
        if not address.startswith(("http://", "https://")):
            self.lost.append(words)
            return inner
        if is_article(address):
            return f'<a href="{escape(address)}">{inner}</a>'
        if words.rstrip("/") in {address.rstrip("/"), address.partition("://")[2].rstrip("/")}:
            return inner
        number = list(self.links).index(address) + 1 if address in self.links else len(self.links) + 1
        self.links.setdefault(address, words)
        return f"{inner}<sup>[链接{number}]</sup>"

    def image(self, tag: Tag) -> str:
        source = str(tag.get("src", "")).strip()
        self.images.append(source)
        alt = str(tag.get("alt", "")).strip()
        return f'<img src="{escape(source)}" alt="{escape(alt)}" style="{IMAGE}"/>'

    def line_break(self, _tag: Tag) -> str:
        return "<br/>"

    def code(self, tag: Tag) -> str:
        return f'<code style="{CODE}">{escape(tag.get_text(), quote=False)}</code>'

    def sup(self, tag: Tag) -> str:
        inner = "".join(self.inline(child) for child in tag.children)
        return f"<sup>{inner}</sup>" if inner else ""


_INLINE: Mapping[str, Callable[[Writer, Tag], str]] = {
    "a": Writer.link,
    "br": Writer.line_break,
    "code": Writer.code,
    "img": Writer.image,
    "sup": Writer.sup,
}
_BLOCK: Mapping[str, Callable[[Writer, Tag], str]] = {
    "p": Writer.paragraph,
    **{f"h{level}": Writer.heading for level in range(1, 7)},
    "ul": Writer.listed,
    "ol": Writer.listed,
    "blockquote": Writer.quoted,
    "pre": Writer.preformatted,
    "hr": Writer.rule,
    "table": Writer.table,
    "figcaption": Writer.caption,
}


def is_article(address: str) -> bool:
    """A published article in some official account: the one kind of link WeChat leaves in the text."""
    parts = urlsplit(address)
    return parts.hostname == "mp.weixin.qq.com" and (parts.path == "/s" or parts.path.startswith("/s/"))


def _children(tag: Tag) -> Iterator[PageElement]:
    return iter(tag.children)


def _is_block(element: PageElement) -> bool:
    """A block, or an inline tag wrapped round one (Word and old editors write such)."""
    if not isinstance(element, Tag):
        return False
    return element.name in BLOCKS or (element.name not in DROPPED and element.find(BLOCKS) is not None)


def _items(tag: Tag) -> list[Tag]:
    return [child for child in tag.children if isinstance(child, Tag) and child.name == "li"]


def _align(tag: Tag) -> str:
    if tag.name == "center":
        return "center"
    align = str(tag.get("align", "")).lower()
    found = _ALIGN.search(str(tag.get("style", "")))
    return found.group(1) if found else (align if align in {"center", "right"} else "")


def _words(text: str) -> str:
    return escape(_BLANKS.sub(" ", _BREAK_IN_CHINESE.sub("", text)), quote=False)


def _at_indents(inner: str) -> list[str]:
    """Parted where a line break and a typed indent stand for a new paragraph; whole if that would cut a tag."""
    parts = _TYPED_PARAGRAPH.split(inner)
    whole = all(part.count(f"<{name}>") == part.count(f"</{name}>") for part in parts for name in PAIRED)
    return parts if whole else [inner]


def _trim(inner: str) -> str:
    """Without blanks, indents typed as spaces, and line breaks at both ends."""
    inner = _INDENT.sub("", inner)
    while True:
        shorter = inner.rstrip(" \n\u3000\xa0").removesuffix("<br/>")
        if shorter == inner:
            return inner
        inner = shorter


def _joint(parts: list[str]) -> str:
    return "<br/>" if any(part.strip() for part in parts) else ""
