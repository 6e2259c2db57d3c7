"""进度 and 统计: how far things are, and the year's figures."""

import re

from bot.chat.dialogue import Dialogue, Known, Refusal
from bot.chat.dialogues.staff.desk import lines, refused, turn
from bot.chat.dialogues.staff.lists import edition, not_listed
from bot.chat.reply import say
from bot.chat.wishes.staff import Ordered, Progress, YearFigures
from content.zone import day_of

PROGRESS = re.compile(r"进度(?:\s*(?P<which>\d{4}-\d{5,}(?:\.\d+)?|\d{1,3}))?")
EARLIEST = 2000
FIGURES = re.compile(r"统计(?:\s*(?P<year>\d{4})\s*年?)?")


def progress(said: re.Match[str], known: Known) -> Dialogue:
    named = said["which"] or ""
    if named.isdigit():
        meant = edition(known, named)
        if meant is None:
            return not_listed(known, named, "待审")
        named = meant.ref
    found: tuple[Ordered, ...] | Refusal = yield Progress(named)
    if isinstance(found, Refusal):
        return refused(known, found)
    if not found:
        return turn(known, say("这篇还没有送审或发送。" if named else "您没有正在办的稿件。"))
    rows = [row for one in found for row in (f"{one.ref}《{one.title}》", *(f"　{line}" for line in one.lines))]
    return turn(known, say(lines(*rows)))


def figures(said: re.Match[str], known: Known) -> Dialogue:
    now = day_of(known.now).year
    year = int(said["year"] or now)
    if not EARLIEST <= year <= now:
        return turn(known, say(f"没有{year}年的数。发“统计 {now}”看今年的。"))
    sentence: str | Refusal = yield YearFigures(year)
    if isinstance(sentence, Refusal):
        return refused(known, sentence)
    return turn(known, say(f"{year}年\n{sentence}"))
