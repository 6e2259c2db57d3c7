"""What a page says to a reader, whatever a server made of the HTML on the way: text, cells, pictures, links.

Every server changes bytes (quotes, line breaks, attributes, wrappers); what a reader loses or gains is what counts.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from urllib.parse import unquote, urlsplit

import lxml.html
from lxml.html import HtmlElement

MOST_TOLD = 5
MOST_PAIRS = 250_000
QUOTED = 40
REMEMBERED = 8
BLOCK_NAMES = """
address article aside blockquote body br caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header
hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(BLOCK_NAMES.split())
UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title"})
CELLS = frozenset({"td", "th"})
LEADING = ("a", "img", "audio", "video", "source")
# Blanks and line breaks are a matter of layout; zero-width signs and byte order marks are seen by nobody.
NOTHING = re.compile(r"[\s\u00a0\u3000\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]+")
# What servers and editors turn into one another.
ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»「」『』″＂", '"'),
        **dict.fromkeys("‘’‚‛′＇`´", "'"),
        **dict.fromkeys("–—―−‐‑‒－", "-"),
        "×": "x",
        "…": "...",
    }
)
DASHES = re.compile(r"-{2,}")


@dataclass(frozen=True, slots=True)
class Meaning:
    """`blocks`: the text of paragraphs, items, cells, without blanks, signs alike made one. `images`: their alternative
    texts. `links`: the texts of links that lead to a page or file. `cells`: how many a reader sees in tables.
    """

    blocks: tuple[str, ...]
    images: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    cells: int = 0

    @property
    def text(self) -> str:
        return "".join(self.blocks)

    @property
    def digest(self) -> str:
        """SHA-256 (hex). Where paragraphs begin does not matter to it."""
        said = "\n".join([self.text, *self.images, "", *self.links, str(self.cells)])
        return hashlib.sha256(said.encode()).hexdigest()


def normal(text: str) -> str:
    """A text as it is compared: no blanks, signs that servers turn into one another made one."""
    plain = NOTHING.sub("", unicodedata.normalize("NFC", text)).translate(ALIKE)
    return DASHES.sub("-", plain)


@lru_cache(maxsize=REMEMBERED)
def meaning_of(html: str) -> Meaning:
    """Of a piece of HTML. Asked of the same two texts again and again while one is sent."""
    return meaning_within(_root(html)) if html.strip() else Meaning(())


def plain_text(html: str) -> str:
    """As somebody would type it: paragraphs, items and cells on lines of their own."""
    return "\n".join(filter(None, (text.strip() for text in _blocks(_root(html))))) if html.strip() else ""


def meaning_within(root: HtmlElement) -> Meaning:
    """Of a page that is read already."""
    blocks = filter(None, (normal(text) for text in _blocks(root)))
    images = [normal(one.get("alt") or "") for one in root.iter("img")]
    links = [_named(one) for one in root.iter("a") if _leads_on(one.get("href"))]
    cells = sum(1 for _ in root.iter(*CELLS))
    return Meaning(tuple(blocks), tuple(images), tuple(filter(None, links)), cells)


def differences(expected: Meaning, found: Meaning) -> list[str]:
    """What a reader of the one does not see in the other, in words for staff; empty where both say the same."""
    told = [] if expected.text == found.text else _of_text(expected.blocks, found.blocks)
    if len(expected.images) != len(found.images):
        told.append(f"图片应有 {len(expected.images)} 张，网站上有 {len(found.images)} 张")
    elif expected.images != found.images:
        told.append("图片的说明文字与稿件不同")
    if expected.cells != found.cells:
        told.append(f"表格应有 {expected.cells} 格，网站上有 {found.cells} 格")
    if expected.links != found.links:
        gone = [link for link in expected.links if link not in found.links]
        told += [f"没有了链接：“{shortened(link)}”" for link in gone] or ["链接与稿件不同"]
    return first_of(told)


