"""Problems as staff read them and as programs do."""

from collections.abc import Iterable
from typing import Any

from bot.cli.out import complain
from content.problems import Problem


def as_json(problem: Problem) -> dict[str, Any]:
    """The shape others rely on; where it was found stands in front of the words."""
    return {
        "code": problem.code,
        "field": problem.field,
        "quote": problem.quote,
        "says": f"{problem.where}：{problem.says}" if problem.where else problem.says,
        "blocks": problem.blocks,
    }


def as_line(problem: Problem) -> str:
    from content.front import CHINESE  # only where there is a problem to show

    mark = "必须改" if problem.blocks else "请留意"
    field = {"body": "正文", **CHINESE}.get(problem.field, problem.field)
    place = " ".join(part for part in (field, problem.where) if part)
    quote = f"“{problem.quote}”" if problem.quote and problem.quote not in problem.says else ""
    return f"  [{mark}] {place}{'：' if place else ''}{quote}{problem.says}（{problem.code}）"


def show_problems(problems: Iterable[Problem]) -> None:
    """To stderr, what blocks first."""
    for problem in sorted(problems, key=lambda one: not one.blocks):
        complain(as_line(problem))
