"""What is remembered of a draft, and the words that change what is already in it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from bot.chat.dialogue import Dialogue, Known, Turn
from bot.chat.dialogues.staff.desk import MORE, remembered, turn
from bot.chat.reply import say
from content.draft import Draft, Part

DRAFT, STEP, ASKED = "draft", "step", "asked"
TITLE, TEXT, ALT, COLUMN, DATE, SUMMARY, READY = "title", "text", "alt", "column", "date", "summary", "ready"
LONGEST_SHOWN = 1400
"""UTF-8 bytes: the words after it want room."""
FORGOTTEN: dict[str, Any] = {DRAFT: None, STEP: None, ASKED: None}
HOW_TO_CHANGE = (
    "改标题发“标题 新标题”，改一段发“改 2 新的文字”，删一段发“删 2”；"
    "“栏目”“日期”“概述”重新填，“看稿”看全部，“重写”清空正文。改好回“完成”，送审回“提交”，不要了回“取消”。"
)


def draft_of(known: Known) -> Draft | None:
    """The draft that is open."""
    record = remembered(known).get(DRAFT)
    return Draft.from_record(record) if record else None


def kept(draft: Draft, step: str) -> dict[str, Any]:
    return {DRAFT: draft.to_record(), STEP: step}


def shown(known: Known, draft: Draft, way_on: str = "", /, *, first: int = 0, **changes: Any) -> Turn:
    """Its parts with their numbers, each by how it begins, as many as one message takes; 更多 shows the rest."""
    rows = _rows(draft)[first:]
    room, fitting = LONGEST_SHOWN, 0
    for row in rows:
        room -= len(row.encode()) + 1
        fitting += room >= 0
    fitting = fitting or 1
    left = len(rows) - fitting
    more = f"……（还有 {left} 条，发“更多”接着看。）" if left > 0 else ""
    text = "\n".join(filter(None, (*rows[:fitting], more, way_on)))
    return turn(known, say(text), **{MORE: [DRAFT, first + fitting] if left > 0 else None, **changes})


def show_more(known: Known, first: int) -> Dialogue | None:
    """None where the draft is gone."""
    draft = draft_of(known)
    return _show_more(known, draft, first) if draft else None


def _show_more(known: Known, draft: Draft, first: int) -> Dialogue:
    yield from ()
    return shown(known, draft, first=first)


def _rows(draft: Draft) -> list[str]:
    fields = (("标题", draft.title), ("栏目", draft.column), ("成文日期", draft.made_on), ("概述", draft.summary))
    whole = [f"文件：{draft.whole.name}"] if draft.whole else []
    parts = [f"{place}. {_beginning(part)}" for place, part in enumerate(draft.parts, start=1)]
    return [*(f"{name}：{value}" for name, value in fields if value), *whole, *parts]


def title(said: re.Match[str], known: Known, draft: Draft) -> Dialogue:
    yield from ()
    fetched = tuple(name for name in draft.fetched if name != "title")
    draft = replace(draft, title=" ".join(said["new"].split()), fetched=fetched)
    return turn(known, say(f"标题：{draft.title}\n接着发，或回“完成”。"), **kept(draft, TEXT))


def show(_said: re.Match[str], known: Known, draft: Draft) -> Dialogue:
    yield from ()
    return shown(known, draft, HOW_TO_CHANGE)


def how_to_change(_said: re.Match[str], known: Known, draft: Draft) -> Dialogue:
    yield from ()
    return shown(known, draft, HOW_TO_CHANGE, **kept(draft, TEXT))


def change(said: re.Match[str], known: Known, draft: Draft) -> Dialogue:
    """Another text in the place of one, or another description of a picture."""
    yield from ()
    place = int(said["place"])
    if not 0 < place <= len(draft.parts):
        return turn(known, say(f"没有第 {place} 段。发“看稿”看有哪些。"))
    old, new = draft.parts[place - 1], said["new"].strip()
    part = replace(old, alt=new) if old.is_picture else Part(new)
    parts = (*draft.parts[: place - 1], part, *draft.parts[place:])
    return turn(known, say(f"第 {place} 段已改。改好回“完成”。"), **kept(replace(draft, parts=parts), TEXT))


def remove(said: re.Match[str], known: Known, draft: Draft) -> Dialogue:
    yield from ()
    place = int(said["place"])
    if not 0 < place <= len(draft.parts):
        return turn(known, say(f"没有第 {place} 段。发“看稿”看有哪些。"))
    draft = replace(draft, parts=(*draft.parts[: place - 1], *draft.parts[place:]))
    return shown(known, draft, f"第 {place} 段已删。", **{**kept(draft, TEXT), ASKED: None})


def rewrite(_said: re.Match[str], known: Known, draft: Draft) -> Dialogue:
    yield from ()
    draft = draft.emptied()
    told = "正文已清空。" + ("请重新发正文、图片或链接。" if draft.title else "请重新发标题，或文章、文件的链接。")
    return turn(known, say(told), **{**kept(draft, TEXT if draft.title else TITLE), ASKED: None})


def _beginning(part: Part) -> str:
    if part.is_picture:
        return f"〔图片〕{part.alt or '没有说明'}"
    text = part.text or "〔取来的正文〕"
    return text if len(text) <= 40 else f"{text[:40]}……（{len(text)} 字）"


Word = Callable[[re.Match[str], Known, Draft], Dialogue]
WORDS: Sequence[tuple[re.Pattern[str], Word]] = (
    (re.compile(r"标题[\s：:]+(?P<new>\S.*)"), title),
    (re.compile(r"看稿"), show),
    (re.compile(r"修改"), how_to_change),
    (re.compile(r"改\s*(?P<place>\d{1,3})[\s：:，,]+(?P<new>\S.*)", re.DOTALL), change),
    (re.compile(r"删(?:去|除)?\s*(?P<place>\d{1,3})"), remove),
    (re.compile(r"重写"), rewrite),
)
