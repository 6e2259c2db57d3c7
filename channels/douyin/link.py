"""Links of Douyin works.

The number of a work is 64 bits, the upper 32 of them the Unix second it was made. Forms seen in public code and share
texts, 2026-11: `v.douyin.com/…` (share text), `www.douyin.com/video|note/…`, `?modal_id=…`,
`www.iesdouyin.com/share/video/…`, `open.douyin.com/player/video?vid=…`.
"""

import re
from datetime import UTC, datetime
from urllib.parse import SplitResult, urlsplit

import httpx

from channels.errors import Refused
from channels.links import Link, find, query

SHORT_HOST = "v.douyin.com"
HOSTS = (SHORT_HOST, "www.douyin.com", "douyin.com", "m.douyin.com", "www.iesdouyin.com", "open.douyin.com")
SHORT = re.compile(r"/([A-Za-z0-9_-]{4,})/?")
WORK = re.compile(r"/(?:share/)?(video|note)/(\d{15,20})/?")
NUMBER = re.compile(r"\d{15,20}")
# Douyin opened in September 2016: an older "time" means the number is not one of a work.
OPENED = datetime(2016, 9, 1, tzinfo=UTC)
FOLLOW_SECONDS = 8.0
LONG_FORM = "请在电脑浏览器里打开作品，复制地址栏的网址（https://www.douyin.com/video/…）粘贴过来。"


def read(text: str) -> Link:
    """The work a pasted text links to; a short link stays as it is. Raises Refused."""
    return find(text, "抖音", HOSTS, recognise)


def read_and_follow(text: str, base: str) -> Link:
    """As `read`, with a short link followed one step from `base` to the work's number. Raises Refused."""
    link = read(text)
    if not link.url.startswith(f"https://{SHORT_HOST}/"):
        return link
    try:
        answer = httpx.head(f"{base}/{link.id}/", follow_redirects=False, timeout=FOLLOW_SECONDS)
    except httpx.HTTPError as error:
        raise Refused(f"服务器现在打不开抖音的短链接。{LONG_FORM}") from error
    found = recognise(urlsplit(answer.headers.get("location", "")))
    if found is None:
        raise Refused(f"短链接 {link.url} 没有指向一条作品（已删除或还在审核？）。{LONG_FORM}")
    return found


def published_at(number: int) -> datetime | None:
    """The moment in a work's number, aware UTC; None where the number carries none."""
    at = datetime.fromtimestamp(number >> 32, UTC)
    return at if at >= OPENED else None


def recognise(address: SplitResult) -> Link | None:
    if address.hostname == SHORT_HOST:
        short = SHORT.fullmatch(address.path)
        return Link(f"https://{SHORT_HOST}/{short[1]}/", short[1]) if short else None
    if work := WORK.fullmatch(address.path):
        return _work(work[1], work[2])
    number = query(address, "modal_id") or query(address, "vid")
    return _work("video", number) if NUMBER.fullmatch(number) else None


def _work(form: str, number: str) -> Link:
    return Link(f"https://www.douyin.com/{form}/{number}", number, published_at(int(number)))
