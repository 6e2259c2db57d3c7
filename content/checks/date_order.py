"""Periods that end before they begin, steps dated before the step they follow, and periods whose length is wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from content.checks.calendar_days import Day
from content.checks.passage import Finding, Passage

_CLOCK = (
    r"(?:\s?(?:[（(](?:星期|周)[一二三四五六日天][）)])?\s?(?:上午|下午|晚上?|早上?|中午)?\s?"
    r"(?:\d{1,2}\s?[:：时点]\s?(?:\d{2}分?|整)?)?)"
)
_TO = re.compile(rf"(?P<clock>{_CLOCK})(?:起)?\s?(?:至|到|—+|－+|-+|~|～|–)\s?")
_DAY_ONLY = re.compile(r"(?P<d>\d{1,2})\s?[日号]")
_LENGTH = re.compile(
    rf"{_CLOCK}(?:止)?[，,]?\s?[（(]?\s?(?:为期|共计|共|合计|公示期|期限|时间)?(?:为|：|:)?\s?(?P<n>\d{{1,3}})\s?(?:个)?(?P<unit>工作日|自然日|日历天|日历日|天|日)(?![\d月内前后起])\s?[）)]?"
)
_YEARS = re.compile(
    r"(?<!\d)(?P<a>(?:19|20)\d{2})\s?年?(?:度)?\s?(?:至|到|—+|~|～)\s?(?P<b>(?:19|20)\d{2})\s?年(?!\s?\d{1,2}\s?月)"
)
# Months in which no public holiday moves a weekend day to a working day.
_PLAIN_MONTHS = {3, 7, 8, 11}
_STEPS = (
    "报名|网上报名|申报|申请|受理|征集",
    "资格审查|资格审核|资格初审|资格复审|初审|形式审查",
    "笔试|考试",
    "面试",
    "体检",
    "考察",
    "公示",
    "聘用|录用|签约",
)
_STEP = re.compile(
    r"(?:^|(?<=[，。；、：（\s\n]))(?P<step>(?:现场|网上|网络|集中)?(?:"
    + "|".join(f"(?P<s{n}>{step})" for n, step in enumerate(_STEPS))
    + r"))"
    r"(?:的)?(?:时间|日期|期限)?(?:为|是|定于|：|:|于)\s?$"
)


_IN_FORCE = re.compile(r"(?:施行|实施|生效|执行)[，,；;。]?\s?(?:本[\u4e00-\u9fa5]{2})?有效期[至到为限截止]{1,3}\s?$")
_BOUND = re.compile(r"(?P<what>[\u4e00-\u9fa5]{2})(?:的)?(?P<side>开始|起始|截止|结束)(?:时间|日期)(?:为|是|：|:)?\s?$")
_TESTS = range(2, 5)  # 笔试, 面试, 体检: whichever is named first, they follow in this order


@dataclass(frozen=True, slots=True)
class _Period:
    first: Day
    last: Day

    @property
    def start(self) -> int:
        return self.first.start

    @property
    def end(self) -> int:
        return self.last.end


def find(passage: Passage) -> Iterator[Finding]:
    found = passage.days
    periods = list(_periods(passage.digits, found))
    for period in periods:
        if _reversed(passage.digits, period):
            quote = passage.text[period.start : period.end]
            yield Finding("date_order", period.start, period.end, f"“{quote}”：止期早于起期，请核对。")
        else:
            yield from _length(passage, period)
    for match in _YEARS.finditer(passage.digits):
        if match["a"] > match["b"]:
            yield Finding("date_order", *match.span(), f"“{match.group()}”：止年早于起年，请核对。")
    yield from _steps(passage, found)
    yield from _in_force(passage, found)
    yield from _bounds(passage, found)


def _periods(text: str, found: list[Day]) -> Iterator[_Period]:
    following = {day.start: day for day in found}
    for first in found:
        if first.day is None or not first.exists:
            continue
        to = _TO.match(text, first.end)
        if to is None:
            continue
        last = following.get(to.end()) or _same_month(text, first, to.end())
        if last is not None and last.day is not None and last.exists:
            yield _Period(first, last)


def _same_month(text: str, first: Day, place: int) -> Day | None:
    match = _DAY_ONLY.match(text, place)
    return Day(match.start(), match.end(), None, first.month, int(match["d"])) if match else None


def _reversed(text: str, period: _Period) -> bool:
    """Without a year at the end, an earlier month is next year's where the period starts in autumn or recurs."""
    first, last = period.first, period.last
    if re.search(r"每[年月周]|历年|次[年月]|翌[年月]|农历|[上下]半年$", text[max(0, first.start - 6) : last.end]):
        return False
    if first.year is not None and last.year is not None:
        return (last.year, last.month, last.day or 0) < (first.year, first.month, first.day or 0)
    if last.year is not None:
        return False
    if last.month != first.month and (first.year is None or first.month >= 9):
        return False
    return (last.month, last.day or 0) < (first.month, first.day or 0)


