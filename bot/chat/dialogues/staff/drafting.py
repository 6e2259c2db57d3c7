"""投稿: an item written message by message: title, texts, pictures, a link; see `draft_end` for what follows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.chat.dialogue import Dialogue, Known, Refusal
from bot.chat.dialogues.staff import draft_end, draft_words, forms
from bot.chat.dialogues.staff.desk import at_once, lines, matched, refused, remembered, turn
from bot.chat.dialogues.staff.draft_end import go_on, hand_in
from bot.chat.dialogues.staff.draft_words import (
    ALT,
    ASKED,
    READY,
    STEP,
    SUMMARY,
    TEXT,
    TITLE,
    draft_of,
    kept,
)
from bot.chat.reply import say
from bot.chat.said import Kind, Said
from bot.chat.wishes.staff import MayWrite, Revise, TakeLink, Taken, TakePicture
from content.draft import Draft, Part

START = re.compile(r"投稿|写稿|发稿")
AGAIN = re.compile(r"改稿\s*(?P<item>\d{4}-\d{5,}(?:\.\d+)?)")
GO_ON = re.compile(r"继续(?:投稿)?")
ADDRESS = re.compile(r"https?://\S+")
LONGEST = 20_000
"""Characters typed in the chat; a longer text comes as a file."""
HOW_TO_WRITE = "请接着发正文（可分几条发）、图片，或文章、文件的链接。发完回“完成”；不写了回“取消”。"
ONLY = "投稿只收文字、图片和链接。视频请在电脑上投稿。"
IS_WHOLE = "这篇稿件用的是整个文件，不能再加文字和图片。要重来，先发“重写”。"
NO_MORE = f"正文太长（最多 {LONGEST} 字），这一段没有记下。请改用文件链接。"


def start(_said: re.Match[str], known: Known) -> Dialogue:
    allowed: Refusal | None = yield MayWrite()
    if isinstance(allowed, Refusal):
        return refused(known, allowed)
    draft = draft_of(known)
    if draft is not None:
        named = f"《{draft.title}》" if draft.title else "（还没有标题）"
        return turn(known, say(f"还有一篇没送审的稿件{named}。发“继续”接着写，发“取消”不要了。"))
    return turn(_alone(known), say("请发标题。不写了回“取消”。"), **kept(Draft(), TITLE))


def again(said: re.Match[str], known: Known) -> Dialogue:
    """A new edition of what was given back."""
    if draft_of(known) is not None:
        return turn(known, say("还有一篇没送审的稿件。先发“继续”写完，或发“取消”不要了。"))
    draft: Draft | Refusal = yield Revise(said["item"])
    if isinstance(draft, Refusal):
        return refused(known, draft)
    return draft_words.shown(_alone(known), draft, draft_words.HOW_TO_CHANGE, **kept(draft, TEXT))


def go_on_writing(_said: re.Match[str], known: Known) -> Dialogue | None:
    """None where it is an answer in the public's conversation: there is no draft it could mean."""
    draft = draft_of(known)
    return _go_on_writing(known, draft) if draft or not known.memory.dialogue else None


def _go_on_writing(known: Known, draft: Draft | None) -> Dialogue:
    yield from ()
    if draft is None:
        return turn(known, say("没有没写完的稿件。发“投稿”写一篇。"))
    if not draft.title and not draft.complete:
        return turn(_alone(known), say("请发标题。"), **kept(draft, TITLE))
    return draft_words.shown(_alone(known), draft, HOW_TO_WRITE, **kept(draft, TEXT))


def hear(said: Said, known: Known) -> Dialogue | None:
    """What is said while a draft is open; None where it is not about the draft."""
    draft = draft_of(known)
    if draft is None or known.memory.dialogue:  # a public conversation was begun meanwhile: what is said belongs to it
        return None
    match said.kind:
        case Kind.TEXT:
            return _words(said.text.strip(), known, draft)
        case Kind.PICTURE:
            return _picture(said.media, known, draft)
        case Kind.LINK:
            return _link(said.url, known, draft)
        case Kind.VOICE | Kind.VIDEO | Kind.PLACE:
            return at_once(known, ONLY)
    return None


def is_open(known: Known) -> bool:
    return draft_of(known) is not None


def _alone(known: Known) -> Known:
    """With whatever public conversation there was ended."""
    return replace(known, memory=replace(known.memory, dialogue="", step=""))


def _words(text: str, known: Known, draft: Draft) -> Dialogue:
    for shape, word in WORDS:
        if match := matched(shape, text):
            return word(match, known, draft)
    if ADDRESS.fullmatch(text):
        return _link(text, known, draft)
    step = remembered(known)[STEP]
    if step in IN_WORDS and (told := forms.misfit_in_draft(text)):
        return at_once(known, told)
    return STEPS[step](text, known, draft)


def _as_written(said: re.Match[str], known: Known, draft: Draft) -> Dialogue:
    """Words of ours that are to stand in the item: what was asked for, or a paragraph."""
    step = remembered(known)[STEP]
    return (STEPS[step] if step in IN_WORDS else _text)(said["text"], known, draft)


