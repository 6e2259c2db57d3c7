"""The fields of an item as its author wrote them: read all, every fault told with its line."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from content.item import Disclosure, SecrecyReview
from content.lined import Lined
from content.problems import Problem
from content.wording import date_in, legal_basis_in

CHINESE = {
    "title": "标题",
    "column": "栏目",
    "unit": "单位",
    "document_number": "文号",
    "made_on": "成文日期",
    "disclosure": "公开属性",
    "disclosure_reason": "不公开理由",
    "legal_basis": "公开依据",
    "summary": "内容概述",
    "origin": "信息来源",
    "valid_until": "有效期至",
    "keywords": "关键词",
    "cover": "封面",
    "attachments": "附件",
    "video": "视频",
    "ai_generated": "人工智能生成",
    "secrecy": "保密审查",
    "channels": "渠道",
    "corrects": "更正",
}
"""Every field of an item file, with the word staff know it by; either may be written."""

SECRECY = {"by": "审查人", "on": "审查日期", "conclusion": "结论"}
MUST = ("title", "column", "unit")
YES_NO = {"是": True, "否": False, "yes": True, "no": False, "有": True, "无": False}
BETWEEN_WORDS = re.compile(r"[、，,；;\s]+")
ITEM_ID = re.compile(r"(\d{4}-\d{5,})(?:\.\d+)?")


@dataclass(slots=True)
class Front:
    """The fields that could be read, as `Item` wants them (files still as names), and what is wrong with the rest."""

    lined: Lined
    where: Callable[[int], str]
    values: dict[str, Any] = field(default_factory=dict)
    overrides: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, name: str) -> str:
        """Where a field stands, `第3行`."""
        written = name if (name,) in self.lined.lines else CHINESE.get(name, name)
        return self.where(self.lined.line(written))

    def refuse(self, name: str, says: str, *, code: str = "bad_field", quote: str = "") -> None:
        self.problems.append(Problem(code, name, says, blocks=True, quote=quote, where=self.line(name)))


def read(lined: Lined, where: Callable[[int], str], *, columns: Collection[str], channels: Collection[str]) -> Front:
    """Read every field of an item's front matter; `columns` and `channels` are the names the settings know; where
    there are none (no settings), names are not looked up."""
    front = Front(lined, where)
    for fault in lined.faults:
        front.problems.append(Problem("bad_yaml", fault.key, fault.says, blocks=True, where=where(fault.line)))
    raw = lined.value if isinstance(lined.value, dict) else {}
    for key, value in raw.items():
        _read_one(front, key, value, channels)
    if isinstance(lined.value, dict):
        _check_must(front)
    _check_names(front, columns, channels)
    return front


def _read_one(front: Front, key: str, value: Any, channels: Collection[str]) -> None:
    name = key if key in CHINESE else next((name for name, word in CHINESE.items() if word == key), key)
    if name not in CHINESE:
        _read_override(front, key, value, channels)
        return
    if name in front.values:
        front.refuse(key, f"“{CHINESE[name]}”写了两次（{name}）")
        return
    if value is None:
        return
    reader: Callable[[Any], Any] = READERS.get(name, _text)
    try:
        front.values[name] = reader(value)
    except _Unreadable as error:
        quote = _short(value)
        written = f"；写的是“{quote}”" if quote and quote not in str(error) else ""
        front.refuse(name, f"{CHINESE[name]}（{name}）{error}{written}", quote=quote)
    except _Doubtful as error:
        front.values[name] = str(value)
        says = f"{CHINESE[name]}（{name}）{error}"
        where = front.line(name)
        front.problems.append(Problem("unknown_basis", name, says, blocks=False, quote=_short(value), where=where))


def _read_override(front: Front, key: str, value: Any, channels: Collection[str]) -> None:
    if key in channels or (not channels and isinstance(value, dict)):
        if isinstance(value, dict):
            front.overrides[key] = value
        else:
            front.refuse(key, f"“{key}”是渠道名，后面应是一组值，写作 {key}: {{title: 短标题}}")
        return
    near = get_close_matches(key, [*CHINESE, *CHINESE.values(), *channels], n=1, cutoff=0.6)
    names = f"渠道名（{'、'.join(channels)}）" if channels else "渠道名"
    hint = f"，是不是想写“{near[0]}”？" if near else f"；可写的有：{'、'.join(CHINESE)}，以及{names}"
    front.refuse(key, f"没有“{key}”这一项{hint}", code="unknown_field", quote=key)


def _check_must(front: Front) -> None:
    for name in MUST:
        told = any(problem.field == name for problem in front.problems)
        if not front.values.get(name) and not told:
            front.refuse(name, f"没有写{CHINESE[name]}（{name}）", code="missing_field")


def _check_names(front: Front, columns: Collection[str], channels: Collection[str]) -> None:
    column = front.values.get("column")
    if column and columns and column not in columns:
        front.refuse("column", f"没有“{column}”这个栏目{_near(column, columns)}", code="unknown_column", quote=column)
    for channel in front.values.get("channels") or ():
        if channels and channel not in channels:
            says = f"没有“{channel}”这个渠道{_near(channel, channels)}"
            front.refuse("channels", says, code="unknown_channel", quote=channel)


def _near(word: str, known: Collection[str]) -> str:
    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    if near:
        return f"，是不是“{near[0]}”？"
    return f"；现有：{'、'.join(known)}" if known else ""


class _Unreadable(ValueError):
    """In Chinese, to follow the field's name."""


