"""Wrong and easily confused words, from the list in `lists/words.yaml`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from content.checks.lists import load
from content.checks.passage import Finding, Passage

_LISTED = ("wrong_word", "confusable_word")


@dataclass(frozen=True, slots=True)
class _Pattern:
    code: str
    seek: str
    right: str
    find: re.Pattern[str]
    unless: re.Pattern[str] | None
    needs: re.Pattern[str] | None

    def suits(self, sentence: str) -> bool:
        if self.unless is not None and self.unless.search(sentence):
            return False
        return self.needs is None or self.needs.search(sentence) is not None


@cache
def _forms() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """(form, right, code) by the form's first two characters, longer forms first: a longer one counts before it."""
    rows = load("words.yaml")
    forms: dict[str, dict[str, tuple[str, str, str]]] = {}
    for code in _LISTED:
        for form, right in (row.split(">") for row in rows[code].split()):
            forms.setdefault(form[:2], {}).setdefault(form, (form, right, code))
    return {start: tuple(sorted(found.values(), key=lambda row: -len(row[0]))) for start, found in forms.items()}


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            code=row["code"],
            seek=row["seek"],
            right=row["right"],
            find=re.compile(row["find"], re.MULTILINE),
            unless=_compiled(row, "unless"),
            needs=_compiled(row, "needs"),
        )
        for row in load("words.yaml")["patterns"]
    )


def _compiled(row: dict[str, str], name: str) -> re.Pattern[str] | None:
    return re.compile(row[name]) if name in row else None


def find(passage: Passage) -> Iterator[Finding]:
    taken: set[int] = set()
    for finding in (*_listed(passage), *_by_pattern(passage)):
        places = range(finding.start, finding.end)
        if taken.isdisjoint(places):
            taken.update(places)
            yield finding


def _listed(passage: Passage) -> Iterator[Finding]:
    text, forms = passage.text, _forms()
    for start in range(len(text) - 1):
        for form, right, code in forms.get(text[start : start + 2], ()):
            # a longer right word around it: 自己经营 holds no slip 己经
            if text.startswith(form, start) and not passage.cuts_words(start, start + len(form)):
                yield _finding(code, start, form, right)
                break


def _by_pattern(passage: Passage) -> Iterator[Finding]:
    for pattern in _patterns():
        if pattern.seek not in passage.text:
            continue
        for found in pattern.find.finditer(passage.text):
            start, end = _place(found)
            if pattern.suits(passage.text[slice(*passage.sentence(start))]):
                yield _finding(pattern.code, start, passage.text[start:end], pattern.right)


def _place(found: re.Match[str]) -> tuple[int, int]:
    """Of the group that took part: `w`, or `x` for a pattern's second way."""
    return found.span("w") if found.start("w") >= 0 else found.span("x")


def _finding(code: str, start: int, form: str, right: str) -> Finding:
    return Finding(code, start, start + len(form), f"“{form}”应为“{right}”，请核对。")
