"""The settings that are in force, to be read: named as in the file, no secret among them; and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from bot.faults import SettingsFaults
from bot.settings import load
from content.lined import Fault
from content.secret import Secret

if TYPE_CHECKING:
    from bot.app import App

SECTIONS: Mapping[str, str] = {
    "office": "单位",
    "review": "审核",
    "emergency": "紧急发布",
    "basis": "统计口径",
    "media": "载体",
    "columns": "栏目",
    "channels": "渠道",
    "applications": "依申请公开",
    "chat": "公众号对话",
    "public": "公众页面",
    "freshness": "更新时限",
    "report": "年度报告",
    "console": "工作台",
    "files": "文件",
    "identity": "身份证件",
}
"""Of the file; where the data lies may name a password, and is told apart."""
HELD, NOT_HELD = "已设置（不显示）", "没有设置"


@dataclass(frozen=True, slots=True)
class Section:
    """`name` is its key in the file; `rows`: each setting with its value in words."""

    name: str
    title: str
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FileNow:
    """What the file says now that somebody may have changed it: its faults, and whether it is other than in force."""

    faults: Sequence[Fault]
    changed: bool


def sections(app: "App") -> list[Section]:
    """In the file's usual order."""
    settings = app.settings
    kept = Section(
        "database", "数据库", [("database", _kind_of(settings.database)), ("engine", _kind_of(settings.engine))]
    )
    return [*(Section(name, title, list(_rows(getattr(settings, name)))) for name, title in SECTIONS.items()), kept]


def file_now(app: "App") -> FileNow:
    try:
        return FileNow((), changed=load(app.settings.path, app.environ) != app.settings)
    except SettingsFaults as error:
        return FileNow(error.faults, changed=True)


def _rows(value: Any, above: str = "") -> Iterator[tuple[str, str]]:
    """One per setting; what has settings of its own is gone into once."""
    inner = _inner(value)
    if inner is None:
        yield above, in_words(value)
        return
    for name, one in inner.items():
        place = f"{above}.{name}" if above else name
        deeper = _inner(one) if not above else None
        if deeper:
            yield from _rows(one, place)
        else:
            yield place, in_words(one)


def _inner(value: Any) -> Mapping[str, Any] | None:
    """By name; None for what is no group of settings."""
    if isinstance(value, Secret):
        return None
    if isinstance(value, BaseModel):
        return {name: getattr(value, name) for name in type(value).model_fields}
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return value
    named = isinstance(value, tuple) and value and all(hasattr(one, "name") for one in value)
    return {one.name: one for one in value} if named else None


def in_words(value: Any) -> str:
    """A setting's value as staff read it; of a secret only whether there is one."""
    if isinstance(value, Secret):
        return HELD if value else NOT_HELD
    if value is None or value in ("", (), {}):
        return "没有写"
    if (inner := _inner(value)) is not None:
        return "；".join(f"{name}：{in_words(one)}" for name, one in inner.items() if one not in (None, "", (), {}))
    if isinstance(value, tuple | list | set | frozenset):
        return "、".join(map(in_words, value))
    return ("否", "是")[value] if isinstance(value, bool) else str(value.value if isinstance(value, Enum) else value)


def _kind_of(address: str) -> str:
    """Without the rest of it, which may name a password."""
    kind = address.partition(":")[0].partition("+")[0]
    return f"{kind}（文件 {Path(address.partition('///')[2]).name}）" if kind == "sqlite" else kind
