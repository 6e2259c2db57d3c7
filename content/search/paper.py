"""What is indexed: a text with its title, in pieces of even length."""

import re
from dataclasses import dataclass

from content.search.words import plain, terms

PIECE = 300
"""Characters. A question is answered by a passage; a long text must not win by its length."""
ANSWERS = re.compile(r"[您你]好|网友|留言|来信|收悉|[回答]复如下|的[回答]复|回复：|^经(?:调查|查|核实)")
CLOSES = re.compile(r"[您你]好|感谢您|您的|特此[回答]复")
FRAME = 150


@dataclass(frozen=True, slots=True)
class Paper:
    """`number` is the text's own in the index; `kept` is given back with a hit; `day` counts from year 1 (0 = none)."""

    number: int
    text: str
    title: str = ""
    kept: str = ""
    day: int = 0

    @property
    def is_answer(self) -> bool:
        """Whether it reads as an office's answer to somebody's letter."""
        return bool(ANSWERS.search(self.text[:FRAME]) or CLOSES.search(self.text[-FRAME:]))

    def pieces(self) -> list[list[str]]:
        """The terms of each piece; at least one piece."""
        text = plain(self.text)
        return [terms(text[start : start + PIECE]) for start in range(0, max(len(text), 1), PIECE)]
