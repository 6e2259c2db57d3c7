"""Chinese numerals and quantities as numbers."""

import re
from decimal import Decimal

_DIGITS = {
    char: value
    for value, chars in enumerate(("〇零○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for char in chars
}
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS = {"亿": 10**8, "万": 10**4}
MONEY_WORDS = "[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]"


def small(written: str) -> int:
    """`23` and `二十三` → 23, `一百零五` → 105; 0 for what is no numeral."""
    return int(written) if written.isdigit() else int(_integer(written) or 0)


def _integer(written: str) -> int | None:
    total = group = digit = 0
    for char in written:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _PLACES:
            group += (digit or 1) * _PLACES[char]
            digit = 0
        elif char in _GROUPS:
            total = (total + group + digit) * _GROUPS[char]
            group = digit = 0
        else:
            return None
    return total + group + digit


_MONEY = re.compile(r"(?P<yuan>[^元圆角分]+)[元圆](?:整|正|零)?(?:(?P<jiao>.)角)?(?:零)?(?:(?P<fen>.)分)?(?:整|正)?")


def money(words: str) -> Decimal | None:
    """`壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分` → 1234567.89; None where it cannot be read."""
    found = _MONEY.fullmatch(words)
    yuan = _integer(found["yuan"]) if found else None
    if found is None or yuan is None:
        return None
    parts = [_DIGITS.get(found[name], -1) if found[name] else 0 for name in ("jiao", "fen")]
    return None if min(parts) < 0 else yuan + Decimal(parts[0]) / 10 + Decimal(parts[1]) / 100
