"""A question: what it asks for without its courtesies, each term with its weight."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from content.search.phrases import Phrases
from content.search.thesaurus import Thesaurus, thesaurus
from content.search.words import pairs, plain, words

LONGEST = 2000
"""Characters of a letter that are read: what it is about is said in them."""
LONG = 30
"""Characters from which on a question tells more than a subject."""
PERSON = re.compile(r"我|您|你好|贵")
WRITTEN = 1.2
"""The weight of a written word that stands for a said one, shared out over its terms and its like."""


@dataclass(frozen=True, slots=True)
class Question:
    """`terms` with their weights: those that were `said`, and those of the written words that they stand for."""

    terms: Mapping[str, float]
    said: frozenset[str]
    is_long: bool
    is_letter: bool
    """Whether somebody tells their own case, rather than naming a subject."""


def read(text: str, known: Thesaurus | None = None) -> Question:
    """What is said often weighs more, but not as often as it is said. `known`: with words of the office's own."""
    question = plain(text[:LONGEST])
    counted = Counter(word for word in words(question) if word not in courtesies())
    for pair, count in Counter(pairs(_courtesy_phrases().without(question))).items():
        counted.setdefault(pair, count)
    found = {term: count**0.5 for term, count in counted.items()}
    for term, weight in _written(question, known or thesaurus()).items():
        found[term] = max(found.get(term, 0.0), weight)
    is_long = len(question) >= LONG
    return Question(found, frozenset(counted), is_long, is_long and bool(PERSON.search(question)))


def _written(question: str, known: Thesaurus) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for others in known.found(question):
        for word in others:
            if word not in question:
                parts, weight = _parts(word)
                for term in parts:
                    found[term] = max(found.get(term, 0.0), weight / len(others) ** 0.5)
    return found


@cache
def _parts(word: str) -> tuple[frozenset[str], float]:
    """The terms of a written word and the weight of each. Only the thesaurus' own words come here."""
    parts = frozenset((*words(word), *pairs(word)))
    return parts, WRITTEN / len(parts) ** 0.5


@cache
def courtesies() -> frozenset[str]:
    """Words that say nothing of what is asked for."""
    text = resources.files("content.search").joinpath("courtesies.yaml").read_text(encoding="utf-8")
    return frozenset(word for line in yaml.safe_load(text) for word in line.split())


@cache
def _courtesy_phrases() -> Phrases:
    return Phrases(word for word in courtesies() if len(word) > 1)
