"""The person who completes a hand-over: reads the package's folder, uploads on the platform's page, brings the link."""

from pathlib import Path

import httpx

from channels.captions import LABELS
from channels.channel import Package

SECONDS = 30.0


def upload(place: str, package: Package, folder: Path) -> str:
    """What the platform's 复制链接 gives. Raises httpx.HTTPStatusError when the platform does not take it."""
    title = _text(folder, "short_title") or _text(folder, "title")
    video = next(folder / name for name in package.files if name.startswith("视频"))
    fields = {"title": title, "text": _text(folder, "text"), "declared": _declared(package)}
    with video.open("rb") as content:
        answer = httpx.post(
            f"{place}/works",
            data=fields,
            files={"video": (video.name, content, "video/mp4")},
            headers={"Accept": "application/json"},
            timeout=SECONDS,
            trust_env=False,
        )
    answer.raise_for_status()
    return str(answer.json()["share_text"])


def _text(folder: Path, name: str) -> str:
    file = folder / f"{LABELS[name]}.txt"
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""


def _declared(package: Package) -> str:
    """The line of the checklist that says what to choose about generated content."""
    return next(point.rstrip("。") for point in package.checklist if "AI生成" in point)
