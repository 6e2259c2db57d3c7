"""Links of 视频号 works.

`https://weixin.qq.com/sph/A1ri7B…` (the share link), its preview page, and the long form with an export id (`eid`) or
an object id (`oid` with its `nid`). Which short link belongs to which export id only the platform knows. None of them
carries the time. Forms seen in public code and share texts, 2026-11.
"""

import re
from urllib.parse import SplitResult, urlencode

from channels.links import Link, find, query

HOSTS = ("weixin.qq.com", "channels.weixin.qq.com")
SHARE = re.compile(r"/sph/([A-Za-z0-9_-]+)/?")
SHARE_ID = re.compile(r"[A-Za-z0-9_-]+")
EXPORT_ID = re.compile(r"(?<![\w/])export/[A-Za-z0-9_-]{8,}")
FEED = "https://channels.weixin.qq.com/web/pages/feed"


def read(text: str) -> Link:
    """The work a pasted text links to; a bare export id is one too. Raises Refused."""
    if "://" not in text and (bare := EXPORT_ID.search(text)):
        return Link(f"{FEED}?{urlencode({'eid': bare[0]})}", bare[0])
    return find(text, "视频号", HOSTS, recognise)


def recognise(address: SplitResult) -> Link | None:
    if share := SHARE.fullmatch(address.path):
        return _shared(share[1])
    if address.path.rstrip("/") == "/finder-preview/pages/sph" and SHARE_ID.fullmatch(query(address, "id")):
        return _shared(query(address, "id"))
    if address.path.rstrip("/") == "/web/pages/feed":
        names = ("eid",) if query(address, "eid") else ("oid", "nid")
        return _feed({name: query(address, name) for name in names})
    return None


def _shared(share_id: str) -> Link:
    return Link(f"https://weixin.qq.com/sph/{share_id}", share_id)


def _feed(names: dict[str, str]) -> Link | None:
    given = {name: value for name, value in names.items() if value}
    work = given.get("eid") or given.get("oid")
    return Link(f"{FEED}?{urlencode(given)}", work) if work else None
