"""Amounts in words beside figures: 壹拾贰万元整（¥120,000.00）."""

import re
from collections.abc import Iterator
from decimal import Decimal

from content.checks.numerals import MONEY_WORDS, money
from content.checks.passage import Finding, Passage
from content.checks.quantities import NUMBER, number

_WORDS = (
    rf"(?P<words>[壹贰叁肆伍陆柒捌玖拾]{MONEY_WORDS}*[元圆](?:整|正|零)?(?:[壹贰叁肆伍陆柒捌玖零]角)?"
    rf"(?:零?[壹贰叁肆伍陆柒捌玖]分)?(?:整|正)?)"
)
_FIGURES = rf"(?:[¥￥]|RMB)?\s?(?P<n>{NUMBER})\s?(?P<unit>万元|亿元|元)?(?:整)?"
_LINK = r"[\s（(，,：:、）)]*(?:(?:小写|大写|人民币|金额|即|计|合计|合|为|总价|RMB|[¥￥])[\s（(，,：:）)]*){0,4}"
_EITHER = (
    re.compile(rf"{_WORDS}(?P<link>{_LINK}){_FIGURES}[）)]?"),
    re.compile(rf"(?P<sign>[¥￥]\s?)?{_FIGURES}(?P<link>{_LINK}){_WORDS}[）)]?"),
)
_SEEK = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟][元圆万亿拾佰仟零壹贰叁肆伍陆柒捌玖]")
_UNITS = {"亿元": 10**8, "万元": 10**4, "元": 1, None: 1}


def find(passage: Passage) -> Iterator[Finding]:
    if not _SEEK.search(passage.text):
        return
    reached = 0
    for found in sorted((m for way in _EITHER for m in way.finditer(passage.digits)), key=lambda m: m.start()):
        if found.start() < reached or not _belongs(found):
            continue
        reached = found.end()
        said, figure = money(found["words"]), number(found["n"]) * _UNITS[found["unit"]]
        if said is not None and said != figure:
            quote = passage.text[found.start() : found.end()].strip()
            says = f"“{quote}”：大写是{_plain(said)}元，小写是{_plain(figure)}元，两者不符，请核对。"
            yield Finding("amount_words_mismatch", found.start(), found.start() + len(quote), says)


def _belongs(found: re.Match[str]) -> bool:
    """The figure is an amount (¥, 元) or the two stand in one bracket or are called 大写 and 小写."""
    return bool(found["unit"]) or bool(re.search(r"[¥￥]|RMB|[大小]写", found.group()))


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
