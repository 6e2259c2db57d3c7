"""The fields of an item as people read them, for its page and for comparison."""

from collections.abc import Iterator, Mapping
from typing import Any

from content.front import CHINESE
from content.item import Item

FILES = frozenset({"cover", "attachments", "video"})
"""Compared as files."""


def fields(item: Item) -> dict[str, str]:
    """By the name staff know it by; those that are not filled in are left out, files too."""
    found = {CHINESE[name]: _written(getattr(item, name)) for name in CHINESE if name not in FILES}
    found |= dict(_overrides(item.overrides))
    return {name: text for name, text in found.items() if text}


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    if hasattr(value, "conclusion"):
        return f"{value.by}，{value.on}，{value.conclusion}"
    return str(value)


def _overrides(overrides: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for channel, wanted in overrides.items():
        for name, value in wanted.items():
            yield f"{CHINESE.get(name, name)}（{channel}）", _written(value)
