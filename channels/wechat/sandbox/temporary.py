"""Temporary material (临时素材): what followers sent, and what the account uploaded; kept for three days."""

import hashlib
from typing import Any

from channels.wechat.sandbox.asked import Asked, Raw, Refusal
from channels.wechat.sandbox.material import sniff
from channels.wechat.sandbox.state import State

LIVES = 3 * 24 * 3600
MB = 1_000_000
# The pages say 10 MB in one place and 2 MB in another: the stricter holds here.
MOST = {"image": 2 * MB, "voice": 2 * MB, "video": 10 * MB, "thumb": 64_000}


def upload(state: State, asked: Asked) -> dict[str, Any]:
    kind = asked.query.get("type", "")
    if kind not in MOST:
        raise Refusal(40004)
    if asked.upload is None or not asked.upload[1]:
        raise Refusal(41005)
    content = asked.upload[1]
    if len(content) > MOST[kind]:
        raise Refusal(40009)
    found = sniff(content)
    if kind in {"image", "thumb"} and found not in {"JPEG", "PNG", "GIF"}:
        raise Refusal(40005)
    media_type = f"image/{found.lower()}" if kind in {"image", "thumb"} else f"{kind.replace('voice', 'audio')}/mp4"
    media_id = keep(state, content, media_type, asked.now)
    return {"type": kind, "media_id": media_id, "created_at": int(asked.now)}


def keep(state: State, content: bytes, media_type: str, now: float) -> str:
    """The media_id under which it can be fetched for three days."""
    digest = hashlib.sha256(content).hexdigest()
    state.keep_picture(digest[:40], media_type, content)
    media_id = f"{digest[40:]}{digest[:30]}_{state.count('temporary')}"
    state.put("temporary", media_id, {"name": digest[:40], "type": media_type, "at": now}, now)
    return media_id


def get(state: State, asked: Asked) -> dict[str, Any] | Raw:
    """The bytes; of a video an address."""
    media_id = asked.query.get("media_id", "")
    kept = state.get("temporary", media_id)
    if kept is None or asked.now - kept["at"] >= LIVES:
        raise Refusal(40007)
    if kept["type"].startswith("video/"):
        return {"video_url": f"{asked.base}/mmbiz_video/{kept['name']}/0"}
    found = state.picture(kept["name"])
    if found is None:
        raise Refusal(40007)
    return Raw(*found)
