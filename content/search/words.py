"""The terms of a text: its words, and every two neighbouring characters, so that no name must be in a dictionary."""

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from operator import add

import rjieba

LATIN = re.compile(r"[a-z0-9]")
RUN = re.compile(r"[a-z0-9\u3400-\u9fff]+")
"""What nothing parts."""
CHARACTER = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]")
"""One Hanzi, or a whole number or Latin word as if it were one (`A7县` gives `a7县`)."""
OTHER = re.compile(r"[^a-z0-9\u3400-\u9fff]+")
"""What may have a plainer form. A text is Hanzi for the most part; to look at each of them takes five times as long."""


def plain(text: str) -> str:
    """Full-width letters as their usual ones, lower case, every blank a blank."""
    return " ".join(OTHER.sub(lambda found: _plainer(found[0]), text).split())


@lru_cache(maxsize=1000)
def _plainer(run: str) -> str:
    return unicodedata.normalize("NFKC", run).lower()


def words(text: str) -> list[str]:
    """Of a plain text; a long word also gives the shorter ones within it."""
    return [word for word in rjieba.cut_for_search(text) if word[0].isalnum()]


def borders_of(text: str) -> frozenset[int]:
    """The places where a word of a plain text begins or ends."""
    return frozenset(accumulate(map(len, rjieba.cut(text)), initial=0))


def pairs(text: str) -> list[str]:
    """Every two neighbouring characters of a plain text that nothing parts."""
    found: list[str] = []
    for run in RUN.findall(text):
        characters = CHARACTER.findall(run) if LATIN.search(run) else run
        found += map(add, characters, characters[1:])
    return found


def terms(text: str) -> list[str]:
    """What a plain text is indexed by, as often as it occurs."""
    return [*words(text), *pairs(text)]
