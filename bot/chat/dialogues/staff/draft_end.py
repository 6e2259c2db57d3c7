"""The end of a draft: what is still to be filled in, the checks, the preview, and handing it in."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.chat.dialogue import Dialogue, Known, Refusal, Turn
from bot.chat.dialogues.staff.desk import lines, link, refused, turn
from bot.chat.dialogues.staff.draft_words import COLUMN, DATE, FORGOTTEN, READY, SUMMARY, TITLE, kept
from bot.chat.dialogues.words import plain
from bot.chat.reply import say
from bot.chat.retold import problem_for_the_chat
from bot.chat.wishes.staff import CheckDraft, Checked, Passed, SubmitDraft
from content.cut import shortened
from content.draft import Draft
from content.found import find_fields
from content.problems import blocking, blocking_first
from content.wording import date_in
from content.zone import day_of

MISSING_SECRECY = "missing_secrecy_review"
SECRECY_LATER = "保密审查由保密审查员在送审后写结论。"
FILE = re.compile(r"^稿件\.\w+ ")
"""The draft was a file for a moment only: nobody knows it by a name."""
LONGEST_SUMMARY = 120


def go_on(known: Known, draft: Draft) -> Dialogue:
    """Ask for what is missing, one after the other; then check."""
    missing = _missing(draft)
    if missing:
        yield from ()
        return turn(known, say(QUESTIONS[missing](known, draft)), **kept(draft, missing))
    checked: Checked | Refusal = yield CheckDraft(draft)
    if isinstance(checked, Refusal):
        return refused(known, checked)
    return _told(known, draft, checked)


def hand_in(known: Known, draft: Draft) -> Dialogue:
    """Submit it; what must be changed first is told, and the draft stays."""
    if _missing(draft):
        return (yield from go_on(known, draft))
    done: Passed | Refusal = yield SubmitDraft(draft)
    if isinstance(done, Refusal):
        return turn(known, say(lines(FILE.sub("", done.says), "改好后再回“提交”。")), **kept(draft, READY))
    left = [one for one in done.problems if one.code != MISSING_SECRECY]
    head = f"已送审：{done.ref}《{done.title}》，{done.state}，等{done.waits_for}。"
    return turn(known, say(lines(head, *map(problem_for_the_chat, left))), **FORGOTTEN)


def column(text: str, known: Known, draft: Draft) -> Dialogue:
    names = [one.name for one in known.settings.columns]
    place = plain(text)
    chosen = names[int(place) - 1] if place.isdecimal() and 0 < int(place) <= len(names) else text
    if chosen not in names:
        return turn(known, say(f"没有“{text}”这个栏目。\n{_ask_for_column(known, draft)}"))
    return (yield from go_on(known, replace(draft, column=chosen)))


def date(text: str, known: Known, draft: Draft) -> Dialogue:
    found = find_fields(draft.typed).get("made_on", "")
    try:
        made_on = _date(text, found, known)
    except ValueError as error:
        return turn(known, say(f"{error}。\n{_ask_for_date(known, draft)}"))
    return (yield from go_on(known, replace(draft, made_on=made_on)))


def summary(text: str, known: Known, draft: Draft) -> Dialogue:
    beginning = _beginning(draft)
    if plain(text) == "0" and not beginning:
        return turn(known, say(f"正文不是在这里写的，没有开头可用。{_ask_for_summary(known, draft)}"))
    written = beginning if plain(text) == "0" else " ".join(text.split())
    return (yield from go_on(known, replace(draft, summary=written)))


def anew(name: str) -> Callable[[re.Match[str], Known, Draft], Dialogue]:
    """`栏目`, `日期`, `概述`: fill it in anew, or at once with what stands behind the word."""

    def fill_in(said: re.Match[str], known: Known, draft: Draft) -> Dialogue:
        if said["new"]:
            return (yield from ANSWERS[name](said["new"].strip(), known, draft))
        return turn(known, say(QUESTIONS[name](known, draft)), **kept(draft, name))

    return fill_in


def _told(known: Known, draft: Draft, checked: Checked) -> Turn:
    found = [one for one in checked.problems if one.code != MISSING_SECRECY]
    must = blocking(found)
    head = f"《{checked.title}》查出 {len(found)} 条：" if found else f"《{checked.title}》没有发现问题。"
    later = SECRECY_LATER if len(found) < len(checked.problems) else ""
    way_on = "请先改必须改的，再回“完成”。" if must else "没有问题就回“提交”送审；要改回“修改”；不要了回“取消”。"
    text = lines(head, *map(problem_for_the_chat, blocking_first(found)), later, way_on)
    return turn(known, say(text, *link(known, "看预览（24小时内有效）", checked.path)), **kept(draft, READY))


def _missing(draft: Draft) -> str:
    if draft.complete:
        return ""
    fields = ((TITLE, draft.title), (COLUMN, draft.column), (DATE, draft.made_on), (SUMMARY, draft.summary))
    return next((name for name, value in fields if not value), "")


def _date(text: str, found: str, known: Known) -> str:
    if text == "对" and found:
        return found
    return day_of(known.now).isoformat() if text in ("今天", "今日") else date_in(text).isoformat()


def _beginning(draft: Draft) -> str:
    """How the text begins, short enough for a summary."""
    first = next((part.text for part in draft.parts if part.text), "").strip().partition("\n")[0]
    return shortened(first, LONGEST_SUMMARY)


def _ask_for_title(_known: Known, _draft: Draft) -> str:
    return "请发标题。"


def _ask_for_column(known: Known, _draft: Draft) -> str:
    rows = [f"{place}. {one.name}" for place, one in enumerate(known.settings.columns, start=1)]
    return lines("放在哪个栏目？回编号：", *rows)


def _ask_for_date(_known: Known, draft: Draft) -> str:
    found = find_fields(draft.typed).get("made_on", "")
    offered = f"正文里写的是 {found}，是的话回“对”；" if found else ""
    return f"成文日期是哪天？{offered}回“今天”，或如 2026-03-02。"


def _ask_for_summary(_known: Known, draft: Draft) -> str:
    beginning = _beginning(draft)
    offered = f"\n回“0”就用正文开头：{beginning}" if beginning else ""
    return f"请用一句话写内容概述（目录上要有）。{offered}"


QUESTIONS: dict[str, Callable[[Known, Draft], str]] = {
    TITLE: _ask_for_title,
    COLUMN: _ask_for_column,
    DATE: _ask_for_date,
    SUMMARY: _ask_for_summary,
}
ANSWERS: dict[str, Callable[[str, Known, Draft], Dialogue]] = {COLUMN: column, DATE: date, SUMMARY: summary}
WORDS: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str], Known, Draft], Dialogue]]] = (
    (re.compile(r"栏目(?:[\s：:]+(?P<new>\S+))?"), anew(COLUMN)),
    (re.compile(r"日期(?:[\s：:]+(?P<new>\S+))?"), anew(DATE)),
    (re.compile(r"概述(?:[\s：:]+(?P<new>\S.*))?"), anew(SUMMARY)),
)
