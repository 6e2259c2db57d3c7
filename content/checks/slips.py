"""Wrong characters found through what they were meant to be: `审该` is no word, `审核` is.

A run of segmenter's words that came out broken is looked at again with each character replaced by those it is
often taken for (`lists/confusables.yaml`); where that makes one common word, the character is a slip. What is
a word on both sides (登陆, 登录) is for the word lists.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from content.checks.lists import load
from content.checks.passage import Finding, Passage
from content.checks.segments import frequency, kind_of

_LONGEST = 4
# How common the word that was meant must be, by the kind of confusion and the word's length.
_COMMON = {"look": {2: 100, 3: 20, 4: 3}, "sound": {2: 900, 3: 60, 4: 3}, "homophones": {2: 1500}}
# Words that join others: a broken longer word does not begin with or hold one.
_JOINTS = frozenset("的了着过和与及或在是为对将把被由从向于并而但也都就还所其该此这那各每某等不")
_PLACES = frozenset("镇乡村街路区县市屯庄寨苑园")
_RARE = 300  # a set phrase with a slip in it falls into pieces of which one is no common word
_KEPT = 1 << 16

_TakenFor = dict[str, tuple[tuple[str, int], ...]]
"""By wrong character: the right ones, each with the least frequency of a word it makes."""


@dataclass(frozen=True, slots=True)
class _Confusables:
    taken_for: dict[int, _TakenFor]
    free: frozenset[str]
    allow: frozenset[str]


@cache
def _confusables() -> _Confusables:
    rows = load("confusables.yaml")
    loose = frozenset(rows["loose"].replace(" ", ""))
    pairs: dict[tuple[str, str], str] = {}
    for kind in ("homophones", "sound", "look"):
        for group in rows[kind].split():
            pairs.update(
                {(wrong, right): kind for wrong in group if wrong not in loose for right in group if right != wrong}
            )
    both = frozenset(pair for one, other in rows["variants"].split() for pair in ((one, other), (other, one)))
    taken = {length: _taken_for(pairs, length, both if length > 2 else frozenset()) for length in (2, 3, 4)}
    return _Confusables(taken, frozenset(rows["free"]), frozenset(rows["allow"].split()))


def _taken_for(pairs: dict[tuple[str, str], str], length: int, both: frozenset[tuple[str, str]]) -> _TakenFor:
    taken: dict[str, list[tuple[str, int]]] = {}
    for (wrong, right), kind in pairs.items():
        least = _COMMON[kind].get(length)
        if least is not None and (wrong, right) not in both:
            taken.setdefault(wrong, []).append((right, least))
    return {wrong: tuple(rights) for wrong, rights in taken.items()}


def find(passage: Passage) -> Iterator[Finding]:
    reached = 0
    words = passage.words
    for first in range(len(words)):
        for form, start, wide in _windows(words, first):
            if start < reached:
                continue
            right = meant(form, wide)
            if right and not _is_place(passage.text, start + len(form)):
                reached = start + len(form)
                yield Finding("wrong_word", start, reached, f"“{form}”疑为“{right}”之误，请核对。")
                break


def _windows(words: list[tuple[str, int, int]], first: int) -> Iterator[tuple[str, int, bool]]:
    """(form, start, wide) of two to four characters made of several words; wide = no single character among them."""
    form, start, _ = words[first]
    if len(form) > _LONGEST - 1 or not _is_han(form):
        return
    single = len(form) == 1
    joint = form in _JOINTS
    for word, _, _ in words[first + 1 : first + _LONGEST]:
        joint = joint or word in _JOINTS
        whole = form + word
        if len(whole) > _LONGEST or (joint and len(whole) > 2) or not _is_han(word):
            return
        single = single or len(word) == 1
        if single:
            yield whole, start, False
        elif len(whole) == _LONGEST and min(frequency(form), frequency(word)) < _RARE:
            yield whole, start, True
        form = whole


def _is_place(text: str, end: int) -> bool:
    """东凤镇: a place may be called anything."""
    return text[end : end + 1] in _PLACES


def _is_han(word: str) -> bool:
    return "\u4e00" <= word[0] <= "\u9fff"


@lru_cache(_KEPT)
def meant(form: str, wide: bool) -> str:
    """The most common word `form` is a slip for, or nothing."""
    known = _confusables()
    if form in known.allow or frequency(form) or (len(form) == 2 and not known.free.isdisjoint(form)):
        return ""
    taken_for = known.taken_for[len(form)]
    best, best_frequency = "", 0
    for place, wrong in enumerate(form):
        for right, least in taken_for.get(wrong, ()):
            word = form[:place] + right + form[place + 1 :]
            common = frequency(word)
            if common >= least and common > best_frequency and _fits(word, wide=wide):
                best, best_frequency = word, common
    return best


def _fits(word: str, *, wide: bool) -> bool:
    """Names prove nothing, and two whole words may well stand side by side unless a set phrase was meant."""
    kind = kind_of(word)
    return kind[:2] not in {"nr", "ns", "nt", "nz"} and (not wide or kind == "i")
