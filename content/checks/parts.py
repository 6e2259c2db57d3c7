"""Shares of one whole: together they cannot be more than all of it, and they must agree with their amounts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from content.checks.passage import Finding, Passage
from content.checks.quantities import Quantity, half_step, number, quantities

_SHARE = re.compile(
    r"占(?P<whole>(?!比)[^，。；、%％\d]{1,24}?)的(?:比重|比例)?(?:为|达到?|约)?\s?(?P<p>\d+(?:\.\d+)?)\s?[%％]"
)
_LISTED = re.compile(
    r"(?P<name>[^，。；、：%％\d（）()]{1,14}?(?:\d[\d.,]*[万亿]?[\u4e00-\u9fa5]{1,3}[，,]?)?)(?:占比?|比例|比重)(?:为|达|约)?\s?(?P<p>\d+(?:\.\d+)?)\s?[%％](?P<end>[，、；。和及]|$)"
)
_STATED = re.compile(r"四舍五入|合计不等于")
_SEEK = re.compile("[占比].*[%％]")
_MOST = Decimal(130)  # more than that are no parts of one whole


@dataclass(frozen=True, slots=True)
class _Part:
    percent: Decimal
    half: Decimal
    start: int
    end: int
    amount: Quantity | None


def find(passage: Passage) -> Iterator[Finding]:
    for start, end in passage.sentences():
        sentence = passage.text[start:end]
        if not _SEEK.search(sentence) or _STATED.search(sentence):
            continue
        wholes: dict[str, list[_Part]] = {}
        for match in _SHARE.finditer(passage.digits, start, end):
            wholes.setdefault(match["whole"], []).append(_part(passage.digits, match, start))
        for parts in wholes.values():
            yield from _judge(passage, parts)
        yield from _list(passage, start, end)


def _part(text: str, match: re.Match[str], start: int) -> _Part:
    """The amount is the last one of the same clause group before the share."""
    begin = max(start, *(text.rfind(mark, start, match.start()) + 1 for mark in "；;"))
    amounts = list(quantities(text, begin, match.start()))
    amount = amounts[-1] if amounts else None
    return _Part(number(match["p"]), half_step(match["p"]), match.start("p"), match.end(), amount)


def _judge(passage: Passage, parts: list[_Part]) -> Iterator[Finding]:
    percent = sum((part.percent for part in parts), Decimal(0))
    slack = sum((part.half for part in parts), Decimal(0))
    if len(parts) < 2 or not 100 + slack < percent <= _MOST:
        return
    wrong = _outlier(parts)
    if wrong is None and any(part.amount is not None for part in parts):
        return
    part = wrong or parts[-1]
    yield _finding(passage, part, percent)


def _outlier(parts: list[_Part]) -> _Part | None:
    """The one whose amount, over all amounts together, is not the share said."""
    amounts = [part.amount for part in parts if part.amount is not None]
    if len(amounts) != len(parts) or len({amount.family for amount in amounts}) != 1:
        return None
    whole = sum((amount.value for amount in amounts), Decimal(0))
    off = [
        part
        for part, amount in zip(parts, amounts, strict=True)
        if whole and abs(amount.value / whole * 100 - part.percent) > part.half + Decimal("0.1")
    ]
    return off[0] if len(off) == 1 else None


def _list(passage: Passage, start: int, end: int) -> Iterator[Finding]:
    """男性占55%、女性占47%: parts without a break between them."""
    run: list[_Part] = []
    reached = start
    for match in _LISTED.finditer(passage.digits, start, end):
        if run and match.start() > reached + 1:
            run = []
        run.append(_Part(number(match["p"]), half_step(match["p"]), match.start("p"), match.end("p") + 1, None))
        reached = match.end()
        percent = sum((part.percent for part in run), Decimal(0))
        slack = sum((part.half for part in run), Decimal(0))
        if len(run) > 1 and match["end"] in "。；" and 100 + slack < percent <= Decimal(120):
            yield _finding(passage, run[-1], percent)


def _finding(passage: Passage, part: _Part, percent: Decimal) -> Finding:
    says = f"各部分占比相加为{percent}%，超过100%，请核对“{passage.text[part.start : part.end]}”。"
    return Finding("percent_mismatch", part.start, part.end, says)
