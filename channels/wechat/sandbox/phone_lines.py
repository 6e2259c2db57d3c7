"""The lines of a chat as a phone shows them. Nothing here is HTML: the template escapes everything."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from channels.wechat.sandbox import followers
from content.zone import to_the_minute

# What WeChat makes a link of in a text: its own form of <a>, and what begins like an address.
LINK = re.compile(
    r"""<a\s[^<>]*?href\s*=\s*["']([^"'<>]*)["'][^<>]*>(.*?)</a>|(https?://[A-Za-z0-9_\-.~:/?#@!$&'()*+,;=%]+)""",
    re.DOTALL,
)
PAUSE = 300
"""Seconds after which a phone tells the time again."""
MEDIA = {"image": "［图片］", "voice": "［语音］", "video": "［视频］", "music": "［音乐］"}
NOTES = {"press": "你点了菜单“{}”"}


def shown(lines: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each with `id`, `side` (me, account, note), `time` where a phone shows it, and what it says."""
    before = 0.0
    for number, line in enumerate(lines, 1):
        time = to_the_minute(datetime.fromtimestamp(line["at"], UTC)) if line["at"] - before > PAUSE else ""
        before = line["at"]
        yield {"id": f"line-{number}", "time": time, **_line(line)}


def parts(text: str) -> list[tuple[str, str]]:
    """(words, address) one after the other; the address is empty for what is no link."""
    found: list[tuple[str, str]] = []
    end = 0
    for match in LINK.finditer(text):
        found.append((text[end : match.start()], ""))
        address = match[1] if match[1] is not None else match[3].rstrip(".,;!?)'")
        end = match.end() if match[1] is not None else match.start() + len(address)
        found.append((match[2] or address, web(address)))
    return [part for part in [*found, (text[end:], "")] if part[0]]


def web(address: str) -> str:
    """The address if it is one of the web; empty for anything else, which is not to be clicked."""
    return address if urlsplit(address).scheme in {"http", "https"} else ""


def _line(line: Mapping[str, Any]) -> dict[str, Any]:
    kind, text = line["type"], str(line.get("text", ""))
    if line["by"] == followers.WECHAT or kind in NOTES:
        return {"side": "note", "kind": "text", "parts": [(NOTES.get(kind, "{}").format(text), "")]}
    mine = line["by"] == followers.FOLLOWER
    side = {"side": "me" if mine else "account", "kind": kind, "later": line.get("way") == "customer"}
    if kind == "news":
        return {**side, "articles": [_article(one) for one in line["articles"]]}
    if kind == "image" and mine:
        return {**side, "picture": urlsplit(line["url"]).path}
    if kind == "location":
        return {**side, "place": text or "位置", "where": f"{line['latitude']:.5f}，{line['longitude']:.5f}"}
    if kind == "link":
        return {**side, "articles": [{"title": text, "about": line["url"], "url": web(line["url"])}]}
    # What a follower types is never read as HTML.
    said = [(text, "")] if mine and kind == "text" else parts(text or MEDIA.get(kind, f"［{kind}］"))
    return {**side, "parts": said}


def _article(given: Mapping[str, Any]) -> dict[str, str]:
    """Of a passive reply (`Title` …) or a customer message (`title` …)."""
    lower = {name.lower(): str(value) for name, value in given.items()}
    return {"title": lower.get("title", ""), "about": lower.get("description", ""), "url": web(lower.get("url", ""))}
