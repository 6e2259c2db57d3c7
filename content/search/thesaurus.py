"""Words as people say them, and as offices write them: `thesaurus.yaml`, read once."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from content.search.phrases import Phrases
from content.search.words import borders_of, plain

SAID, SAME = "said", "same"
SHORT = 2
"""Characters of a word that may stand across two others by chance: 产检 in 安全生产检查."""


class BadThesaurus(ValueError):
    """The file is not as its head says."""


class Thesaurus:
    """`groups`: for a word, those it is also searched for, in the file's order."""

    def __init__(self, groups: Mapping[str, tuple[str, ...]]) -> None:
        self.groups = groups
        self._words = Phrases(groups)

    def found(self, text: str) -> Iterator[tuple[str, ...]]:
        """What the words of a plain text stand for, each word once; of words within each other the longest."""
        borders = borders_of(text)
        whole = {
            word: None
            for place, word in self._words.found(text)
            if len(word) > SHORT or {place, place + len(word)} & borders
        }
        yield from (self.groups[word] for word in whole)


@cache
def thesaurus() -> Thesaurus:
    text = resources.files("content.search").joinpath("thesaurus.yaml").read_text(encoding="utf-8")
    return read(text)


def with_own(said: Mapping[str, str]) -> Thesaurus:
    """Ours and the office's: what people say, with the words offices write for it, parted by blanks."""
    groups = {word: dict.fromkeys(others) for word, others in thesaurus().groups.items()}
    for word, written in said.items():
        _add(groups, [plain(word)], plain(written).split())
    return Thesaurus({word: tuple(others) for word, others in groups.items() if others})


def read(text: str) -> Thesaurus:
    """Raises BadThesaurus with the group that is not as it should be."""
    content = yaml.safe_load(text)
    if not isinstance(content, dict) or not content.keys() <= {SAID, SAME}:
        raise BadThesaurus(f"only {SAID} and {SAME} stand at the top")
    groups: dict[str, dict[str, None]] = {}
    for line in _lines(content, SAID):
        said, equals, written = line.partition(" = ")
        _add(groups, _words(said, line), _words(written if equals else "", line))
    for line in _lines(content, SAME):
        _add(groups, _words(line, line, least=2), line.split())
    return Thesaurus({word: tuple(others) for word, others in groups.items() if others})


def _lines(content: Mapping[str, Any], part: str) -> Iterator[str]:
    for topic, lines in content.get(part, {}).items():
        for line in lines:
            if not isinstance(line, str):
                raise BadThesaurus(f"{topic}: {line!r} is no text")
            yield plain(line)


def _words(text: str, line: str, least: int = 1) -> list[str]:
    found = text.split()
    if len(found) < least or any(len(word) < 2 or word == "=" for word in found):
        raise BadThesaurus(f"“{line}”: words of two characters or more, said = written")
    return found


def _add(groups: dict[str, dict[str, None]], said: list[str], written: list[str]) -> None:
    for word in said:
        groups.setdefault(word, {}).update(dict.fromkeys(other for other in written if other != word))
