"""Sentences that do not hold together: a word too many, one missing, two constructions mixed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from content.checks.lists import load
from content.checks.passage import Finding, Passage


@dataclass(frozen=True, slots=True)
class _Pattern:
    seek: str
    find: re.Pattern[str]
    says: str


@cache
def _patterns() -> tuple[_Pattern, ...]:
    rows = load("sentences.yaml")
    return tuple(_Pattern(row["seek"], re.compile(row["find"], re.MULTILINE), row["says"]) for row in rows)


def find(passage: Passage) -> Iterator[Finding]:
    reached = 0
    for start, end, says in sorted(_places(passage)):
        if start >= reached:
            reached = end
            quote = passage.text[start:end]
            yield Finding("broken_sentence", start, end, f"“{quote}”不通顺：{says}。")


def _places(passage: Passage) -> Iterator[tuple[int, int, str]]:
    for pattern in _patterns():
        if pattern.seek not in passage.text:
            continue
        for found in pattern.find.finditer(passage.text):
            start, end = found.span("w")
            if not passage.cuts_words(start, end):
                yield start, end, pattern.says
