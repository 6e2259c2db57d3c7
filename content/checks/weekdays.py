"""Weekdays beside a date: 2026年3月5日（星期五）. Where no year is said, the dates before or the document tell it."""

import re
from collections.abc import Iterator
from datetime import date

from content.checks.calendar_days import Day
from content.checks.passage import Finding, Passage

_NAMES = "一二三四五六日"
_EARLY = 3  # a text of late autumn may mean January to March of the next year
_AFTER = re.compile(
    r"\s?(?:上午|下午|晚上?|早上?|中午)?\s?[（(]?\s?(?:星期|礼拜|周)\s?(?P<name>[一二三四五六日天])(?P<close>\s?[）)])?(?![至到、和、—-]|常|边|报|刊|期|岁|年|末)"
)
_BEFORE = re.compile(
    r"(?:星期|礼拜|(?<![每本上下一两二三四五六七八九十\d])周)(?P<name>[一二三四五六日天])\s?[（(，,]?\s?$"
)


def find(passage: Passage) -> Iterator[Finding]:
    said = {day.year for day in passage.days if day.year}
    year = said.pop() if len(said) == 1 else None
    for day in passage.days:
        year = day.year or year
        if day.day is None or not day.exists:
            continue
        named = _named(passage.digits, day)
        if named is None:
            continue
        start, end, weekday = named
        candidates = _candidates(day, year, passage)
        if candidates and all(_NAMES[moment.weekday()] != weekday for moment in candidates):
            right = _NAMES[candidates[0].weekday()]
            quote = passage.text[start:end]
            says = f"“{quote}”：{candidates[0].year}年{day.month}月{day.day}日是星期{right}，请核对日期或星期。"
            yield Finding("weekday_mismatch", start, end, says)


def _named(text: str, day: Day) -> tuple[int, int, str] | None:
    """(start, end, weekday) of the date with the weekday after it, else before it."""
    after = _AFTER.match(text, day.end)
    if after:
        return day.start, after.end(), after["name"].replace("天", "日")
    before = _BEFORE.search(text, max(0, day.start - 8), day.start)
    return (before.start(), day.end, before["name"].replace("天", "日")) if before else None


def _candidates(day: Day, year: int | None, passage: Passage) -> list[date]:
    """The dates it may be: in its own year; else the year said before or the document's, and those beside it."""
    if day.year:
        years = [day.year]
    elif year:
        years = [year, year + 1] if day.month <= _EARLY else [year]
    elif passage.dated:
        years = [passage.dated.year, passage.dated.year + 1, passage.dated.year - 1]
    else:
        years = [passage.today.year, passage.today.year + 1, passage.today.year - 1]
    return [moment for moment in (day.on(candidate) for candidate in years) if moment]
