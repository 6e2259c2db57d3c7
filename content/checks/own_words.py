"""The office's own words: wrong, sensitive, forbidden; and those that are taken for no slip."""

from collections.abc import Iterator

from content.checks.passage import Finding, Passage
from content.own_words import WordList

SLIPS = frozenset({"wrong_word", "confusable_word"})
"""What a word on the list of those that are right may be taken for."""


def find(passage: Passage) -> Iterator[Finding]:
    """Wrong words."""
    for word, right in passage.own.of(WordList.WRONG).items():
        for start in _places(passage.text, word):
            if not passage.cuts_words(start, start + len(word)):
                says = f"“{word}”应为“{right}”（本单位词表），请核对。"
                yield Finding("wrong_word", start, start + len(word), says)


def find_private(passage: Passage) -> Iterator[Finding]:
    """What must be looked at before it is public, in attachments too."""
    for which, code, blocks in (
        (WordList.SENSITIVE, "sensitive_word", False),
        (WordList.FORBIDDEN, "forbidden_word", True),
    ):
        for word, remark in passage.own.of(which).items():
            says = f"“{word}”在本单位的{which}表里{f'：{remark}' if remark else ''}，" + (
                "不能公开，请改掉。" if blocks else "请核对能不能公开。"
            )
            for start in _places(passage.text, word):
                yield Finding(code, start, start + len(word), says, blocks)


def is_allowed(passage: Passage, finding: Finding) -> bool:
    """Whether it takes a word for a slip that the office says is none."""
    if finding.code not in SLIPS:
        return False
    return any(
        start <= finding.start and finding.end <= start + len(word)
        for word in passage.own.of(WordList.ALLOWED)
        for start in _places(passage.text, word)
    )


def _places(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))
