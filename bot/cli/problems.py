"""Problems as staff read them and as programs do."""

from collections.abc import Iterable
from typing import Any

from bot.cli.out import complain
from bot.words import problem_in_words
from content.problems import Problem, blocking_first


def as_json(problem: Problem) -> dict[str, Any]:
    """The shape others rely on; where it was found stands in front of the words."""
    return {
        "code": problem.code,
        "field": problem.field,
        "quote": problem.quote,
        "says": f"{problem.where}：{problem.says}" if problem.where else problem.says,
        "blocks": problem.blocks,
    }


def as_line(problem: Problem, mark: str = "") -> str:
    """`mark` instead of 必须改 or 请留意."""
    return f"  {problem_in_words(problem, mark)}（{problem.code}）"


def show_problems(problems: Iterable[Problem]) -> None:
    """To stderr, what blocks first."""
    for problem in blocking_first(problems):
        complain(as_line(problem))
