"""Dates the calendar does not have: 2月30日, 13月, 25时, 20226年."""

import re
from collections.abc import Iterator

from content.checks.calendar_days import Day
from content.checks.passage import Finding, Passage

_YEAR_SAID = re.compile(r"(?:\d{4}年|[〇零一二三四五六七八九]{4}年|[每当本今去明同次上翌][年])\s?$")
_DAY_FOLLOWS = re.compile(r"^(?:底|初|末|中旬|上旬|下旬|份)")
_TIME = re.compile(r"(?<![\d.:：])(?P<h>\d{1,2})\s?(?P<sep>[:：]|[时点])\s?(?P<m>\d{2})(?:\s?分)?(?![\d:：年月.])")
_LONG_YEAR = re.compile(
    r"(?<![\d.〔\[（(第号])(?:20\d{3}|2[1-9]\d{2}|19\d{3})年(?=\d{1,2}月|度|[，。、；至来初底末的])"
)


def find(passage: Passage) -> Iterator[Finding]:
    for day in passage.days:
        if not day.exists and _is_date(passage.digits, day):
            start = day.start if day.day is not None else passage.digits.rfind(str(day.month), day.start, day.end)
            start = start if start >= 0 else day.start
            quote = passage.text[start : day.end]
            yield Finding("wrong_date", start, day.end, f"没有“{quote}”这个日期{_hint(day)}，请核对。")
    for found in _LONG_YEAR.finditer(passage.digits):
        yield Finding("wrong_date", *found.span(), f"“{found.group()}”疑为年份之误，请核对。")
    for found in _TIME.finditer(passage.digits):
        if _is_wrong_time(passage.digits, found):
            yield Finding("wrong_date", *found.span(), f"没有“{found.group()}”这个时间，请核对。")


def _is_date(text: str, day: Day) -> bool:
    """`36月龄`, `满24月` are lengths of time; a month alone must stand where a date would."""
    if day.day is not None:
        return day.month <= 99
    if text[day.end : day.end + 1] in {"龄", "内", "以", "后", "的"} and day.year is None:
        return False
    before = text[max(0, day.start - 8) : day.start]
    return day.year is not None or bool(_YEAR_SAID.search(before)) or bool(_DAY_FOLLOWS.match(text[day.end :]))


def _hint(day: Day) -> str:
    if not 1 <= day.month <= 12:
        return "（一年只有12个月）"
    if (day.month, day.day) == (2, 29):
        return f"（{day.year}年不是闰年）"
    return ""


def _is_wrong_time(text: str, found: re.Match[str]) -> bool:
    """A score or a ratio (3：72) is no time: only what stands after a day or a part of the day."""
    hour, minute = int(found["h"]), int(found["m"])
    if (hour <= 23 and minute <= 59) or (hour, minute) == (24, 0):
        return False
    return (
        re.search(
            r"(?:[日号）)]|上午|下午|晚上?|早上?|中午|时间[：:为]?|每[日天])\s?$",
            text[max(0, found.start() - 8) : found.start()],
        )
        is not None
    )
