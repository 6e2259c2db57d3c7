"""Numbers of headings and lists that skip or repeat: 1. 3. 3. 4."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.checks.numerals import small
from content.checks.passage import Finding, Passage

_CN = "[一二三四五六七八九十百]{1,4}"
# The styles of GB/T 9704 and of statutes. A mark counts at the head of a line or after a sentence's end.
_HEAD = r"(?:(?<=\n)|(?<=\A)|(?<=[。；：！？]))[ \t　]*"
_MARK = re.compile(
    _HEAD
    + r"(?P<mark>"
    + rf"第(?P<chapter>{_CN})章(?=[\s　])"
    + rf"|第(?P<article>{_CN})条(?=[\s　])"
    + rf"|(?P<han>{_CN})、"
    + rf"|[（(](?P<bracket>{_CN})[)）](?![、，和与至—-])"
    + r"|(?P<digit>\d{1,2})(?:[.．](?![\d])|、)"
    + r"|[（(](?P<digits>\d{1,2})[)）](?![、，和与至—-])"
    + r")"
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_INLINE = re.compile(
    rf"(?P<mark>(?:(?<=[。；：，\n])|\A)[ 　]?(?P<said>{_CN})(?:是|要)(?!否|的|非|以|求|素|点)"
    rf"|(?P<circled>[{_CIRCLED}]))"
)
_FIRST = re.compile(r"(?<=[\u4e00-\u9fa5：:）)】”])[ 　]?(?P<mark>(?P<digit>1)(?:[.．](?!\d)|、))")
_MISSED = {
    "digit": re.compile(r"(?<!\d)1\s?[.．、]"),
    "digits": re.compile(r"[（(]\s?1\s?[)）]"),
    "bracket": re.compile("[（(]一[)）]"),
}
_FRESH = re.compile(r"^[ \t　]*(?:附件|附表|附录|附：|表\s?\d|图\s?\d)", re.MULTILINE)
_FAR = 2  # a longer jump is an excerpt, not a slip


@dataclass(slots=True)
class _Level:
    style: str
    last: int
    end: int


@dataclass(frozen=True, slots=True)
class _Mark:
    style: str
    value: int
    start: int
    end: int


def find(passage: Passage) -> Iterator[Finding]:
    for marks in _runs(passage.text):
        yield from _follow(passage, marks)


def _runs(text: str) -> Iterator[list[_Mark]]:
    """The marks of the text, parted where an attachment begins."""
    found = [*_MARK.finditer(text), *_FIRST.finditer(text), *_INLINE.finditer(text)]
    marks = {match.start("mark"): _mark(match) for match in found if not _in_table(text, match.start("mark"))}
    cuts = [*(match.start() for match in _FRESH.finditer(text)), len(text) + 1]
    ordered = sorted(marks.items())
    before = -1
    for cut in cuts:
        yield [mark for place, mark in ordered if before <= place < cut]
        before = cut


def _mark(match: re.Match[str]) -> _Mark:
    style, written = next((name, value) for name, value in match.groupdict().items() if name != "mark" and value)
    value = _CIRCLED.index(written) + 1 if written in _CIRCLED else small(written)
    return _Mark(style, value, match.start("mark"), match.end("mark"))


def _in_table(text: str, place: int) -> bool:
    return "\t" in text[text.rfind("\n", 0, place) + 1 : (text.find("\n", place) + 1 or len(text) + 1) - 1]


def _follow(passage: Passage, marks: list[_Mark]) -> Iterator[Finding]:
    levels: list[_Level] = []
    for at, mark in enumerate(marks):
        while any(level.style == mark.style for level in levels) and levels[-1].style != mark.style:
            levels.pop()
        if not levels or levels[-1].style != mark.style:
            levels.append(_Level(mark.style, mark.value, mark.end))
            continue
        level = levels[-1]
        expected = level.last + 1
        following = next((later.value for later in marks[at + 1 :] if later.style == mark.style), None)
        slips = _slips(mark, expected, following) and not _restarted(passage.text, level, mark)
        level.last = expected if slips and following == expected + 1 else mark.value
        level.end = mark.end
        if slips:
            quote = passage.text[mark.start : mark.end]
            says = f"序号“{quote}”不连续，按上文应为第{expected}项，请核对是否漏项或编错。"
            yield Finding("numbering", mark.start, mark.end, says)


def _slips(mark: _Mark, expected: int, following: int | None) -> bool:
    """A little off the expected number; said twice only where the list goes on from it."""
    if mark.value == expected - 1:
        return following in {expected, expected + 1} and mark.value > 1
    return mark.value > expected and mark.value - expected <= _FAR


def _restarted(text: str, level: _Level, mark: _Mark) -> bool:
    """A new list began in between, its first mark in the middle of a line."""
    missed = _MISSED.get(mark.style)
    return missed is not None and missed.search(text, level.end, mark.start) is not None
