"""Links as people paste them, alone or inside a share text, made into the one canonical address of a work."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import SplitResult, parse_qs, urlsplit

from channels.errors import Refused

# An address ends at white space, quotes or the full-width signs a share text puts around it.
WITH_SCHEME = re.compile(r"https?://[^\s<>\"'`|\\\[\]，。；、！？（）【】“”《》]+", re.IGNORECASE)
TRAILING = ".,;:!?)]}*"


@dataclass(frozen=True, slots=True)
class Link:
    """`url` is canonical: two pasted forms of one work give the same. `id` is the platform's own name of the work.

    `at` is the moment of publication where the id carries it (aware UTC), else None.
    """

    url: str
    id: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """What staff call such a page: `one` of them, and in `several` links; `how` its link is had."""

    one: str
    several: str
    how: str


WORK = Wording("一条作品", "作品", "请打开{platform}里已发布的作品，点“分享—复制链接”，把整段文字粘贴过来。")
Recognise = Callable[[SplitResult], Link | None]
"""An address on one of the platform's hosts → its work; None for a page that is no work."""


def find(text: str, platform: str, hosts: Collection[str], recognise: Recognise, *, wording: Wording = WORK) -> Link:
    """The one work that a pasted text links to.

    Raises Refused, in words for staff, when there is no address, one of another site, one of the platform that is
    not a work's, or several works.
    """
    addresses = [split for address in _addresses(text, hosts) if (split := _split(address)) is not None]
    ours = [address for address in addresses if (address.hostname or "") in hosts]
    works = {link.url: link for link in map(recognise, ours) if link is not None}
    if len(works) == 1:
        return next(iter(works.values()))
    raise Refused(_wrong(platform, addresses, ours, list(works), wording=wording))


def query(address: SplitResult, name: str) -> str:
    """The first value of a query parameter, decoded; empty when there is none."""
    return parse_qs(address.query).get(name, [""])[0]


def _split(address: str) -> SplitResult | None:
    """None for what only looks like an address: `urlsplit` refuses some hosts."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _addresses(text: str, hosts: Collection[str]) -> list[str]:
    found = [address.rstrip(TRAILING) for address in WITH_SCHEME.findall(text)]
    if found:
        return found
    bare = re.compile(rf"(?<![\w.@-])(?:{'|'.join(map(re.escape, hosts))})/[^\s<>\"'，。；、）】”]+", re.IGNORECASE)
    return [f"https://{address.rstrip(TRAILING)}" for address in bare.findall(text)]


def _wrong(
    platform: str, addresses: Sequence[SplitResult], ours: Sequence[SplitResult], works: list[str], *, wording: Wording
) -> str:
    how = wording.how.format(platform=platform)
    if len(works) > 1:
        return f"粘贴的文字里有 {len(works)} 条不同的{wording.several}链接（{'、'.join(works)}），请只留这一件的。"
    if ours:
        return f"“{ours[0].geturl()}”不是{wording.one}的链接。{how}"
    if addresses:
        return f"这是 {addresses[0].hostname or addresses[0].geturl()} 的链接，不是{platform}的。{how}"
    return f"没有找到{platform}的链接。{how}"
