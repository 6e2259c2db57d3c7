"""The marker: how an article in the account is known as ours, and as which edition.

It stands in the address behind 阅读原文 (`…?gk=2026-00137.2@wechat-1a2b3c4d5e6f`), which the platform gives back
unchanged; where there is no page to lead to, as a line at the end of the text.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from content.edition import Edition

PARAMETER = "gk"
_LINE = re.compile(r"稿件编号：([^<\s]+)")


def marker_of(edition: Edition, channel: str) -> str:
    """The delivery's key and the first twelve digits of the edition's digest."""
    return f"{edition.key(channel)}-{edition.digest[:12]}"


def parse(marker: str) -> tuple[str, str]:
    """(delivery key, short digest) of a marker; empty texts for anything else."""
    key, dash, digest = marker.rpartition("-")
    return (key, digest) if dash and "@" in key else ("", "")


def add_to(address: str, marker: str) -> str:
    """The address with the marker in its query; empty stays empty."""
    if not address:
        return ""
    head, hash_sign, fragment = address.partition("#")
    joint = "&" if "?" in head else "?"
    return f"{head}{joint}{PARAMETER}={quote(marker, safe='@.-')}{hash_sign}{fragment}"


def line(marker: str) -> str:
    return f"稿件编号：{marker}"


def marker_in(article: Mapping[str, Any]) -> str:
    """The marker of one article (`news_item`) as the platform gives it back; empty if it is not ours."""
    query = parse_qs(urlsplit(str(article.get("content_source_url") or "")).query)
    if query.get(PARAMETER):
        return query[PARAMETER][0]
    found = _LINE.search(str(article.get("content") or ""))
    return found.group(1) if found else ""
