"""Totals in a report's text whose parts are named after 其中, or in brackets, and what the parts come to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from content.checks.quantities import NUMBER, number

UNITS = "条次|件次|篇次|人次|条|件|篇|个|项|份|期|场|宗|起|次|人|户|家|例|部"
ROUGH = "余|多|左右|以上|上下"
ABOUT = re.compile(r"(?:约|近|超过?|逾|至少|不少于|不低于)\s?$")
LONGEST_ABOUT = 5
HEAD = re.compile(
    rf"(?P<n>{NUMBER})\s?(?P<unit>{UNITS})(?P<rough>{ROUGH})?(?:[（(][^（）()]*[)）])?\s?[，,。；;：:]?\s?"
    r"(?:其中|包括)(?:[^，。；：、\d]{0,6}[：:])?"
)
BRACKET = re.compile(
    rf"(?P<n>{NUMBER})\s?(?P<unit>{UNITS})?(?P<rough>{ROUGH})?\s?[（(](?P<list>[^（）()]*\d[^（）()]*)[)）]"
)
NO_PART = r"(?!\s?(?:年|月|日|%|％|个?百分点|元|[万亿千]|号|级|类|批|届|\d))"
PART = re.compile(rf"(?P<n>{NUMBER})\s?(?P<unit>{UNITS})?(?P<rough>{ROUGH})?(?P<etc>等)?{NO_PART}")
BARE_END = re.compile(r"\s?(?:[、，；,;。）)]|和|及|以及|$)")
BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
END = re.compile(r"[。！？\n]")
STOP = re.compile(
    r"办结|答复|回复|同比|较|比上|增长|减少|下降|上升|占|累计|平均|均|接受|另外|此外|同时|共|合计|总计|其中"
)
"""What begins something else than the next part of the list."""
ONCE = re.compile("计(?:1|一)条")
"""同一信息在不同渠道公开的只计1条: then the parts may be more than the total."""
MOST_AFTER = 40
NEARLY_ALL = Decimal("0.8")
"""Of the total: a list that reaches it is meant to be all of it."""
ATTRIBUTES = ("主动公开", "依申请公开", "不予公开")
"""公开属性: every document has one of the three."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A total and the parts named for it, at `start` to `end` of the text; `whole_list`: they are meant to be all.

    `counted_once`: the text says that the total counts once what several parts count.
    """

    start: int
    end: int
    total: Decimal
    parts: tuple[Decimal, ...]
    whole_list: bool
    counted_once: bool

    @property
    def adds_up(self) -> bool:
        """The parts, or some that stand together, make the total; or they are only some of it."""
        amount, begun = Decimal(0), set[Decimal]()
        for part in self.parts:
            begun.add(amount)
            amount += part
            if amount - self.total in begun:
                return True
        if self.counted_once and amount > self.total:
            return True
        return amount < self.total and not (self.whole_list and len(self.parts) > 1)


def lists(text: str) -> Iterator[Listed]:
    """Of exact numbers in one unit; lists that end with 等 are not all of it, rough numbers are no statement."""
    for match in HEAD.finditer(text):
        stop = END.search(text, match.end())
        yield from _listed(text, match, text[match.end() : stop.start() if stop else len(text)])
    for match in BRACKET.finditer(text):
        yield from _listed(text, match, match["list"], bracket=True)


def _listed(text: str, head: re.Match[str], rest: str, *, bracket: bool = False) -> Iterator[Listed]:
    around = text[head.start() : head.end() + len(rest) + MOST_AFTER]
    if head["rough"] or _is_rough(text, head.start()):
        return
    flat = BRACKETS.sub(lambda found: "　" * len(found[0]), rest)
    found = [part for part in PART.finditer(flat) if _counts(part, flat, head["unit"] or "")]
    if found and (stop := STOP.search(flat, 0 if bracket else found[0].end())):
        found = [part for part in found if part.end() <= stop.start()]
        flat = flat[: stop.start()]
    if not found or any(part["rough"] or _is_rough(flat, part.start()) for part in found):
        return
    total, parts = number(head["n"]), tuple(number(part["n"]) for part in found)
    is_open = bool(found[-1]["etc"]) or re.match(r"[^，。；、]{0,6}等", flat[found[-1].end() :]) is not None
    nearly = sum(parts, Decimal(0)) >= NEARLY_ALL * total or all(word in flat for word in ATTRIBUTES)
    if not bracket or len(parts) > 1:
        once = ONCE.search(around) is not None
        yield Listed(head.start("n"), head.end(), total, parts, whole_list=nearly and not is_open, counted_once=once)


def _is_rough(text: str, start: int) -> bool:
    """Whether 约 and the like stand before the number that starts there."""
    return ABOUT.search(text[max(0, start - LONGEST_ABOUT) : start]) is not None


def _counts(part: re.Match[str], flat: str, unit: str) -> bool:
    """In the unit of the total, or a bare number at the end of its item. Different units are never added."""
    if not part["unit"]:
        return BARE_END.match(flat, part.end()) is not None
    return not unit or part["unit"].removesuffix("次") == unit.removesuffix("次")


def plus(parts: Sequence[Decimal]) -> str:
    return "＋".join(f"{part:f}" for part in parts)
