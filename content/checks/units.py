"""A change given in another unit than the value it belongs to: 0.6mg/m3，下降14.3%（0.1g/m3）."""

import re
from collections.abc import Iterator

from content.checks.passage import Finding, Passage
from content.checks.quantities import QUANTITY, quantities

_CHANGE = re.compile(
    rf"(?:同比|环比|比|较)?[^，。；（(]{{0,12}}(?:增长|上升|提高|增加|上涨|下降|降低|减少|回落)[^，。；（(]{{0,6}}\d[\d.]*\s?[%％]\s?[（(](?P<q>{QUANTITY})[）)]"
)
_CHANGED = re.compile(r"[%％]\s?[（(]\s?\d")
_FROM_TO = re.compile(
    r"[由从][^，。；\d]{0,14}(?P<a>\d[\d.,]*)\s?(?P<ua>[万亿]?元)(?:增|提|上|扩|下|降|减)[^，。；\d]{0,3}[至到](?P<b>\d[\d.,]*)\s?(?P<ub>[万亿]?元)"
)


def find(passage: Passage) -> Iterator[Finding]:
    for match in _CHANGE.finditer(passage.digits) if _CHANGED.search(passage.digits) else ():
        change = next(quantities(passage.digits, match.start("q"), match.end("q")), None)
        start, _ = passage.sentence(match.start())
        values = [
            value
            for value in quantities(passage.digits, start, match.start("q"))
            if change and value.family == change.family
        ]
        if change is None or not values:
            continue
        value = values[-1]
        # the same figure in the value's unit must be the likelier one: a change of 10 km in 3 m is no change of it
        if value.written != change.written and change.value > value.value:
            yield _finding(passage, change.start, change.end, value.written)
    for match in _FROM_TO.finditer(passage.digits):
        if match["ua"] != match["ub"] and 0.1 < _figure(match["b"]) / (_figure(match["a"]) or 1) < 10:
            yield _finding(passage, match.start("b"), match.end("ub"), match["ua"])


def _finding(passage: Passage, start: int, end: int, unit: str) -> Finding:
    says = f"“{passage.text[start:end]}”的单位与前面的“{unit}”不一致，请核对。"
    return Finding("unit_mismatch", start, end, says)


def _figure(written: str) -> float:
    return float(written.replace(",", "").rstrip("."))
