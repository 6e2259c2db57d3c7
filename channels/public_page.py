"""A public page read back as any reader gets it: there, changed or gone; and whether what it links to opens."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

import httpx
from lxml.html import HtmlElement

from channels.channel import Seen, Sight
from channels.cut_off import Trace, cut_off
from channels.http import is_loopback
from channels.meaning import Meaning, first_of, meaning_of, meaning_within, normal, shortened
from channels.page_reading import parsed
from channels.watching import is_sample

SECONDS = 20.0
LARGEST = 10_000_000
MOST_FILES = 20
REDIRECTS = 5
AGENT = "gongkai (public page check)"
GONE = frozenset({404, 410})
UNTRUSTED = "CERTIFICATE_VERIFY_FAILED"
TROUBLES: Mapping[type[Exception], str] = {
    httpx.TimeoutException: "太慢",
    httpx.ConnectError: "连不上网站",
    httpx.TooManyRedirects: "跳转太多",
    httpx.DecodingError: "网站答复的内容读不出来",
    httpx.UnsupportedProtocol: "网址不对",
    httpx.TransportError: "中途断开",
}
"""What a reader's browser would say, the narrower first."""
PIECE, MOST_PIECES = 6, 500
RECOGNISED = 0.3
"""Of a text's pieces: where fewer are there, the page is another one."""
SHORT = 12
"""Blocks shorter than that occur on any page."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a person placed beside the text, under addresses only the site knows: names of files that a link must have
    in its words or address, and how many pictures there are at least.
    """

    files: Sequence[str] = ()
    pictures: int = 0


NOTHING = Beside()


def see(url: str, title: str, html: str, *, own: str = "", beside: Beside = NOTHING, seconds: float = SECONDS) -> Seen:
    """Whether the page at `url` has this title and says what `html` says, and its pictures and files can be had.

    `own`: the part of it by which it is known, where other parts may stand on other pages too; a page that has (next
    to) nothing of it is another one. What stands around it on the page does not matter. Never raises.
    """
    if is_sample(url):
        return Seen(Sight.UNSEEN, "示例网址，不核对。")
    ends = time.monotonic() + seconds
    try:
        with cut_off(seconds) as trace, _client(url, seconds) as client:
            root = _read(client, url, ends, trace)
            if isinstance(root, Seen):
                return root
            page = _Page(client, root, url, ends, trace)
            return _compare(page, title, meaning_of(html), own=meaning_of(own or html), beside=beside)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        says = "太慢" if time.monotonic() >= ends else _in_words(error)
        return Seen(Sight.UNSEEN, f"打不开网页：{says}。")


def _in_words(error: Exception) -> str:
    if UNTRUSTED in str(error):
        return "网站的证书不受信任"
    return next((says for kind, says in TROUBLES.items() if isinstance(error, kind)), "网址不对")


def _client(url: str, seconds: float) -> httpx.Client:
    return httpx.Client(
        timeout=httpx.Timeout(seconds, connect=min(seconds, 10)),
        follow_redirects=True,
        max_redirects=REDIRECTS,
        trust_env=not is_loopback(url),
        headers={"user-agent": AGENT},
    )


