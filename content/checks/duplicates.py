"""Characters and words typed twice: 是是, 情况况, 进行进行. Natural doubling (人人, 高高兴兴) is left alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from content.checks.lists import load
from content.checks.passage import Finding, Passage
from content.checks.segments import frequency

_REPEATED = re.compile(r"([\u4e00-\u9fa5]{4,14}|[\u4e00-\u9fa5]{2})\1")


_NUMERALS = frozenset("一二三四五六七八九十每各")


@dataclass(frozen=True, slots=True)
class _Doubles:
    single: frozenset[str]
    loose: frozenset[str]
    stuttered: frozenset[str]
    natural: tuple[str, ...]
    twice: frozenset[str]


@cache
def _doubles() -> _Doubles:
    rows = load("duplicates.yaml")
    return _Doubles(
        frozenset(rows["single"]),
        frozenset(rows["loose"]),
        frozenset(rows["stuttered"].split()),
        tuple(rows["natural"].split()),
        frozenset(rows["twice"].split()),
    )


def find(passage: Passage) -> Iterator[Finding]:
    words = passage.words
    for at, ((word, begin, _), (after, start, stop)) in enumerate(pairwise(words)):
        if word[-1] != after[0]:
            continue
        following = words[at + 2][0] if at + 2 < len(words) else ""
        if _is_slip(word, after, following) and not _natural(passage, start - 1, word, after + following[:1]):
            once = passage.text[begin : stop - 1] if len(after) == 1 else after
            yield _finding(passage, begin, stop, once)
    for found in _REPEATED.finditer(passage.text):
        once = found.group(1)
        if (once in _doubles().twice if len(once) == 2 else once[0] != "一") and not passage.cuts_words(*found.span()):
            yield _finding(passage, found.start(), found.end(), once)


def _is_slip(word: str, after: str, following: str) -> bool:
    """是 是, 情况 况, 应 应当."""
    known = _doubles()
    if len(after) > 1:
        return len(word) == 1 and after in known.stuttered
    if len(word) == 1:
        return after in known.single
    if after == "起" and word.endswith("日起"):
        return True
    broken = len(word) == 2 and word[0] not in _NUMERALS and "\u4e00" <= after <= "\u9fff" and after not in known.loose
    return broken and (not following or frequency(after + following[0]) == 0)


def _natural(passage: Passage, place: int, word: str, onward: str) -> bool:
    """Part of a natural run, or its second character begins a word with the next (在 + 在建)."""
    near = passage.text[max(0, place - 2) : place + 4]
    if len(word) == 2 and passage.text[place - 2 : place - 1] == word[0]:
        return True  # 鲜鲜亮亮
    if any(run in near for run in _doubles().natural):
        return True
    return (len(onward) == 2 and frequency(onward) > 0) or frequency(word + word[-1]) > 0


def _finding(passage: Passage, start: int, end: int, once: str) -> Finding:
    return Finding("duplicate_char", start, end, f"“{passage.text[start:end]}”疑有重字，应为“{once}”，请核对。")
