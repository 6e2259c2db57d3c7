"""Labels as people write them beside those of the official form."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import normalize

NUMBERED = re.compile(r"^(?:[(]?[一二三四五六七八九十]{1,2}[)、.]|[(]?\d{1,2}[)、.])")
BRACKETED = re.compile(r"[(（][^)）]*[)）]")
MOST_KEPT = 4096
NEAR_ENOUGH = 0.76
"""予以公开 and 不予公开 are 0.75 alike."""


@lru_cache(MOST_KEPT)
def bare(text: str) -> str:
    """Without blanks, punctuation and how it is numbered: what is left are the words."""
    folded = re.sub(r"\s+", "", normalize("NFKC", text))
    while match := NUMBERED.match(folded):
        folded = folded[match.end() :]
    return "".join(letter for letter in folded if letter.isalnum())


@lru_cache(MOST_KEPT)
def _writings(label: str) -> tuple[str, ...]:
    """With its remark in brackets, and without."""
    return tuple(dict.fromkeys(word for word in (bare(label), bare(BRACKETED.sub("", label))) if word))


@lru_cache(MOST_KEPT)
def likeness(written: str, label: str) -> float:
    """0 to 1; 1 where the words are the same, whatever stands in brackets."""
    pairs = [(one, other) for one in _writings(written) for other in _writings(label)]
    if any(one == other for one, other in pairs):
        return 1.0
    long = [(one, other) for one, other in pairs if min(len(one), len(other)) > 2]
    return max((SequenceMatcher(None, one, other, autojunk=False).ratio() for one, other in long), default=0.0)


def nearest(written: str, labels: Iterable[str], least: float = NEAR_ENOUGH) -> tuple[str, float]:
    """The label that is most like what is written, and how much; ("", 0) where none is near enough."""
    best = max(((label, likeness(written, label)) for label in labels), key=lambda found: found[1], default=("", 0.0))
    return best if best[1] >= least else ("", 0.0)