def _read(client: httpx.Client, url: str, ends: float, trace: Trace) -> HtmlElement | Seen:
    with client.stream("GET", url, extensions={"trace": trace}) as answer:
        if answer.status_code in GONE:
            return Seen(Sight.GONE, f"网页打不开（网站答复 {answer.status_code}）。")
        if answer.status_code != httpx.codes.OK:
            return Seen(Sight.UNSEEN, f"网页打不开（网站答复 {answer.status_code}）。")
        body = bytearray()
        for piece in answer.iter_bytes():
            body += piece
            if len(body) > LARGEST:
                break
        if len(body) > LARGEST or time.monotonic() >= ends:  # a connection that was cut ends a page, too
            return Seen(Sight.UNSEEN, "网页太大或太慢，没有读完。")
        root = parsed(bytes(body), answer.charset_encoding)
    return Seen(Sight.GONE, "网页是空的。") if root is None else root


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that was read, and the way to what it links to, until `ends` (monotonic seconds)."""

    client: httpx.Client
    root: HtmlElement
    url: str
    ends: float
    trace: Trace


def _compare(page: _Page, title: str, expected: Meaning, *, own: Meaning, beside: Beside) -> Seen:
    found = meaning_within(page.root)
    if _is_another(title, own, found):
        return Seen(Sight.GONE, "网页打得开，但没有这一件的内容。")
    missing = _missing(expected.blocks, found.text)
    files = {name: _link_to(page.root, name) for name in beside.files}
    told = [*_title(title, found), *_text(missing, expected, found), *_parts(expected, found)]
    told += _beside(files, beside.pictures, found)
    told = told or list(_dead(page, expected, files))
    if not told:
        return Seen(Sight.THERE)
    return Seen(Sight.CHANGED, "；".join(first_of(told)) + "。")


def _is_another(title: str, own: Meaning, found: Meaning) -> bool:
    """By pieces of a few signs, which a correction of a word here and there leaves as they are."""
    name = normal(title)
    text = "".join(block for block in own.blocks if block != name)
    if not text:
        return name not in found.text
    around = found.text.replace(name, "")
    step = max(PIECE, len(text) // MOST_PIECES)
    pieces = [text[begin : begin + PIECE] for begin in range(0, max(1, len(text) - PIECE + 1), step)]
    return sum(piece in around for piece in pieces) < len(pieces) * RECOGNISED


def _missing(blocks: Sequence[str], text: str) -> list[str]:
    """Those that do not follow one another in the page's text; short ones are looked for after the last found only."""
    missing, at = [], 0
    for block in blocks:
        place = text.find(block, at)
        if place < 0 and len(block) >= SHORT:
            place = text.find(block)
        if place < 0:
            missing.append(block)
        else:
            at = place + len(block)
    return missing


def _title(title: str, found: Meaning) -> list[str]:
    return [] if normal(title) in found.text else ["没有了标题"]


def _text(missing: Sequence[str], expected: Meaning, found: Meaning) -> list[str]:
    if missing:
        return [f"没有了：“{shortened(block)}”" for block in missing]
    return [] if expected.text in found.text else list(_put_in(expected.blocks, found.text))


def _put_in(blocks: Sequence[str], text: str) -> Iterator[str]:
    """What stands between two blocks that follow each other."""
    begin = text.find(blocks[0]) + len(blocks[0])
    for block in blocks[1:]:
        place = text.find(block, begin)
        if place > begin:
            yield f"多出：“{shortened(text[begin:place])}”"
        begin = max(place, begin) + len(block)


def _parts(expected: Meaning, found: Meaning) -> Iterator[str]:
    for alt in filter(None, expected.images):
        if alt not in found.images:
            yield f"没有了图片：“{shortened(alt)}”"
    for link in expected.links:
        if link not in found.links:
            yield f"没有了链接：“{shortened(link)}”"


def _link_to(root: HtmlElement, name: str) -> str:
    """The address of a link that has the file's name in its words or address; empty where there is none."""
    stem = normal(name.rpartition(".")[0] or name)
    for link in root.iter("a"):
        address = link.get("href") or ""
        said = (link.text_content(), link.get("title") or "", link.get("download") or "", unquote(address))
        if address and any(stem in normal(text) for text in said):
            return str(address)
    return ""


def _beside(files: Mapping[str, str], pictures: int, found: Meaning) -> Iterator[str]:
    yield from (f"没有附件：“{shortened(name)}”" for name, address in files.items() if not address)
    if pictures > len(found.images):
        yield f"图片应有 {pictures} 张，网页上只有 {len(found.images)} 张"


def _dead(page: _Page, expected: Meaning, files: Mapping[str, str]) -> Iterator[str]:
    """Pictures and files of ours, on the same site, that are not there; one that is only slow is not told."""
    host = urlsplit(page.url).hostname
    for address, name, what in _ours(page.root, expected, files)[:MOST_FILES]:
        whole = urljoin(page.url, address)
        if urlsplit(whole).hostname != host or time.monotonic() >= page.ends:
            continue
        with suppress(httpx.HTTPError), page.client.stream("GET", whole, extensions={"trace": page.trace}) as answer:
            if answer.status_code in GONE:
                yield f"{what}打不开：“{shortened(name)}”"


def _ours(root: HtmlElement, expected: Meaning, files: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Address, name and what it is."""
    images = [(one.get("src") or "", normal(one.get("alt") or ""), "图片") for one in root.iter("img")]
    links = [(one.get("href") or "", normal(one.text_content()), "附件") for one in root.iter("a")]
    found = [one for one in images if one[1] in expected.images] + [one for one in links if one[1] in expected.links]
    return [one for one in (*found, *((address, name, "附件") for name, address in files.items())) if one[0]]