def first_of(told: Sequence[str]) -> list[str]:
    """So many differences as a person reads, and how many more there are."""
    more = len(told) - MOST_TOLD
    return [*told[:MOST_TOLD], *([f"还有 {more} 处"] if more > 0 else [])]


def holds_only(expected: Meaning, found: Meaning) -> bool:
    """Whether the one that was found has nothing that was not expected, though something may be missing in it."""
    fewer = len(found.images) <= len(expected.images) and found.cells <= expected.cells
    return fewer and set(found.links) <= set(expected.links) and all(_is_left_of(one, expected) for one in found.blocks)


def leads(html: str) -> list[str]:
    """Where its pictures, links and films lead: paths and queries, without the host, which some sites leave out."""
    if not html.strip():
        return []
    found = [(one.get("href") if one.tag == "a" else one.get("src")) or "" for one in _root(html).iter(*LEADING)]
    return [_path(address) for address in found if _leads_on(address)]


def shortened(text: str) -> str:
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


def _of_text(expected: Sequence[str], found: Sequence[str]) -> list[str]:
    expected, found = _between(expected, found)
    # Only where it is short is every pair of blocks weighed against each other.
    matcher = SequenceMatcher(None, expected, found, autojunk=len(expected) * len(found) > MOST_PAIRS)
    told = []
    for tag, begin, end, at, until in matcher.get_opcodes():
        if tag == "equal":
            continue
        old, new = "".join(expected[begin:end]), "".join(found[at:until])
        if old == new:
            continue  # cut into paragraphs differently
        told += [*([f"没有了：“{shortened(old)}”"] if old else []), *([f"多出：“{shortened(new)}”"] if new else [])]
    return told


def _between(expected: Sequence[str], found: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Without what they begin and end with alike."""
    shorter = min(len(expected), len(found))
    begin = next((at for at in range(shorter) if expected[at] != found[at]), shorter)
    rest = shorter - begin
    end = next((at for at in range(rest) if expected[-1 - at] != found[-1 - at]), rest)
    return expected[begin : len(expected) - end], found[begin : len(found) - end]


def _is_left_of(block: str, expected: Meaning) -> bool:
    """It stood there as it is, or it is most of one that did, with pieces taken out."""
    if block in expected.text:
        return True
    return any(len(block) < len(one) <= 2 * len(block) and _runs_through(block, one) for one in expected.blocks)


def _runs_through(short: str, long: str) -> bool:
    """Whether all signs of the one follow each other in the other."""
    signs = iter(long)
    return all(sign in signs for sign in short)


def _root(html: str) -> HtmlElement:
    return lxml.html.fragment_fromstring(html, create_parent="div")


def _blocks(root: HtmlElement) -> Iterator[str]:
    """Texts between the borders of block elements, in reading order."""
    parts: list[str] = []
    for event, element in _walk(root):
        if event == "text":
            parts.append(element)
        elif parts:
            yield "".join(parts)
            parts = []
    if parts:
        yield "".join(parts)


def _walk(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """Without recursion: pasted HTML may be nested deeper than Python goes."""
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        element, closing = stack.pop()
        is_tag = isinstance(element.tag, str)
        if closing or not is_tag or element.tag in UNSEEN:
            if closing and element.tag in BLOCKS:
                yield "border", ""
            if element is not root and element.tail:
                yield "text", element.tail
            continue
        if element.tag in BLOCKS:
            yield "border", ""
        if element.text:
            yield "text", element.text
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))


def _named(link: HtmlElement) -> str:
    """What it says; of a picture that leads somewhere, what the picture says."""
    return normal(link.text_content()) or normal("".join(one.get("alt") or "" for one in link.iter("img")))


def _path(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return unquote(f"{parts.path}?{parts.query}").lstrip("/")


def _leads_on(address: str | None) -> bool:
    return bool(address) and not str(address).startswith("#")
