"""Marks that stand alone, are doubled, or are the Latin ones in a Chinese sentence (GB/T 15834)."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from content.checks.passage import Finding, Passage

_PAIRS = {"》": "《", "〉": "〈", "）": "（", "】": "【", "〕": "〔", "”": "“", "』": "『", "」": "「"}
_OPENERS = frozenset(_PAIRS.values())
_CLOSERS = {opener: closer for closer, opener in _PAIRS.items()}
_BRACKETS = re.compile(f"[{''.join((*_PAIRS, *_PAIRS.values()))}()]")
_SAME = str.maketrans("()", "（）")
_DOUBLED = re.compile(
    r"[，、；：][，、；：。,;]+|[,;][，、；。]+|。[，、；：]+|。{2}(?!。)|[！？][。；，]|。[？！]|(?<![\d.])。{3,}"
)
_LATIN = re.compile(
    r"(?:(?<=[\u4e00-\u9fa5）》”㎡㎥％])|(?<=\d))[,;](?=[\u4e00-\u9fa5“《])|(?<=[\u4e00-\u9fa5]),(?=\d)|(?<=[\u4e00-\u9fa5])!"
)
_LIST_MARK = re.compile(r"(?:^|[\s：:，,；;。、（(])[（(]?[0-9a-zA-Z一二三四五六七八九十①-⑳]{1,3}$")
_CLAUSE = re.compile(r"[，。；！？：\n]")
_SHOWN = 14


def find(passage: Passage) -> Iterator[Finding]:
    yield from _unpaired(passage)
    for found in _DOUBLED.finditer(passage.text):
        yield Finding("punctuation", *found.span(), f"标点“{found.group()}”重复或连用，请留一个。")
    yield from _latin(passage)


def _latin(passage: Passage) -> Iterator[Finding]:
    """Only the first one is shown, with their number: they come in dozens or not at all."""
    places = [found.start() for found in _LATIN.finditer(passage.text)]
    if places:
        at = places[0]
        count = f"（全文{len(places)}处）" if len(places) > 1 else ""
        near = passage.text[max(0, at - 4) : at + 5].replace("\n", " ").replace("\t", " ")
        mark = passage.text[at]
        says = f"“{near}”中的半角“{mark}”应为全角标点{count}。"
        yield Finding("punctuation", at, at + 1, says)


@dataclass(slots=True)
class _Open:
    """What is open at a place, innermost last, and how often each: a text may be nothing but brackets."""

    marks: list[tuple[str, int]] = field(default_factory=list)
    times: Counter[str] = field(default_factory=Counter)

    def add(self, mark: str, place: int) -> None:
        self.marks.append((mark, place))
        self.times[mark] += 1

    def closed_by(self, opener: str) -> Iterator[tuple[str, int]]:
        """What stays open inside of the one that is closed."""
        while True:
            mark, place = self.marks.pop()
            self.times[mark] -= 1
            if mark == opener:
                return
            yield mark, place


def _unpaired(passage: Passage) -> Iterator[Finding]:
    """A quotation or bracket may run over several paragraphs; so one stack for all of the text."""
    opened, last = _Open(), passage.text.rfind("”")
    for found in _BRACKETS.finditer(passage.text):
        place, mark = found.start(), found.group().translate(_SAME)
        if mark in _OPENERS:
            opened.add(mark, place)
        elif opened.times[_PAIRS[mark]]:
            for inner in opened.closed_by(_PAIRS[mark]):
                yield from _open_left(passage, *inner, last)
        else:
            yield from _never_opened(passage, _PAIRS[mark], place)
    for mark, place in opened.marks:
        yield from _open_left(passage, mark, place, last)


def _never_opened(passage: Passage, opener: str, place: int) -> Iterator[Finding]:
    if not (_is_other_mark(passage.text, place, opener) or _other_bracket(passage.text, place, opener)):
        start = _clause_start(passage.text, place)
        quote = passage.text[start : place + 1]
        yield Finding("punctuation", start, place + 1, f"“{quote[-_SHOWN:]}”缺前面的“{opener}”。")


def _open_left(passage: Passage, mark: str, place: int, last: int) -> Iterator[Finding]:
    """A quotation going on in the next paragraph is opened again there and closed once: at `last`, if at all."""
    if mark == "“" and place < last:
        return
    if _other_bracket(passage.text, place, mark):
        return
    end = _CLAUSE.search(passage.text, place + 1, place + _SHOWN)
    stop = end.start() if end else min(len(passage.text), place + _SHOWN)
    yield Finding("punctuation", place, stop, f"“{passage.text[place:stop]}”缺后面的“{_CLOSERS[mark]}”。")


def _is_other_mark(text: str, place: int, opener: str) -> bool:
    """`1）` and `一）` at the head of a line or clause have no opener; `--》` is an arrow."""
    if opener == "《":
        return text[place - 1 : place] in {"-", "—", "=", "－", "》"}
    return opener == "（" and _LIST_MARK.search(text, max(0, place - 5), place) is not None


def _other_bracket(text: str, place: int, opener: str) -> bool:
    """`〔2026]`: said by the check of document numbers."""
    near = text[max(0, place - 6) : place + 7]
    return opener in "〔（【" and re.search(r"[〔［\[（(【]\s*\d{4}\s*[〕］\])）】]", near) is not None


def _clause_start(text: str, place: int) -> int:
    start = 0
    for found in _CLAUSE.finditer(text, max(0, place - 80), place):
        start = found.end()
    start = start or max(0, place - 80)
    return start + len(text[start:place]) - len(text[start:place].lstrip())
