"""信箱, 看信, 答复: what the public wrote, and its answer, by the letter's own number."""

import re

from bot.chat.dialogue import Dialogue, Known, Refusal
from bot.chat.dialogues.staff.desk import MORE, lines, refused, turn
from bot.chat.reply import say
from bot.chat.wishes.staff import AnswerLetter, Inbox, ReadLetter, Waiting

CLERK = "信箱员"
LIST, ALSO_LIST = re.compile(r"信箱"), re.compile(r"留言")
"""留言 alone means the inbox to a clerk of it, and the message window to everybody else."""
NUMBER = r"(?P<number>[1-9]\d{7})"
SEE = re.compile(rf"看信\s*{NUMBER}")
REPLY = re.compile(rf"答复\s*{NUMBER}[\s：:，,]*(?P<text>.*)", re.DOTALL)
MOST, BEGINNING = 8, 40
LETTER = "letter"
LONGEST_SHOWN = 1500
"""UTF-8 bytes of a letter in one message, beside what is said about it."""
HOW = "发“看信 编号”看全文，“答复 编号 内容”答复。自己要留言的，发“我要留言”。"


def listed(_said: re.Match[str], known: Known) -> Dialogue:
    found: tuple[Waiting, ...] | Refusal = yield Inbox()
    if isinstance(found, Refusal):
        return refused(known, found)
    if not found:
        return turn(known, say("没有待答复的留言。自己要留言的，发“我要留言”。"))
    rows = [
        f"{one.number}【{one.topic}】{_beginning(one.text)}（最迟 {one.until}{'，已超期' if one.overdue else ''}）"
        for one in found[:MOST]
    ]
    more = f"还有 {len(found) - MOST} 件。" if len(found) > MOST else ""
    return turn(known, say(lines(f"待答复的留言 {len(found)} 件：", *rows, more, HOW)))


def see(said: re.Match[str], known: Known) -> Dialogue:
    return (yield from see_more(known, said["number"], 0))


def see_more(known: Known, number: str, first: int) -> Dialogue:
    """A letter, from this character on, as far as one message goes."""
    found: Waiting | Refusal = yield ReadLetter(number)
    if isinstance(found, Refusal):
        return refused(known, found)
    head = f"{found.number}【{found.topic}】{found.since}，{found.state}，最迟 {found.until} 答复"
    shown = found.text[first:].encode()[:LONGEST_SHOWN].decode(errors="ignore")
    end = first + len(shown)
    left = f"……（还有 {len(found.text) - end} 字，发“更多”接着看。）" if end < len(found.text) else ""
    others = f"（另有图片、附件、位置 {found.more} 个，请在电脑上看。）" if found.more else ""
    told = "\n".join(filter(None, ("" if first else head, shown + left, others)))
    return turn(known, say(told), **{MORE: [LETTER, number, end] if left else None})


def reply(said: re.Match[str], known: Known) -> Dialogue:
    text = said["text"].strip()
    if not text:
        return turn(known, say(f"请把答复写在编号后面，例如：答复 {said['number']} 您反映的情况已处理。"))
    told: str | Refusal = yield AnswerLetter(said["number"], text)
    if isinstance(told, Refusal):
        return refused(known, told)
    return turn(known, say(f"{said['number']} 已答复，{told}。"))


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= BEGINNING else f"{words[:BEGINNING]}……"
