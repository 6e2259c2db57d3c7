"""Percentages beside the figures they come from: growth, share, rate; parts of more than the whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from content.checks.passage import Finding, Passage
from content.checks.quantities import QUANTITY, Quantity, half_step, number, quantities, quantity

_Q = re.compile(QUANTITY)
_P = r"(?P<p>\d+(?:\.\d+)?)\s?[%％](?!\w)"
_UP = "增长|上升|提高|增加|增幅|增|升|上涨|扩大|提升"
_DOWN = "下降|降低|减少|降幅|回落|减|降|缩减|下跌|下滑"
_MOVE = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
_ANY = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT = rf"(?:{_ANY})\s?(?:万亿|[十百千]?万|亿|千)?(?:[\u4e00-\u9fa5㎡/a-zA-Zμ]{{1,8}}[23²³]?)"
_FROM_TO = re.compile(
    rf"[由从](?:[^，。；\d]{{0,14}}?(?:的)?|[^，。；]{{0,10}}年(?:的|末)?)(?P<a>{_AMOUNT}?)\s?(?:{_UP}|{_DOWN}|变)[^，。；\d]{{0,2}}[至到为](?:[^，。；\d]{{0,8}}年?(?:的|末)?)(?P<b>{_AMOUNT}?)"
    rf"[，,](?P<w>(?:同比|比上年|较上年|实际)?{_MOVE}(?:幅度|率)?(?:了|达到?|为|约|率为)?\s?{_P})"
)
_CHANGE = re.compile(
    rf"(?P<v>{_AMOUNT}?)[，,（(]\s?(?:同比|环比|比[^，。；]{{1,8}}|较[^，。；]{{1,8}})?(?P<w>{_MOVE}(?:了|达|约)?\s?{_P})\s?[（(](?P<d>{_AMOUNT}?)[）)]"
)
_BY = re.compile(
    rf"(?:增收|减收|增支|减支|{_UP}|{_DOWN})(?:额)?(?:了|达|为)?(?P<d>{_AMOUNT}?)[，,、]\s?(?:同比|比上年)?(?P<w>{_MOVE}(?:率|幅)?(?:了|达|为|约)?\s?{_P})"
)
_OF = re.compile(rf"(?P<x>{_AMOUNT}?)[，,（(]\s?(?:约|仅)?占[^，。；%\d]{{0,20}}?(?P<y>{_AMOUNT}?)的(?P<w>\s?{_P})")
_SHARE = re.compile(
    rf"(?P<x>{_AMOUNT}?)[，,（(]\s?(?:占比?|比重|比例|占总[^，。；\d%]{{0,6}})(?:为|达|约)?的?(?P<w>\s?{_P})"
)
_RATE = re.compile(rf"(?P<w>(?P<stem>[\u4e00-\u9fa5]{{2}})率(?:为|达到?|约)?\s?{_P})")
_TOTAL = re.compile(rf"(?P<w>(?:合计|共计|总计|累计)(?:为|占比?|是|：)?\s?{_P})")
_LISTED = re.compile(_P)
_NO_LIST = re.compile(r"其中|比上|同比|环比|较|增|减|升|降|提高|至|到|不[超低]|以[上下内]")
_VERSUS = re.compile(
    rf"(?P<b>{_AMOUNT}?)[，,]\s?(?:比|较)(?:上年同期|去年同期|上年|去年|20\d\d年|同期|上月)(?:(?!{_UP}|{_DOWN})[^，。；\d]){{0,6}}?"
    rf"(?P<a>{_AMOUNT}?)(?:，)?(?P<w>{_MOVE}(?:了|达|约)?\s?{_P})"
)
# How those are called who came, for the rate of those who came.
_CALLED = {"到会": "实到", "出席": "实到", "参会": "实到", "到岗": "实到", "投票": "实投", "参与": "实际参"}
_STATED = re.compile(r"四舍五入|合计不等于|小数点|尾数|年均|可比口径|可比价|剔除|不变价")


@dataclass(frozen=True, slots=True)
class _Said:
    """A percentage as written, with half of its last place."""

    value: Decimal
    half: Decimal
    start: int
    end: int


def find(passage: Passage) -> Iterator[Finding]:
    for start, end in _segments(passage):
        segment = passage.digits[start:end]
        if ("%" not in segment and "％" not in segment) or _STATED.search(segment):
            continue
        seen: set[int] = set()
        for finding in _in_segment(passage.digits, start, end):
            if finding.start not in seen:
                seen.add(finding.start)
                yield finding


def _segments(passage: Passage) -> Iterator[tuple[int, int]]:
    yield from passage.sentences()


def _in_segment(text: str, start: int, end: int) -> Iterator[Finding]:
    yield from _from_to(text, start, end)
    yield from _changes(text, start, end)
    yield from _shares(text, start, end)
    yield from _rates(text, start, end)
    yield from _totals(text, start, end)


def _from_to(text: str, start: int, end: int) -> Iterator[Finding]:
    for match in (*_FROM_TO.finditer(text, start, end), *_VERSUS.finditer(text, start, end)):
        before, after = _read(match, "a"), _read(match, "b")
        if before is None or after is None or before.family != after.family or not before.value:
            continue
        low, high = _ratio(after.value - before.value, before.value, after.half + before.half, before.half)
        yield from _judge(text, match, low, high)


def _changes(text: str, start: int, end: int) -> Iterator[Finding]:
    for match in _CHANGE.finditer(text, start, end):
        value, change = _read(match, "v"), _read(match, "d")
        if value and change and value.written == change.written:
            yield from _grown(text, match, value, change)
    for match in _BY.finditer(text, start, end):
        change = _read(match, "d")
        first = max(text.rfind(mark, start, match.start()) for mark in "；;。") + 1 or start
        values = [q for q in quantities(text, max(first, start), match.start()) if change and q.family == change.family]
        if change and len(values) == 1:
            yield from _grown(text, match, values[0], change)


def _grown(text: str, match: re.Match[str], value: Quantity, change: Quantity) -> Iterator[Finding]:
    """`value` came about by `change`: the base is the value before it."""
    base = value.value - change.value if match["up"] else value.value + change.value
    if base > 0:
        low, high = _ratio(change.value, base, change.half, value.half + change.half)
        yield from _judge(text, match, low, high)


def _shares(text: str, start: int, end: int) -> Iterator[Finding]:
    for match in _OF.finditer(text, start, end):
        part, whole = _read(match, "x"), _read(match, "y")
        if part and whole and part.family == whole.family and whole.value:
            yield from _judge(text, match, *_ratio(part.value, whole.value, part.half, whole.half))
    for match in _SHARE.finditer(text, start, end):
        part = _read(match, "x")
        parts_begin = max(text.rfind("其中", start, match.start()), start)  # what follows it is no whole
        wholes = [
            q for q in quantities(text, start, parts_begin) if part and q.family == part.family and q.value > part.value
        ]
        ranges = [_ratio(part.value, whole.value, part.half, whole.half) for whole in wholes if part]
        said = _said(match)
        if ranges and not any(_fits(said, low, high) for low, high in ranges):
            yield from _judge(text, match, *ranges[0])


def _rates(text: str, start: int, end: int) -> Iterator[Finding]:
    """受理100件，办结98件，办结率98%: the rate is named after the second of two counts."""
    for match in _RATE.finditer(text, start, end):
        counts = list(quantities(text, start, match.start()))
        if (
            len(counts) != 2
            or counts[0].written != counts[1].written
            or counts[1].value > counts[0].value
            or not counts[0].value
        ):
            continue
        called = _CALLED.get(match["stem"], match["stem"])
        if called in text[counts[0].end : counts[1].start] + text[counts[1].end : match.start()][:3]:
            yield from _judge(text, match, *_ratio(counts[1].value, counts[0].value, counts[1].half, counts[0].half))


def _totals(text: str, start: int, end: int) -> Iterator[Finding]:
    """甲占50%、乙占30%、丙占10%，合计100%: shares of one whole, and what they add up to."""
    for match in _TOTAL.finditer(text, start, end):
        parts = [_said(part) for part in _LISTED.finditer(text, start, match.start())]
        between = [
            text[one.end : other]
            for one, other in zip(parts, [*(p.start for p in parts[1:]), match.start()], strict=True)
        ]
        is_list = all(re.match(r"\s?[，、；,;和及与]", gap) and not _NO_LIST.search(gap) for gap in between)
        amount = sum((part.value for part in parts), Decimal(0))
        slack = sum((part.half for part in parts), _said(match).half)
        if len(parts) > 1 and is_list and abs(amount - _said(match).value) > slack:
            says = f"“{match['w']}”：前面各项相加为{amount}%，请核对。"
            yield Finding("percent_mismatch", match.start("w"), match.end("w"), says)


def _read(match: re.Match[str], name: str) -> Quantity | None:
    found = _Q.search(match.string, match.start(name), match.end(name) + 3)
    return quantity(found) if found and found.start() == match.start(name) else None


def _said(match: re.Match[str]) -> _Said:
    return _Said(number(match["p"]), half_step(match["p"]), match.start("p"), match.end("p") + 1)


def _ratio(part: Decimal, whole: Decimal, part_half: Decimal, whole_half: Decimal) -> tuple[Decimal, Decimal]:
    """(least, greatest) percentage that rounding of both figures allows; whole counts are exact in practice."""
    part, hundred = abs(part), Decimal(100)
    least_whole = whole - whole_half if whole > whole_half else whole
    return (part - part_half) / (whole + whole_half) * hundred, (part + part_half) / least_whole * hundred


def _fits(said: _Said, low: Decimal, high: Decimal) -> bool:
    slack = said.half * Decimal("1.2")
    return low - slack <= said.value <= high + slack


def _judge(text: str, match: re.Match[str], low: Decimal, high: Decimal) -> Iterator[Finding]:
    said = _said(match)
    if _fits(said, low, high):
        return
    places = max(0, -int(said.value.as_tuple().exponent))
    right = round((low + high) / 2, places)
    start, end = match.start("w"), match.end("w")
    quote = text[start:end].strip()
    says = f"“{quote}”与前后数字不符，按数字计算应为{right}%左右，请核对。"
    yield Finding("percent_mismatch", end - len(text[start:end].lstrip()), end, says)