class _Doubtful(ValueError):
    """Kept as written, with a warning."""


def _short(value: Any) -> str:
    return value[:60] if isinstance(value, str) else ""


def _text(value: Any) -> str:
    if isinstance(value, bool):
        raise _Unreadable("应是文字；如果就要写这个词，请加引号")
    if not isinstance(value, str):
        raise _Unreadable("应是一段文字，不能是列表或一组值；值里有方括号、花括号时要加引号")
    return " ".join(value.split())


def _words(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = BETWEEN_WORDS.split(value.strip())
    if not isinstance(value, list):
        raise _Unreadable("应是列表，写作 [甲, 乙]")
    return tuple(dict.fromkeys(_text(word) for word in value if word not in (None, "")))


def _files(value: Any) -> tuple[str, ...]:
    return tuple(_text(name) for name in (value if isinstance(value, list) else [value]) if name is not None)


def _date(value: Any) -> date:
    try:
        return date_in(_text(value))
    except _Unreadable:
        raise
    except ValueError as error:
        raise _Unreadable(f"：{error}") from None


def _disclosure(value: Any) -> Disclosure:
    try:
        return Disclosure(_text(value))
    except _Unreadable:
        raise
    except ValueError:
        raise _Unreadable(f"只能写 {'、'.join(Disclosure)}") from None


def _legal_basis(value: Any) -> str:
    try:
        basis = legal_basis_in(_text(value))
    except _Unreadable:
        raise
    except ValueError as error:
        raise _Unreadable(f"：{error}") from None
    if basis is None:
        raise _Doubtful("不像政府信息公开条例的条款（如 第二十条第（十二）项），已照原样保留，请核对")
    return basis


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in YES_NO:
        return YES_NO[value.strip().lower()]
    raise _Unreadable("只能写 true 或 false")


def _secrecy(value: Any) -> SecrecyReview:
    example = "应写作 {by: 审查人, on: 2026-03-01, conclusion: 可以公开}"
    if not isinstance(value, dict):
        raise _Unreadable(example)
    entry = {next((name for name, word in SECRECY.items() if word == key), key): inner for key, inner in value.items()}
    if unknown := [key for key in entry if key not in SECRECY]:
        raise _Unreadable(f"里没有“{unknown[0]}”这一项，{example}")
    if missing := [word for name, word in SECRECY.items() if not entry.get(name)]:
        raise _Unreadable(f"里缺少{'、'.join(missing)}，{example}")
    return SecrecyReview(_text(entry["by"]), _date(entry["on"]), _text(entry["conclusion"]))


def _corrects(value: Any) -> str:
    match = ITEM_ID.fullmatch(_text(value))
    if not match:
        raise _Unreadable("应是被更正稿件的编号，如 2026-00137")
    return match[1]


READERS: Mapping[str, Callable[[Any], Any]] = {
    "made_on": _date,
    "valid_until": _date,
    "disclosure": _disclosure,
    "legal_basis": _legal_basis,
    "keywords": _words,
    "channels": _words,
    "attachments": _files,
    "ai_generated": _yes_no,
    "secrecy": _secrecy,
    "corrects": _corrects,
}
