"""Traditional characters in a simplified text. A text that is traditional throughout is said to be so once."""

import re
from collections.abc import Iterator
from functools import cache

from content.checks.lists import load
from content.checks.passage import Finding, Passage

_THROUGHOUT = 0.1  # of the characters


@cache
def _pairs() -> tuple[dict[str, str], re.Pattern[str]]:
    rows = load("traditional.yaml")
    pairs = {pair[0]: pair[1] for pair in rows["pairs"].split()}
    right = "".join(f"(?!{char}(?:{after}))" for char, after in rows["unless"].items())
    return pairs, re.compile(f"{right}[{''.join(pairs)}]")


def find(passage: Passage) -> Iterator[Finding]:
    pairs, pattern = _pairs()
    found = list(pattern.finditer(passage.text))
    if len(found) > 20 and len(found) > _THROUGHOUT * len(passage.text):
        first = found[0]
        says = "全文多处为繁体字，请确认是否应当用规范汉字（简体）。"
        yield Finding("mixed_traditional", first.start(), first.end(), says)
        return
    for match in found:
        char = match.group()
        yield Finding("mixed_traditional", *match.span(), f"“{char}”是繁体字，应为“{pairs[char]}”。")
