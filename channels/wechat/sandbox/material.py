"""Pictures: uploadimg for texts, add_material for covers. The bytes decide, not the name."""

import hashlib
import io
from typing import Any

from PIL import Image, UnidentifiedImageError

from channels.wechat.sandbox.asked import Asked, Refusal
from channels.wechat.sandbox.state import State

MB = 1_000_000
IMAGES = frozenset({"JPEG", "PNG", "GIF", "BMP"})


def upload_image(state: State, asked: Asked) -> dict[str, Any]:
    """JPG or PNG under 1 MB, for use inside a text."""
    content = _content(asked)
    kind = sniff(content)
    if kind not in {"JPEG", "PNG"}:
        raise Refusal(40005)
    if len(content) >= MB:
        raise Refusal(40009)
    return {"url": _keep(state, asked, content, kind)}


def add_material(state: State, asked: Asked) -> dict[str, Any]:
    """Permanent material. `type` stands in the query; without it the platform speaks of a wrong media_id."""
    wanted = asked.query.get("type", "")
    if wanted not in {"image", "thumb"}:
        raise Refusal(40007)
    content = _content(asked)
    kind = sniff(content)
    if kind not in (IMAGES if wanted == "image" else {"JPEG"}):
        raise Refusal(40137 if kind else 40005)
    if len(content) > (10 * MB if wanted == "image" else 64_000):
        raise Refusal(40009)
    media_id = f"{hashlib.sha256(content).hexdigest()[:24]}_{state.count('material')}"
    url = _keep(state, asked, content, kind)
    state.put("material", media_id, {"url": url, "type": wanted}, asked.now)
    return {"media_id": media_id, "url": url}


def delete_material(state: State, asked: Asked) -> dict[str, Any]:
    media_id = str(asked.body().get("media_id", ""))
    if state.get("material", media_id) is None:
        raise Refusal(40007)
    state.drop("material", media_id)
    return {"errcode": 0, "errmsg": "ok"}


def count(state: State, _asked: Asked) -> dict[str, Any]:
    return {"voice_count": 0, "video_count": 0, "image_count": state.how_many("material"), "news_count": 0}


def _content(asked: Asked) -> bytes:
    if asked.upload is None or not asked.upload[1]:
        raise Refusal(41005)
    return asked.upload[1]


def sniff(content: bytes) -> str:
    try:
        with Image.open(io.BytesIO(content)) as image:
            return image.format or ""
    except (UnidentifiedImageError, OSError):
        return ""


def _keep(state: State, asked: Asked, content: bytes, kind: str) -> str:
    name = hashlib.sha256(content).hexdigest()[:40]
    folder = f"mmbiz_{'jpg' if kind == 'JPEG' else kind.lower()}"
    state.keep_picture(name, f"image/{kind.lower()}", content)
    return f"{asked.base}/{folder}/{name}/640?from=appmsg"
