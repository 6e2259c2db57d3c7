"""Digits in a text however they are written: plain, wide, circled, in Chinese, with blanks or dots between them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import digit, normalize

from content.checks.check_digits import id_card, luhn
from content.checks.id_cards import PROVINCES, born

CHINESE = {
    char: str(value)
    for value, chars in enumerate(("〇零○", "一壹幺", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for char in chars
}
CROSSES = frozenset("Xx×✕✖Хх乂叉Χχ")
BETWEEN = frozenset(" \t\n\u3000\u00a0-－—–_.．·•,，、/()（）\\\u200b\u200c\u200d\u2060\ufeff")
MOST_BETWEEN = 3
MOBILE = re.compile(r"(?:00)?(?:86)?1[3-9]\d{9}")


@dataclass(frozen=True, slots=True)
class Run:
    """Figures with little between them: `figures[n]` stands at `places[n]` of the text.

    `groups`: (start, end) in `figures` of those that stand on end; `pieces`: of those that are also of one writing, for
    `张三13800000001` begins with no number.
    """

    figures: str
    places: tuple[int, ...]
    groups: tuple[tuple[int, int], ...]
    pieces: tuple[tuple[int, int], ...]


def folded(text: str) -> str:
    """Wide signs made plain, character by character: the same length."""
    return "".join(plain if len(plain := normalize("NFKC", letter)) == 1 else letter for letter in text)


def figure_of(letter: str) -> str:
    """`0` to `9`, X for the last sign of an ID number, "" for what is none."""
    if letter in CHINESE:
        return CHINESE[letter]
    if normalize("NFKC", letter) in CROSSES or letter in CROSSES:
        return "X"
    value = digit(letter, None)
    return "" if value is None else str(value)


def runs(text: str) -> Iterator[Run]:
    """In order of place."""
    found: list[tuple[int, str]] = []
    for at, letter in enumerate(text):
        if figure := figure_of(letter):
            if found and not _near(text, found[-1][0], at):
                yield _run(text, found)
                found = []
            found.append((at, figure))
    if found:
        yield _run(text, found)


def private_spans(run: Run) -> set[int]:
    """Places in the text of ID numbers, mobile numbers and bank cards."""
    hidden: set[int] = set()
    for start in range(len(run.figures) - 17):
        if is_id_card(run.figures[start : start + 18]):
            hidden.update(run.places[start : start + 18])
    for groups in (run.groups, run.pieces):
        for first, (start, _) in enumerate(groups):
            for last, (_, end) in enumerate(groups[first : first + 19], first + 1):
                if end - start > 19:
                    break
                if _is_private(run.figures[start:end], groups[first:last]):
                    hidden.update(run.places[start:end])
    return hidden


def is_id_card(figures: str) -> bool:
    """18 signs with a province, a day of birth, and the right last sign. Source: GB 11643-1999."""
    return figures[:17].isdecimal() and figures[:2] in PROVINCES and born(figures[6:14]) and id_card(figures)


def _is_private(figures: str, groups: Iterable[tuple[int, int]]) -> bool:
    """Whole groups that make a mobile, an ID number (old, or mistyped), or a bank card."""
    if MOBILE.fullmatch(figures):
        return True
    if len(figures) == 18 and figures[:17].isdecimal() and figures[:2] in PROVINCES and born(figures[6:14]):
        return True
    if len(figures) == 15 and figures[:2] in PROVINCES and born(f"19{figures[6:12]}"):
        return figures.isdecimal()
    if 16 <= len(figures) <= 19 and figures.isdecimal():
        return luhn(figures) or max(end - start for start, end in groups) == 4
    return False


def _near(text: str, last: int, at: int) -> bool:
    between = text[last + 1 : at]
    return len(between) <= MOST_BETWEEN and all(letter in BETWEEN for letter in between)


def _run(text: str, found: list[tuple[int, str]]) -> Run:
    places = tuple(at for at, _ in found)
    parted = [0, *(n for n in range(1, len(places)) if places[n] != places[n - 1] + 1), len(places)]
    spelt = [text[at] in CHINESE for at in places]
    turns = [n for n in range(1, len(places)) if spelt[n] != spelt[n - 1]]
    figures = "".join(figure for _, figure in found)
    return Run(figures, places, tuple(pairwise(parted)), tuple(pairwise(sorted({*parted, *turns}))))
