"""Sums in running text: 合计, 其中, days of a period, written-out additions."""

import re
from calendar import monthrange
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from content.checks.passage import Finding, Passage
from content.checks.quantities import QUANTITY, Quantity, quantities, quantity, total

_TOTAL = re.compile(
    rf"(?:合计|共计|总计|累计共?|总共|(?<=[，,；;])共有?)(?:金额|人数|资金|数量|面积|补贴|补助|发放)?(?:为|是|：|:|约)?\s?(?P<q>{QUANTITY})"
)
_AMONG = re.compile(
    rf"(?P<q>{QUANTITY})(?:[（(][^）)\d]{{0,12}}[）)])?[，,。；：(（]\s?其中(?![^，、：\d]{{0,10}}每)[：:，,]?"
)
_ADDITION = re.compile(
    r"(?<![\d.+＋=%])(?P<terms>\d+(?:\.\d+)?(?:\s?[+＋]\s?\d+(?:\.\d+)?)+)\s?[=＝]\s?(?P<sum>\d+(?:\.\d+)?)(?![\d.%+＋*×/-])"
)
_DAYS = re.compile(
    r"(?P<y>20\d{2})年(?:(?P<a>\d{1,2})月?\s?[-—~～至到]\s?(?P<b>\d{1,2})月|(?P<m>\d{1,2})月|(?P<half>上半年|全年|第[一二三四]季度|度)?)"
)
_DAY_COUNT = re.compile(r"[\u4e00-\u9fa5]{1,10}(?:天数|日数)(?:为|：|:)?(?P<n>\d{1,3})\s?天")
_OVERLAPS = re.compile(
    r"其中|比|较|增|减|由|原|提高|降低|同时|另|均|每|上年|去年|（|\(|既|兼|累计|总|共|党员|女|少数民族"
    r"|硕士|博士|本科|残疾|退休|以上|以下|青年|老年|高级|中级"
)
_STOP = re.compile(r"[。！？\n]")


def find(passage: Passage) -> Iterator[Finding]:
    yield from _totals(passage)
    yield from _among(passage)
    yield from _additions(passage)
    yield from _days(passage)


def _totals(passage: Passage) -> Iterator[Finding]:
    """A list, then its total: A 3000元；B 3000元；合计5000元."""
    text, reached = passage.digits, 0
    for match in _TOTAL.finditer(text):
        whole = quantity(_inner(match))
        start = max(passage.sentence(match.start())[0], reached)
        reached = match.end()
        head = max((text.rfind(mark, start, match.start()) for mark in "：:"), default=-1)
        parts = [part for part in quantities(text, start, match.start()) if part.family == whole.family]
        listed = [part for part in parts if part.start > head] or parts
        if len(listed) < 2 or not _is_list(text, listed, match.start()):
            continue
        if not any(_equals(whole, parts[n:]) for n in range(len(parts))) and not _equals(whole, listed):
            amount, _ = total(listed)
            says = f"“{passage.text[match.start() : match.end()]}”：前面各项相加为{_shown(amount, whole)}，请核对。"
            yield Finding("sum_mismatch", match.start(), match.end(), says)


def _is_list(text: str, parts: list[Quantity], end: int) -> bool:
    """One amount for each ； or ， or 、, one after another up to the total, and nothing that says they overlap."""
    between = [text[one.end : other.start] for one, other in pairwise(parts)]
    between.append(text[parts[-1].end : end])
    if any(re.search(r"其中|每|比|较|由|从|增|减|至|到|上年|去年|不[超少低]|以[上下内]", gap) for gap in between):
        return False
    return all(re.match(r"\s?[，、；,;。）)和及]", gap) for gap in between)


def _among(passage: Passage) -> Iterator[Finding]:
    """A total, then 其中 with some or all of its parts: together they may be less, never more."""
    text = passage.digits
    for match in _AMONG.finditer(text):
        whole = quantity(_inner(match))
        parts = _following(text, match.end(), whole)
        if not parts:
            continue
        amount, half = total(parts)
        over = amount > whole.value + whole.half + half
        if (
            over
            and not any(_equals(whole, parts[:n]) for n in range(1, len(parts)))
            and not _nested(text, match.end(), parts)
        ):
            yield from _too_much(passage, whole, parts, amount)
        elif len(parts) > 1 and _blind(whole, parts):
            yield from _units(passage, whole, parts)


