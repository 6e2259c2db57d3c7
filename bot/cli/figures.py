"""`gongkai counts`: the year's figures, straight from the log."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.actions.errors import WrongUse
from bot.cli.chinese import ChineseCommand
from bot.cli.options import Json, Year
from bot.cli.out import SHANGHAI, moment, say, show_json, table
from bot.cli.session import SESSION

if TYPE_CHECKING:
    from bot.views.counts import YearCounts

HEADINGS = {"month": "月份", "column": "栏目", "unit": "单位"}
By = Annotated[
    str,
    typer.Option("--by", metavar="方式", help="month 按月、column 按栏目、unit 按单位；rows 列出每一条。"),
]
Medium = Annotated[str, typer.Option("--medium", metavar="载体", help="与 --by rows 同用：只列这个载体。")]
Apart = Annotated[bool, typer.Option("--apart", help="与 --by rows 同用：列另计的，而不是计入的。")]


def add_to(app: typer.Typer) -> None:
    app.command(cls=ChineseCommand)(counts)


def counts(*, year: Year = None, by: By = "", medium: Medium = "", apart: Apart = False, json: Json = False) -> None:
    """一年主动公开政府信息数：各载体、合计和统计口径，每个数都能展开到条。"""
    from bot.views.counts import rows, year_counts

    if by not in ("", "rows", *HEADINGS):
        raise WrongUse(f"--by 可写 {'、'.join(HEADINGS)}、rows，没有“{by}”。")
    with SESSION.app() as app:
        wanted = year or app.clock().astimezone(SHANGHAI).year
        if by == "rows":
            _show_rows(rows(app, wanted, medium=medium, apart=apart), json=json)
            return
        _show(year_counts(app, wanted), by, json=json)


def _show(figures: "YearCounts", by: str, *, json: bool) -> None:
    split = figures.split(by) if by else {}
    if json:
        show_json({**figures.as_json(), **({"by": {str(key): dict(row) for key, row in split.items()}} if by else {})})
        return
    say(figures.sentence)
    if figures.apart_sentence:
        say(figures.apart_sentence)
    if by:
        _show_split(HEADINGS[by], split)
    elif figures.made:
        say(figures.made)


def _show_split(heading: str, split: Mapping[Any, Mapping[str, int]]) -> None:
    media = list(dict.fromkeys(medium for row in split.values() for medium in row))
    lines = [
        (key or "（未填）", *(row.get(medium, 0) for medium in media), sum(row.values())) for key, row in split.items()
    ]
    table((heading, *media, "合计"), lines)


def _show_rows(found: Sequence[dict[str, Any]], *, json: bool) -> None:
    if json:
        show_json(found)
        return
    table(
        ("台账号", "时间", "载体", "索引号或版次", "栏目", "名称"),
        [
            (
                row["seq"],
                moment(row["at"]),
                row["medium"],
                row["index_number"] or row["ref"],
                row["column"],
                row["title"],
            )
            for row in found
        ],
    )
    say(f"共 {len(found)} 条。")
