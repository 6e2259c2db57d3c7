"""Addresses that only work inside the office: private networks, local files, hosts without a domain."""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address, IPv4Network

from content.checks.passage import Finding, Passage

_URL = re.compile(r"(?:https?|ftp|rtsp|ws)s?://(?P<rest>[^\s\u3000-\uffef\"'<>（）]+)", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\dA-Za-z./@_-])(?P<ip>(?:10|127|169|172|192|100)(?:\.\d{1,3}){3})(?P<tail>(?::\d{2,5})?(?:/[^\s\u3000-\uffef]*)?)(?![\d]|\.\d)"
)
_LOCAL = re.compile(
    r"(?P<file>file:///?[^\s\u3000-\uffef]+|\\\\[A-Za-z0-9][\w.-]*\\[^\s\u3000-\uff00]+)|(?<![A-Za-z])(?P<drive>[A-Za-z]:\\[^\s\u3000-\uff00，。；]+)"
)
_INSIDE = re.compile(r"(?:^localhost$|\.(?:local|lan|internal|intranet|corp|home|localdomain)$)", re.IGNORECASE)
_SHARED = IPv4Network("100.64.0.0/10")  # carriers' own addresses (RFC 6598)
_CALLED = re.compile(r"(?:IP|ip|地址|服务器|主机|网址|登[录陆]|访问|内网)[^，。；\n]{0,6}$")


def find(passage: Passage) -> Iterator[Finding]:
    taken: list[tuple[int, int]] = []
    for found in _URL.finditer(passage.text):
        taken.append(found.span())
        if _is_inside(found["rest"]):
            yield _finding(*found.span())
    for found in _BARE.finditer(passage.text):
        if not any(start <= found.start() < end for start, end in taken) and _is_meant(passage, found):
            yield _finding(*found.span())
    for found in _LOCAL.finditer(passage.text):
        says = "是本机或共享文件夹的路径，公众打不开，请改为附件或公开的网址。"
        yield Finding("internal_link", *found.span(), says, blocks=found["file"] is not None)
    for link in passage.links:
        address = _URL.match(link)
        if (address and _is_inside(address["rest"])) or _LOCAL.match(link):
            yield Finding("internal_link", 0, 0, "链接指向内网或本机地址，须改为公开的网址。", blocks=True, quote=link)


def _finding(start: int, end: int) -> Finding:
    says = "是内网地址，公众打不开且暴露内部系统，须删去或改为公开的网址。"
    return Finding("internal_link", start, end, says, blocks=True)


def _is_inside(rest: str) -> bool:
    host = re.split(r"[:/?#]", rest.rpartition("@")[2] if "@" in rest.split("/", maxsplit=1)[0] else rest)[0]
    return "." not in host or _INSIDE.search(host) is not None or _is_private(host)


def _is_private(host: str) -> bool:
    try:
        address = IPv4Address(host)
    except AddressValueError:
        return False
    return address.is_private or address in _SHARED


def _is_meant(passage: Passage, found: re.Match[str]) -> bool:
    """`10.1.2.3` may number a clause: a 10. address counts with a port, a path, or where it is called one."""
    if not _is_private(found["ip"]):
        return False
    before = passage.text[max(0, found.start() - 14) : found.start()]
    return found["ip"].startswith(("192.168.", "172.", "127.")) or bool(found["tail"]) or bool(_CALLED.search(before))
