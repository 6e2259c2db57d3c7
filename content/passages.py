"""The places in a text that a remark is about: chosen from the text, quoted in the remark's own line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.cut import shortened
from content.text import plain

LONGEST = 80
"""Characters of a text that are quoted: enough to find the place."""
QUOTED = re.compile(r"“(?P<passage>[^“”]+)”[：:]\s*(?P<says>.*)")


@dataclass(frozen=True, slots=True)
class Remark:
    """`passage`: the words of the text that are meant, "" = the text as a whole."""

    passage: str
    says: str


def passages(html: str) -> list[str]:
    """The paragraphs (and rows of tables) of an item's text, in order, as they are offered for choice."""
    return [line.replace("\t", " ").strip() for line in plain(html).split("\n") if line.strip()]


def quote(passage: str) -> str:
    """As it stands before a remark, `“……”：`. What is quoted in it is put into single marks."""
    words = " ".join(passage.split()).replace("“", "‘").replace("”", "’")
    return f"“{shortened(words, LONGEST)}”：" if words else ""


def remarks(reason: str) -> Sequence[Remark]:
    """Of a reason, line by line."""
    found = []
    for line in filter(None, map(str.strip, reason.splitlines())):
        match = QUOTED.fullmatch(line)
        found.append(Remark(match["passage"].removesuffix("…"), match["says"]) if match else Remark("", line))
    return found
