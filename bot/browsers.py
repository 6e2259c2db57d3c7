"""What a browser tells with a request: its network address, and whether a form was sent from one of our own pages."""

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from fastapi import Request

from bot.limits import neighbourhood

SAME = ("same-origin", "none")


def address(request: Request, proxies: Collection[str]) -> str:
    """The network address that counts: the browser's, as our own web server or one of the `proxies` tells it."""
    peer = request.client.host if request.client else ""
    return neighbourhood(_forwarded(request, "for") if _is_ours(peer, proxies) else "") or neighbourhood(peer)


def is_https(request: Request, proxies: Collection[str]) -> bool:
    """Whether the browser speaks https with us, or with the web server before us."""
    peer = request.client.host if request.client else ""
    told = _forwarded(request, "proto") if _is_ours(peer, proxies) else ""
    return (told or request.url.scheme) == "https"


def is_from_here(request: Request, base_url: str) -> bool:
    """As far as the browser says. `base_url` is the address we are known under, beside the one it asked for."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None and site not in SAME:
        return False
    if origin is None:
        return True
    ours = {request.headers.get("host", ""), urlsplit(base_url).netloc}
    return origin != "null" and urlsplit(origin).netloc in ours


def _forwarded(request: Request, what: str) -> str:
    return request.headers.get(f"x-forwarded-{what}", "").rpartition(",")[2].strip()


def _is_ours(peer: str, proxies: Collection[str]) -> bool:
    try:
        return ipaddress.ip_address(peer).is_loopback or peer in proxies
    except ValueError:
        return False


APPS = (
    ("MicroMessenger", "微信"),
    ("Edg/", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (("Windows", "Windows"), ("Android", "安卓"), ("iPhone", "iPhone"), ("Mac OS", "macOS"), ("Linux", "Linux"))


def in_words(user_agent: str) -> str:
    """What somebody recognises their own browser by: `Windows 上的 Edge`."""
    browser = next((words for mark, words in APPS if mark in user_agent), "别的程序")
    system = next((words for mark, words in SYSTEMS if mark in user_agent), "")
    return f"{system} 上的 {browser}" if system else browser
