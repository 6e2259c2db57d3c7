"""Problems as staff read them and as programs do."""

from collections.abc import Iterable
from typing import Any

from bot.cli.out import complain
from content.problems import Problem

OTHER_FIELDS = {
    "body": "正文",
    "office": "机关信息",
    "channel": "渠道",
    "outlet": "媒体",
    "form": "类别",
    "date": "日期",
    "page": "版面",
    "programme": "节目",
    "counts": "计入或另计",
    "url": "链接",
    "file": "文件",
    "ref": "稿件编号",
}
"""What else a problem may be about, beside the fields of an item."""


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
    from content.front import CHINESE  # only where there is a problem to show

    mark = mark or ("必须改" if problem.blocks else "请留意")
    field = {**OTHER_FIELDS, **CHINESE}.get(problem.field, problem.field)
    named = problem.says.startswith(field) or field in problem.says.partition("：")[0]
    place = " ".join(part for part in ("" if named else field, problem.where) if part and part != problem.field)
    quote = "" if problem.quote in f"{problem.where} {problem.says}" else f"“{problem.quote}”"
    return f"  [{mark}] {place}{'：' if place else ''}{quote}{problem.says}（{problem.code}）"


def show_problems(problems: Iterable[Problem]) -> None:
    """To stderr, what blocks first."""
    for problem in sorted(problems, key=lambda one: not one.blocks):
        complain(as_line(problem))