def _title(text: str, known: Known, draft: Draft) -> Dialogue:
    yield from ()
    title = " ".join(text.split())
    return turn(known, say(f"标题：{title}\n{HOW_TO_WRITE}"), **kept(replace(draft, title=title), TEXT))


def _text(text: str, known: Known, draft: Draft) -> Dialogue:
    yield from ()
    if draft.whole is not None:
        return turn(known, say(IS_WHOLE))
    if draft.length + len(text) > LONGEST:
        return turn(known, say(NO_MORE))
    draft = replace(draft, parts=(*draft.parts, Part(text)))
    return turn(
        known, say(f"已记下第 {len(draft.parts)} 段，共 {draft.length} 字。发完回“完成”。"), **kept(draft, TEXT)
    )


def _picture(media: str, known: Known, draft: Draft) -> Dialogue:
    if draft.whole is not None:
        return turn(known, say(IS_WHOLE))
    if not draft.title:
        return turn(known, say("请先发标题，再发图片。"))
    part: Part | Refusal = yield TakePicture(media, _free_name(draft))
    if isinstance(part, Refusal):
        return refused(known, part)
    draft = replace(draft, parts=(*draft.parts, part))
    asked = [*remembered(known).get(ASKED, []), len(draft.parts)]
    return turn(known, say(_ask_for_alt(asked[0])), **{**kept(draft, ALT), ASKED: asked})


def _alt(text: str, known: Known, draft: Draft) -> Dialogue:
    """What the picture asked about shows; then the next one that was sent meanwhile."""
    yield from ()
    place, *rest = remembered(known).get(ASKED) or [len(draft.parts)]
    alt = "" if text in ("无", "装饰", "装饰图") else " ".join(text.split())
    parts = [replace(part, alt=alt) if at == place else part for at, part in enumerate(draft.parts, start=1)]
    draft = replace(draft, parts=tuple(parts))
    if rest:
        return turn(known, say(f"已记下。{_ask_for_alt(rest[0])}"), **{**kept(draft, ALT), ASKED: rest})
    return turn(known, say("已记下。接着发，或回“完成”。"), **{**kept(draft, TEXT), ASKED: None})


def _link(url: str, known: Known, draft: Draft) -> Dialogue:
    if draft.whole is not None:
        return turn(known, say(IS_WHOLE))
    taken: Taken | Refusal = yield TakeLink(url)
    if isinstance(taken, Refusal):
        hint = "如果是确认上传，请发“确认 链接”。" if remembered(known).get("claimed") else ""
        return turn(known, say(lines(taken.says, hint)))
    found = taken.draft
    if found.whole is not None and draft.parts:
        return turn(known, say("这个链接是整个文件，而正文里已有内容。要用文件，先发“重写”，再发链接。"))
    merged = draft.merged(found)
    named = f"标题：{merged.title}" if merged.title else "还没有标题，发“标题 ……”写上。"
    told = lines("已取来。", "" if merged.complete else named, taken.left_out, "接着发，或回“完成”。")
    return turn(known, say(told), **kept(merged, TEXT))


def _ready(text: str, known: Known, _draft: Draft) -> Dialogue:
    return at_once(known, lines(forms.misfit(text), draft_words.HOW_TO_CHANGE))


def _finish(_said: re.Match[str], known: Known, draft: Draft) -> Dialogue:
    if draft.is_empty:
        yield from ()
        return turn(known, say("还没有正文。请发正文、图片或链接。"))
    return (yield from go_on(known, draft))


def _submit(_said: re.Match[str], known: Known, draft: Draft) -> Dialogue:
    if draft.is_empty:
        yield from ()
        return turn(known, say("还没有正文。请发正文、图片或链接。"))
    return (yield from hand_in(known, draft))


def _drop(_said: re.Match[str], known: Known, _draft: Draft) -> Dialogue:
    return at_once(known, "已取消，这篇稿件没有保存。", **draft_words.FORGOTTEN)


def _ask_for_alt(place: int) -> str:
    return f"第 {place} 段是图片。请用一句话说明图上是什么（给看不见图的人听）；只是装饰的回“无”。"


def _free_name(draft: Draft) -> str:
    used = {part.file.name.rpartition(".")[0] for part in draft.parts if part.file}
    number = len(draft.parts) + 1
    while f"图{number}" in used:
        number += 1
    return f"图{number}"


Answer = Callable[[str, Known, Draft], Dialogue]
Word = Callable[[re.Match[str], Known, Draft], Dialogue]
STEPS: dict[str, Answer] = {TITLE: _title, TEXT: _text, ALT: _alt, READY: _ready, **draft_end.ANSWERS}
IN_WORDS = (TITLE, TEXT, ALT, SUMMARY)
"""Steps that take whatever is written. The others look themselves: a column's name may be a word of ours."""
WORDS: Sequence[tuple[re.Pattern[str], Word]] = (
    (re.compile(r"正文[\s：:]+(?P<text>\S.*)", re.DOTALL), _as_written),
    (re.compile(r"取消|放弃投稿|不投了"), _drop),
    (re.compile(r"完成|写完了"), _finish),
    (re.compile(r"提交|送审"), _submit),
    *draft_words.WORDS,
    *draft_end.WORDS,
)
