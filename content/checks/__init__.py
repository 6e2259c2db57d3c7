"""Checks on what is going to be public: problems as data, before approval and again before sending.

`check_text` looks at a text, `check_item` at a whole item with its fields and files. The codes, what they mean and
whether they block are in `codes.py` and, for readers, in `docs/checks.md`.
"""

from datetime import date

from content.checks.codes import CODES, Code, Weight
from content.checks.passage import Finding, Passage
from content.item import Item
from content.own_words import NO_WORDS, OwnWords
from content.problems import Problem
from content.shelf import Files

__all__ = ["CODES", "Code", "Weight", "check_item", "check_text"]


def check_text(
    text: str, today: date, *, dated: date | None = None, field: str = "body", own: OwnWords = NO_WORDS
) -> list[Problem]:
    """Every text check on one text, plain or HTML, in the order of its places.

    `dated` is the day the document was made, for names and laws that changed; else the text's own date, else `today`.
    The same words found twice are one problem, which says how often.
    """
    return find_problems(Passage(text, today=today, dated=dated, own=own), field=field)


def find_problems(passage: Passage, *, field: str) -> list[Problem]:
    from content.checks.own_words import is_allowed  # noqa: PLC0415  # with the others
    from content.checks.registry import CHECKS  # noqa: PLC0415  # all the expressions are compiled only here

    every = (finding for find in CHECKS for finding in find(passage) if not is_allowed(passage, finding))
    found = sorted(every, key=lambda finding: finding.start)
    problems: dict[str, Problem] = {}
    times: dict[str, int] = {}
    for finding in found:
        problem = _problem(passage, finding, field)
        times[problem.key] = times.get(problem.key, 0) + 1
        problems.setdefault(problem.key, problem)
    return [_with_times(problem, times[key]) for key, problem in problems.items()]


def check_item(item: Item, files: Files, today: date, own: OwnWords = NO_WORDS) -> list[Problem]:
    """Everything that can be said of an item without asking a channel: fields, texts, pictures, attachments."""
    from content.checks.items import check  # noqa: PLC0415  # the readers of attachments are slow to load

    return check(item, files, today, own)


def _problem(passage: Passage, finding: Finding, field: str) -> Problem:
    quote = finding.quote or passage.text[finding.start : finding.end]
    return Problem(code=finding.code, field=field, says=finding.says, blocks=finding.blocks, quote=quote)


def _with_times(problem: Problem, times: int) -> Problem:
    if times == 1:
        return problem
    return Problem(problem.code, problem.field, f"{problem.says}（共{times}处）", problem.blocks, problem.quote)
