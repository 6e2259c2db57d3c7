"""A public page read back as any reader gets it: there, changed or gone; and whether what it links to opens."""

import time
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin, urlsplit

import httpx
import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from channels.channel import Seen, Sight
from channels.http import is_loopback
from channels.meaning import MOST_TOLD, Meaning, meaning_of, meaning_within, normal, shortened
from channels.watching import is_sample

SECONDS = 20.0
LARGEST = 10_000_000
MOST_FILES = 20
REDIRECTS = 5
AGENT = "gongkai (public page check)"
GONE = frozenset({404, 410})
SHORT = 12
"""Blocks shorter than that occur on any page."""


def see(url: str, title: str, html: str, *, seconds: float = SECONDS) -> Seen:
    """Whether the page at `url` has this title and says what `html` says, and its pictures and files can be had.

    What stands around it on the page does not matter. Never raises.
    """
    if is_sample(url):
        return Seen(Sight.UNSEEN, "示例网址，不核对。")
    ends = time.monotonic() + seconds
    try:
        with _client(url, seconds) as client:
            page = _read(client, url, ends)
            if isinstance(page, Seen):
                return page
            return _compare(client, page, title, meaning_of(html), url=url, ends=ends)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return Seen(Sight.UNSEEN, f"打不开网页（{type(error).__name__}）。")


def _client(url: str, seconds: float) -> httpx.Client:
    return httpx.Client(
        timeout=httpx.Timeout(seconds, connect=min(seconds, 10)),
        follow_redirects=True,
        max_redirects=REDIRECTS,
        trust_env=not is_loopback(url),
        headers={"user-agent": AGENT},
    )


def _read(client: httpx.Client, url: str, ends: float) -> HtmlElement | Seen:
    with client.stream("GET", url) as answer:
        if answer.status_code in GONE:
            return Seen(Sight.GONE, f"网页打不开（网站答复 {answer.status_code}）。")
        if answer.status_code != httpx.codes.OK:
            return Seen(Sight.UNSEEN, f"网页打不开（网站答复 {answer.status_code}）。")
        body = bytearray()
        for piece in answer.iter_bytes():
            body += piece
            if len(body) > LARGEST or time.monotonic() > ends:
                return Seen(Sight.UNSEEN, "网页太大或太慢，没有读完。")
        charset = answer.charset_encoding
    return _parsed(bytes(body), charset)


def _parsed(body: bytes, charset: str | None) -> HtmlElement | Seen:
    try:
        parser = lxml.html.HTMLParser(encoding=charset) if charset else lxml.html.HTMLParser()
        return lxml.html.document_fromstring(body, parser=parser)
    except (ParserError, LookupError):
        return Seen(Sight.GONE, "网页是空的。")


def _compare(client: httpx.Client, page: HtmlElement, title: str, expected: Meaning, *, url: str, ends: float) -> Seen:
    found = meaning_within(page)
    missing = _missing(expected.blocks, found.text)
    if expected.blocks and len(missing) == len(expected.blocks):
        return Seen(Sight.GONE, "网页打得开，但已没有这一件的内容。")
    told = [*_title(title, found), *_text(missing, expected, found), *_parts(expected, found)]
    told = told or list(_dead(client, page, expected, url=url, ends=ends))
    if not told:
        return Seen(Sight.THERE)
    more = len(told) - MOST_TOLD
    return Seen(Sight.CHANGED, "；".join([*told[:MOST_TOLD], *([f"还有 {more} 处"] if more > 0 else [])]) + "。")


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


def _dead(client: httpx.Client, page: HtmlElement, expected: Meaning, *, url: str, ends: float) -> Iterator[str]:
    """Pictures and files of ours, on the same site, that do not open."""
    host = urlsplit(url).hostname
    ours = [(one.get("src"), normal(one.get("alt") or ""), "图片") for one in page.iter("img")]
    ours = [one for one in ours if one[1] in expected.images]
    links = [(one.get("href"), normal(one.text_content()), "附件") for one in page.iter("a")]
    ours += [one for one in links if one[1] in expected.links]
    for address, name, what in ours[:MOST_FILES]:
        whole = urljoin(url, address or "")
        if address and urlsplit(whole).hostname == host and time.monotonic() < ends:
            with client.stream("GET", whole) as answer:
                if answer.status_code in GONE:
                    yield f"{what}打不开：“{shortened(name)}”"
