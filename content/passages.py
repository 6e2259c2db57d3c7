"""The places in a text that a remark is about: chosen from the text, quoted in the remark's own line."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from content.cut import shortened
from content.text import plain

LONGEST = 80
"""Characters of a text that are quoted: enough to find the place."""
QUOTED = re.compile(r"“(?P<passage>[^“”]+)”(?:（第 (?P<nth>\d+) 处）)?[：:]\s*(?P<says>.*)")
NTH = re.compile(r"（第 \d+ 处）\Z")
"""After a passage that stands in the text several times: which of them."""


@dataclass(frozen=True, slots=True)
class Remark:
    """`passage`: the words of the text that are meant, "" = the text as a whole; `nth`: of several such, else 0."""

    passage: str
    says: str
    nth: int = 0


def passages(html: str) -> list[str]:
    """The paragraphs (and rows of tables) of an item's text, in order, as they are offered for choice.

    One that stands there several times is followed by which it is: `（第 2 处）`.
    """
    lines = [line.replace("\t", " ").strip() for line in plain(html).split("\n") if line.strip()]
    times, met = Counter(lines), Counter[str]()
    met_so_far = [(line, met.update([line]) or met[line]) for line in lines]
    return [f"{line}（第 {nth} 处）" if times[line] > 1 else line for line, nth in met_so_far]


def quote(passage: str) -> str:
    """As it stands before a remark, `“……”：`. What is quoted in it is put into single marks."""
    words = " ".join(passage.split()).replace("“", "‘").replace("”", "’")
    nth = found[0] if (found := NTH.search(words)) else ""
    return f"“{shortened(words.removesuffix(nth), LONGEST)}”{nth}：" if words else ""


def remarks(reason: str) -> Sequence[Remark]:
    """Of a reason, line by line."""
    return [_remark(line) for line in filter(None, map(str.strip, reason.splitlines()))]


def _remark(line: str) -> Remark:
    match = QUOTED.fullmatch(line)
    if not match:
        return Remark("", line)
    return Remark(match["passage"].removesuffix("…"), match["says"], int(match["nth"] or 0))
