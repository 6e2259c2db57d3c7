"""Fetch one page or file by an address that a person gave, from hosts the office named and from nowhere else.

The address is data, not trust: whoever can make the server call an address of their choice can reach what stands
behind it. So only named hosts, only http and https on their usual ports, every step of a redirection looked at anew;
the name is resolved once, must lead to public addresses only, and the connection goes to the very address looked at.
A host named in the settings by its number (`10.0.0.8`, `127.0.0.1:8000`) is the office's own decision.
"""

import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx

from channels.errors import Refused, TryLater
from content.file_types import MEGABYTE

LARGEST = 20 * MEGABYTE
SECONDS = 20.0
REDIRECTS = 3
PORTS = {"http": 80, "https": 443}
EMBEDS_IPV4 = ip_network("64:ff9b::/96")
AGENT = "Mozilla/5.0 (compatible; gongkai)"
WAIT = timedelta(minutes=1)
TOO_LARGE = f"链接里的内容太大（最多 {LARGEST >> 20} MB）或格式特别，取不下来。请把文字和图片直接发来。"
NOT_REACHED = "现在打不开这个链接，请稍后再发一次，或把文字直接发来。"
MISSPELT = "这个链接写法不对，打不开。"

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Fetched:
    """`url` is where it was in the end."""

    url: str
    content: bytes
    media_type: str


def fetch(url: str, hosts: Sequence[str]) -> Fetched:
    """`hosts`: `mp.weixin.qq.com`, `.example.gov.cn` (all below it), with `:port` where it is not the usual one.

    Raises `Refused`, or `TryLater` where it cannot be reached, in words for the person who sent the link.
    """
    ends = time.monotonic() + SECONDS
    for _ in range(REDIRECTS + 1):
        answer = _get(url, hosts, ends)
        if isinstance(answer, Fetched):
            return answer
        url = _onward(url, answer)
    raise Refused("这个链接转了太多次，打不开。请发最后的网页地址。")


def _onward(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise Refused(MISSPELT) from None


def _get(url: str, hosts: Sequence[str], ends: float) -> Fetched | str:
    """What is there, or the address it leads on to."""
    parts = _allowed(url, hosts)
    address = _address_of(parts)
    # The number is called, the name asked for and, with https, proved by its certificate.
    host = f"[{address}]" if ":" in address else address
    called = parts._replace(netloc=f"{host}:{_port(parts)}", fragment="").geturl()
    headers = {"host": parts.netloc, "user-agent": AGENT, "accept-encoding": "identity"}
    try:
        # No proxy of the environment's: it would resolve the name anew.
        with (
            httpx.Client(trust_env=False, follow_redirects=False, timeout=max(ends - time.monotonic(), 1)) as client,
            client.stream("GET", called, headers=headers, extensions={"sni_hostname": parts.hostname}) as answer,
        ):
            return _read(url, answer, ends)
    except (httpx.HTTPError, httpx.InvalidURL):
        raise TryLater(NOT_REACHED, wait=WAIT) from None


def _allowed(url: str, hosts: Sequence[str]) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        port, host = parts.port, (parts.hostname or "").lower()
    except ValueError:
        raise Refused(MISSPELT) from None
    if parts.scheme not in PORTS or not host or parts.username is not None or parts.password is not None:
        raise Refused("只能用 http:// 或 https:// 开头的普通网页链接。")
    usual = port in (None, PORTS[parts.scheme])
    named = host if usual else f"{host}:{port}"
    if not any(named == one or (one.startswith(".") and named.endswith(one)) for one in hosts):
        raise Refused(f"不能从 {named} 取内容：它不在设置允许的网站里（chat.fetch_hosts）。请把文字和图片直接发来。")
    return parts


def _address_of(parts: SplitResult) -> str:
    """The number to call. One name may have several: all must be public, or it is nobody's to say which is called."""
    host = parts.hostname or ""
    if _number(host) is not None:
        return host  # named so in the settings
    try:
        found = socket.getaddrinfo(host, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise TryLater(NOT_REACHED, wait=WAIT) from None
    numbers = [ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    if not numbers or not all(map(_is_public, numbers)):
        raise Refused("这个链接指向内部网络，不能取。请把文字和图片直接发来。")
    return str(numbers[0])


def _number(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _is_public(number: Address) -> bool:
    """Also what an IPv6 address only wraps."""
    if isinstance(number, IPv6Address):
        wrapped = number.ipv4_mapped or number.sixtofour or (number.teredo and number.teredo[1])
        if wrapped:
            return _is_public(wrapped)
        if number in EMBEDS_IPV4:
            return _is_public(IPv4Address(int(number) & 0xFFFFFFFF))
    return number.is_global and not number.is_multicast


def _port(parts: SplitResult) -> int:
    return parts.port or PORTS[parts.scheme]


def _read(url: str, answer: httpx.Response, ends: float) -> Fetched | str:
    if answer.has_redirect_location:
        return answer.headers["location"]
    if answer.status_code != httpx.codes.OK:
        raise Refused(f"打不开这个链接（网站答复 {answer.status_code}）。请核对，或把文字直接发来。")
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise Refused(TOO_LARGE)  # what it unfolds to cannot be known
    body = bytearray()
    for piece in answer.iter_raw():
        body += piece
        if len(body) > LARGEST:
            raise Refused(TOO_LARGE)
        if time.monotonic() > ends:
            raise TryLater(NOT_REACHED, wait=WAIT)
    return Fetched(url, bytes(body), answer.headers.get("content-type", ""))
