"""Which of the candidates is meant: the best piece and the whole text, set right for length, kind and age."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from content.search.index import Candidate, Seen
from content.search.question import Question, read
from content.search.thesaurus import Thesaurus

SHORT, LONG = (0.25, 8), (0.1, 32)
"""Terms that choose the candidates of a short and of a long question: worth what part of the best at least, and how
many. Each costs time, and a common one as much as many rare ones."""
SHORT_TELLS, LONG_TELLS = (0.2, 24), (0.1, 64)
"""The same of those that judge the candidates; the ones that choose are among them."""
PAPERS = 20
"""Candidates. Pages of hits end with them."""
WHOLE = 0.5
"""The whole text's part in the score; the best piece has the rest."""
LUCK = 0.06
"""A text of many pieces has one that fits by chance: the best of them is worth less by so much per e-fold."""
LETTERS = 0.2
"""Somebody who tells their own case is answered best where the office answered such a letter before."""
AGE = 0.02
"""What each doubling of the years behind the newest candidate takes away."""
FITS = 0.05
"""What has less than this part of what a short question says is no answer to it."""
YEAR = 365.25


class Ranked(NamedTuple):
    score: float
    candidate: Candidate


def rank(seen: Seen, text: str, known: Thesaurus | None = None) -> list[Ranked]:
    """Best first; nothing where nothing fits. `known`: the thesaurus with words of the office's own."""
    question = read(text, known)
    rarity = {term: seen.rarity(term) for term in question.terms}
    worth = {term: weight * rarity[term] for term, weight in question.terms.items()}
    choosing = _choosing(worth, *(LONG if question.is_long else SHORT))
    part, most = LONG_TELLS if question.is_long else SHORT_TELLS
    asked = {term: question.terms[term] for term in _telling(worth, part)[:most]}
    candidates = seen.candidates(asked, choosing, PAPERS, again=question.is_long)
    least = 0.0 if question.is_long else FITS * _whole_worth(question, rarity)
    newest = max((one.day for one in candidates), default=0)
    ranked = [
        Ranked(_score(one, letter=question.is_letter, newest=newest), one) for one in candidates if one.piece >= least
    ]
    return sorted(ranked, key=lambda one: (-one.score, -one.candidate.day, one.candidate.number))


def _whole_worth(question: Question, rarity: Mapping[str, float]) -> float:
    """Of all that was said, had a piece every term once; what no text has counts as the rarest that one has."""
    rarest = max(rarity.values(), default=0.0)
    return sum(question.terms[term] * (rarity[term] or rarest) for term in question.said)


def _telling(worth: Mapping[str, float], part: float) -> list[str]:
    """Terms worth at least this part of what the best is worth, the best first. What no text has is worth nothing."""
    least = part * max(worth.values(), default=0.0)
    return sorted((term for term, value in worth.items() if value and value >= least), key=lambda term: -worth[term])


def _choosing(worth: Mapping[str, float], part: float, most: int) -> list[str]:
    """The best of them; what is within a longer one says the same again."""
    telling = _telling(worth, part)
    longer = [term for term in telling if len(term) > 2]
    return [term for term in telling if not any(term in other and term != other for other in longer)][:most]


def _score(one: Candidate, *, letter: bool, newest: int) -> float:
    score = WHOLE * one.whole + (1 - WHOLE) * one.piece
    score /= 1 + LUCK * math.log(max(one.pieces, 1))
    if letter and one.is_answer:
        score *= 1 + LETTERS
    return score / (1 + AGE * math.log2(1 + _years_behind(one.day, newest)))


def _years_behind(day: int, newest: int) -> float:
    return max(newest - day, 0) / YEAR if day else 0.0
