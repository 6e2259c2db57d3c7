"""Addresses of articles, in the one form under which a delivery owns them."""

import re
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

from channels.http import is_loopback
from channels.links import Link, find

PLATFORM = "公众号"
HOST = "mp.weixin.qq.com"
# What names an article in its long address; the rest is where the reader came from.
NAMING = ("__biz", "mid", "idx", "sn")
SHORT = re.compile(r"[0-9A-Za-z_-]{16,}")
"""The name in a short address: 22 characters where one has been seen."""


def read(pasted: str, api_address: str) -> Link:
    """The article that a pasted text links to. Raises Refused, in words for staff.

    Against a loopback sandbox (`api_address`) the sandbox's own article pages are articles too.
    """
    hosts = [HOST]
    if is_loopback(api_address):
        hosts.append(urlsplit(api_address).hostname or "")
    return find(pasted, PLATFORM, hosts, lambda address: _article(address, api_address))


def public(address: str) -> str:
    """The platform writes http:// and more than names the article; readers get https://. Other hosts stay."""
    link = _article(urlsplit(address.strip()), "")
    return link.url if link else address.strip()


def _article(address: SplitResult, api_address: str) -> Link | None:
    name = address.path.removeprefix("/s/").strip("/")
    short = address.path.startswith("/s/") and SHORT.fullmatch(name) is not None
    if address.hostname == HOST:
        return Link(f"https://{HOST}/s/{name}", name) if short else _long(address)
    ours = urlsplit(api_address)
    if short and is_loopback(api_address) and address.netloc == ours.netloc:
        return Link(f"{ours.scheme}://{ours.netloc}/s/{name}", name)
    return None


def _long(address: SplitResult) -> Link | None:
    given = parse_qs(address.query)
    if address.path.rstrip("/") != "/s" or not all(name in given for name in NAMING):
        return None
    naming = {name: given[name][0] for name in NAMING}
    return Link(f"https://{HOST}/s?{urlencode(naming, safe='=')}", f"{naming['mid']}_{naming['idx']}")
