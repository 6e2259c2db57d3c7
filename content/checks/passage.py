"""The text a check looks at, with what several checks need to know about it, and what a check gives back."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from content.checks import markup
from content.checks.calendar_days import Day, days
from content.checks.segments import segment
from content.own_words import NO_WORDS, OwnWords

_WIDE = {ord("０") + n: ord("0") + n for n in range(10)}
_WIDE |= {ord("Ａ") + n: ord("A") + n for n in range(26)} | {ord("ａ") + n: ord("a") + n for n in range(26)}
_WIDE |= {ord("－"): ord("-"), ord("．"): ord(".")}
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_OWN_DATE = re.compile(
    r"(?:发文|成文|印发|生成|发布|制发|落款)(?:日期|时间)\s*[：:]\s*(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})"
)
_SIGNED = re.compile(r"^[\s　]*(\d{4})年(\d{1,2})月(\d{1,2})日[\s　]*$", re.MULTILINE)
_TITLE = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》")
_SENTENCE_END = re.compile(r"[。！？\n]")
_ROWS = re.compile(r"^[^\n\t]*\t[^\n]*(?:\n[^\n\t]*\t[^\n]*)*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a passage: `text[start:end]`. `says` is Chinese, for staff. `quote` stands in for the text."""

    code: str
    start: int
    end: int
    says: str
    blocks: bool = False
    quote: str = ""


def clean(text: str) -> str:
    """Without the characters nobody sees, lines ended by `\\n`."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " "))


Find = Callable[["Passage"], Iterable[Finding]]


class Passage:
    """Plain text without invisible characters; `digits` is the same text, same length, with wide digits folded.

    `dated` is the day the document was made, where known: from the item's field, else from the text itself.
    """

    def __init__(
        self,
        text: str,
        *,
        today: date,
        dated: date | None = None,
        as_is: bool = False,
        own: OwnWords = NO_WORDS,
    ) -> None:
        """`as_is`: the text is no HTML whatever it looks like, and already `clean`. `own`: the office's words."""
        self.links: tuple[str, ...] = ()
        if not as_is and markup.is_html(text):
            text, self.links = markup.plain(text)
        self.text = text if as_is else clean(text)
        self.digits = self.text.translate(_WIDE)
        self.today = today
        self.own = own
        self.dated = dated or _own_date(self.text)

    @property
    def standing_on(self) -> date:
        """The day whose names and laws the text should use: its own, else today."""
        return self.dated or self.today

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """Words with their places. The segmenter is loaded at the first call."""
        return segment(self.text)

    @cached_property
    def inside_words(self) -> frozenset[int]:
        """Places where a cut would split a word."""
        return frozenset(place for _, start, end in self.words for place in range(start + 1, end))

    def cuts_words(self, start: int, end: int) -> bool:
        """True where `text[start:end]` begins or ends in the middle of a word: seen across a word border."""
        return start in self.inside_words or end in self.inside_words

    @cached_property
    def days(self) -> list[Day]:
        """All dates, in order of place."""
        return list(days(self.digits))

    @cached_property
    def titles(self) -> list[tuple[int, int]]:
        """《…》 with what is nested in it."""
        return [found.span() for found in _TITLE.finditer(self.text)]

    def in_title(self, place: int) -> bool:
        at = bisect_right(self.titles, (place, len(self.text))) - 1
        return at >= 0 and self.titles[at][0] <= place < self.titles[at][1]

    @cached_property
    def _ends(self) -> list[int]:
        return [-1, *(found.start() for found in _SENTENCE_END.finditer(self.text)), len(self.text)]

    def sentence(self, place: int) -> tuple[int, int]:
        """(start, end) of the sentence around a place; a line's end ends it too."""
        at = bisect_right(self._ends, place - 1)
        start = self._ends[at - 1] + 1
        return start, self._ends[min(at, len(self._ends) - 1)]

    def sentences(self) -> Iterator[tuple[int, int]]:
        for before, end in zip(self._ends, self._ends[1:], strict=False):
            if end > before + 1:
                yield before + 1, end

    def around(self, start: int, end: int, width: int) -> tuple[str, str]:
        """The text before and after a place, at most `width` characters each."""
        return self.text[max(0, start - width) : start], self.text[end : end + width]

    def tables(self) -> Iterator[tuple[int, str]]:
        """(start, text) of every run of lines that hold tabs."""
        for found in _ROWS.finditer(self.text):
            if "\n" in found.group():
                yield found.start(), found.group()


def _own_date(text: str) -> date | None:
    found = _OWN_DATE.search(text)
    if found is None:
        signed = list(_SIGNED.finditer(text[-400:]))
        found = signed[-1] if signed else None
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
