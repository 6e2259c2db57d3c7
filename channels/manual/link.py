"""Addresses of a website's pages, made into the one form that a delivery owns.

Its page reached by http or https, with what was hung on to it on the way (where it was shared from, a session, a
place in the page), is the same page.
"""

import re
from collections.abc import Sequence
from functools import partial
from urllib.parse import SplitResult, quote, urlsplit

from channels.links import Link, Wording, find

PAGE = Wording(
    "稿件网页", "网页", "请打开{platform}上已经公开的这一篇，把浏览器地址栏里的网址整段复制过来，不要用后台的网址。"
)
HOME = re.compile(r"/?((index|default)\.\w+)?", re.IGNORECASE)
SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
ESCAPED = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
HUNG_ON = re.compile(r"(utm_\w+|from|isappinstalled|share\w*|spm|jsessionid|nsukey|clicktime|enterid)", re.IGNORECASE)
USUAL = frozenset({80, 443})


def read(text: str, site: str, addresses: Sequence[str]) -> Link:
    """The one page below one of `addresses` that a pasted text names. Raises Refused."""
    begins = [urlsplit(address) for address in addresses]
    hosts = [begin.hostname or "" for begin in begins]
    return find(text, site, hosts, partial(_recognise, begins), wording=PAGE)


def _recognise(begins: Sequence[SplitResult], address: SplitResult) -> Link | None:
    for begin in begins:
        path = ESCAPED.sub(
            lambda found: found[0].upper(), quote(SESSION.sub("", address.path), safe="/%~!$&'()*+,;=:@")
        )
        if not (_is_of(begin, address) and path.startswith(f"{begin.path}/")):
            continue
        query = _query(address.query)
        if query or not HOME.fullmatch(path.removeprefix(begin.path)):
            return Link(f"{begin.scheme}://{begin.netloc.lower()}{path}{query}", f"{path}{query}")
    return None


def _is_of(begin: SplitResult, address: SplitResult) -> bool:
    return begin.hostname == address.hostname and _port(begin) == _port(address)


def _port(address: SplitResult) -> int | None:
    """None for the usual ones; -1 for what is no port."""
    try:
        return None if address.port in USUAL else address.port
    except ValueError:
        return -1


def _query(text: str) -> str:
    """As written, so that no encoding is guessed; in one order."""
    kept = [part for part in text.split("&") if part and not HUNG_ON.fullmatch(part.partition("=")[0])]
    return f"?{'&'.join(sorted(kept))}" if kept else ""