def _length(passage: Passage, period: _Period) -> Iterator[Finding]:
    said = _LENGTH.match(passage.digits, period.end)
    year = period.first.year or (passage.standing_on.year if passage.dated else None)
    if said is None or year is None:
        return
    first = period.first.on(year)
    last = period.last.on(period.last.year or year)
    if first is None or last is None or last < first:
        return
    number = int(said["n"])
    right = _working_days(first, last) if said["unit"] == "工作日" else _plain_days(first, last)
    if right and number not in right:
        start, end = said.start("n"), said.end("unit")
        unit = "工作日" if said["unit"] == "工作日" else "自然日"
        says = f"“{passage.text[period.start : end]}”：起止日期之间至多{max(right)}个{unit}，请核对。"
        yield Finding("period_mismatch", start, end, says)


def _plain_days(first: date, last: date) -> set[int]:
    """Both days counted, or the first one not."""
    span = (last - first).days
    return {span, span + 1}


def _working_days(first: date, last: date) -> set[int]:
    """Exact in the months without moved holidays; elsewhere every count that some calendar could give."""
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    weekdays = sum(day.weekday() < 5 for day in every)
    if {day.month for day in every} <= _PLAIN_MONTHS:
        return {weekdays, max(weekdays - 1, 0)}
    return set(range(max(0, weekdays - 8), min(len(every), weekdays + 2) + 1))


def _steps(passage: Passage, found: list[Day]) -> Iterator[Finding]:
    """A later step of a recruitment or an application, dated before the step before it begins."""
    begun: list[tuple[int, date, str]] = []
    for day, moment in _moments(found):
        match = _STEP.search(passage.digits, max(0, day.start - 24), day.start)
        if match is None:
            continue
        rank = next(n for n in range(len(_STEPS)) if match[f"s{n}"])
        wrong = next((step for other, when, step in begun if _out_of_order(rank, moment, other, when)), None)
        if wrong:
            start = match.start("step")
            says = f"“{passage.text[start : day.end]}”与“{wrong}”的日期先后颠倒，请核对。"
            yield Finding("date_order", start, day.end, says)
        begun.append((rank, moment, match["step"]))


def _out_of_order(rank: int, moment: date, other: int, when: date) -> bool:
    if other < rank:
        return moment < when
    return rank < other and rank in _TESTS and other in _TESTS and moment > when


def _moments(found: list[Day]) -> Iterator[tuple[Day, date]]:
    """Days with the date they are, the year taken from the last one said."""
    year: int | None = None
    for day in found:
        year = day.year or year
        moment = day.on(year) if year else None
        if moment:
            yield day, moment


def _in_force(passage: Passage, found: list[Day]) -> Iterator[Finding]:
    """自…起施行，有效期至…: it cannot lapse before it begins."""
    known = list(_moments(found))
    for (_, begins), (day, lapses) in pairwise(known):
        if lapses < begins and _IN_FORCE.search(passage.digits, max(0, day.start - 20), day.start):
            quote = passage.text[day.start : day.end]
            yield Finding("date_order", day.start, day.end, f"有效期至“{quote}”，早于施行日期，请核对。")


def _bounds(passage: Passage, found: list[Day]) -> Iterator[Finding]:
    """申报开始时间 after 申报截止时间."""
    sides: dict[str, dict[bool, date]] = {}
    for day, moment in _moments(found):
        match = _BOUND.search(passage.digits, max(0, day.start - 14), day.start)
        if match is None:
            continue
        ends = match["side"] in {"截止", "结束"}
        known = sides.setdefault(match["what"], {})
        known[ends] = moment
        if len(known) == 2 and known[True] < known[False]:
            start = match.start("what")
            says = f"“{passage.text[start : day.end]}”：{match['what']}的截止早于开始，请核对。"
            yield Finding("date_order", start, day.end, says)
