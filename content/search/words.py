"""The terms of a text: its words, and every two neighbouring characters, so that no name must be in a dictionary."""

import re
import unicodedata

import rjieba

CHARACTER = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]|[^a-z0-9\u3400-\u9fff]+")
"""One Hanzi, or a whole number or Latin word as if it were one (`A7县` gives `a7县`); what stands between parts."""


def plain(text: str) -> str:
    """Full-width letters as their usual ones, lower case, every blank a blank."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def words(text: str) -> list[str]:
    """Of a plain text; a long word also gives the shorter ones within it."""
    return [word for word in rjieba.cut_for_search(text) if any(map(str.isalnum, word))]


def pairs(text: str) -> list[str]:
    """Every two neighbouring characters of a plain text that nothing parts."""
    found, before = [], ""
    for character in CHARACTER.findall(text):
        here = character if character[0].isalnum() else ""
        if before and here:
            found.append(before + here)
        before = here
    return found


def terms(text: str) -> list[str]:
    """What a plain text is indexed by, as often as it occurs."""
    return [*words(text), *pairs(text)]