def _following(text: str, start: int, whole: Quantity) -> list[Quantity]:
    stop = _STOP.search(text, start)
    end = stop.start() if stop else len(text)
    return [part for part in quantities(text, start, end) if part.family == whole.family]


def _nested(text: str, start: int, parts: list[Quantity]) -> bool:
    """Parts of parts, amounts by comparison, or counts that overlap: nothing to add up."""
    between = text[start : parts[-1].end]
    if "男" in between:
        between = between.replace("女", "")  # men and women are parts; women alone are counted apart
    return len(parts) > 1 and _OVERLAPS.search(between) is not None


def _blind(whole: Quantity, parts: list[Quantity]) -> bool:
    """The figures add up only when their units are not looked at."""
    same = all(part.written == whole.written for part in parts)
    return not same and sum((part.plain for part in parts), Decimal(0)) == whole.plain


def _units(passage: Passage, whole: Quantity, parts: list[Quantity]) -> Iterator[Finding]:
    for part in parts:
        if part.written != whole.written:
            quote = passage.text[part.start : part.end]
            says = f"“{quote}”的单位与总数的“{whole.written}”不一致，按数字相加单位应相同，请核对。"
            yield Finding("unit_mismatch", part.start, part.end, says)


def _too_much(passage: Passage, whole: Quantity, parts: list[Quantity], amount: Decimal) -> Iterator[Finding]:
    if _blind(whole, parts):
        yield from _units(passage, whole, parts)
        return
    quote = passage.text[whole.start : whole.end]
    says = f"“{quote}”：其中各项相加为{_shown(amount, whole)}，超过总数，请核对。"
    yield Finding("sum_mismatch", whole.start, whole.end, says)


def _additions(passage: Passage) -> Iterator[Finding]:
    for match in _ADDITION.finditer(passage.digits):
        amount = sum((Decimal(term) for term in re.split(r"\s?[+＋]\s?", match["terms"])), Decimal(0))
        if amount != Decimal(match["sum"]):
            says = f"“{match.group()}”：相加应为{amount}，请核对。"
            yield Finding("sum_mismatch", match.start(), match.end(), says)


def _days(passage: Passage) -> Iterator[Finding]:
    """Days of several kinds in one period cannot be more than the period has."""
    for start, end in passage.sentences():
        counts = list(_DAY_COUNT.finditer(passage.digits, start, end))
        period = _DAYS.search(passage.digits, start, end)
        if len(counts) < 2 or period is None or period.start() > counts[0].start():
            continue
        held = _length(period)
        kinds = [count for count in counts if not count.group().startswith(("优良", "达标", "其中优良"))]
        amount = sum(int(count["n"]) for count in kinds)
        if kinds and held and amount > held:
            last = kinds[-1]
            quote = passage.text[last.start() : last.end()]
            says = f"“{quote}”：各类天数相加为{amount}天，超过该时段的{held}天，请核对。"
            yield Finding("sum_mismatch", last.start(), last.end(), says)


def _length(period: re.Match[str]) -> int:
    year = int(period["y"])
    first, last = 1, 12
    if period["a"]:
        first, last = int(period["a"]), int(period["b"])
    elif period["m"]:
        first = last = int(period["m"])
    elif period["half"] == "上半年":
        last = 6
    elif period["half"] and period["half"].startswith("第"):
        last = 3 * ("一二三四".index(period["half"][1]) + 1)
        first = last - 2
    return sum(monthrange(year, month)[1] for month in range(first, last + 1)) if 1 <= first <= last <= 12 else 0


def _equals(whole: Quantity, parts: list[Quantity]) -> bool:
    amount, half = total(parts)
    return whole.near(amount, half)


def _inner(match: re.Match[str]) -> re.Match[str]:
    """The quantity's own match inside a longer one."""
    return re.compile(QUANTITY).match(match.string, match.start("q"), match.end("q") + 1) or match


def _shown(amount: Decimal, like: Quantity) -> str:
    scale = like.value / like.plain if like.plain else Decimal(1)
    return f"{(amount / scale).normalize():f}{like.written}"
