"""`gongkai counts`: the year's figures, straight from the log."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from bot.actions.errors import WrongUse
from bot.cli.chinese import ChineseCommand
from bot.cli.options import Json, Year
from bot.cli.out import moment, say, show_json, table
from bot.cli.session import SESSION
from content.zone import day_of

if TYPE_CHECKING:
    from bot.views.counts import YearCounts
    from content.item import Made
    from content.store.ledger import Filters

HEADINGS = {"month": "月份", "column": "栏目", "unit": "单位"}
By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="方式",
        help="month 按月、column 按栏目、unit 按单位；rows 列出每一条；disclosure 列出当年制作的每一件和公开属性。",
    ),
]
Medium = Annotated[str | None, typer.Option("--medium", metavar="载体", help="只列这个载体的每一条。")]
Month = Annotated[int | None, typer.Option("--month", metavar="月", help="只列这个月的每一条。", min=1, max=12)]
Column = Annotated[str | None, typer.Option("--column", metavar="栏目", help="只列这个栏目的每一条。")]
Unit = Annotated[str | None, typer.Option("--unit", metavar="单位", help="只列这个单位的每一条。")]
Apart = Annotated[bool, typer.Option("--apart", help="列另计的每一条，而不是计入的。")]
NOT_GIVEN = "（未填）"


def add_to(app: typer.Typer) -> None:
    app.command(cls=ChineseCommand)(counts)


def counts(
    *,
    year: Year = None,
    by: By = "",
    medium: Medium = None,
    month: Month = None,
    column: Column = None,
    unit: Unit = None,
    apart: Apart = False,
    json: Json = False,
) -> None:
    """一年主动公开政府信息数：各载体、合计和统计口径，每个数都能展开到条。"""
    from bot.views.counts import made_rows, rows, year_counts

    narrowed = _narrowed(medium, month, column, unit)
    by = _chosen(by, opened=apart or bool(narrowed))
    with SESSION.app() as app:
        wanted = day_of(app.clock()).year if year is None else year
        if by == "rows":
            _show_rows(rows(app, wanted, narrowed, apart=apart), json=json)
        elif by == "disclosure":
            _show_made(made_rows(app, wanted), json=json)
        else:
            _show(year_counts(app, wanted), by, json=json)


def _narrowed(medium: str | None, month: int | None, column: str | None, unit: str | None) -> "Filters":
    """What a figure's rows are narrowed by; a place in the tables that says （未填） stands for nothing written."""
    given = {"medium": medium, "month": month, "column": column, "unit": unit}
    chosen = {name: "" if value == NOT_GIVEN else value for name, value in given.items() if value is not None}
    return cast("Filters", chosen)


def _chosen(by: str, *, opened: bool) -> str:
    if by not in ("", "rows", "disclosure", *HEADINGS):
        raise WrongUse(f"--by 可写 {'、'.join(HEADINGS)}、rows、disclosure，没有“{by}”。")
    if opened and by not in ("", "rows"):
        raise WrongUse(f"--medium、--month、--column、--unit、--apart 是列出每一条用的，不与 --by {by} 同用。")
    return "rows" if opened else by


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
        (key or NOT_GIVEN, *(row.get(medium, 0) for medium in media), sum(row.values())) for key, row in split.items()
    ]
    table((heading, *media, "合计"), lines)


def _show_rows(found: Sequence[dict[str, Any]], *, json: bool) -> None:
    if json:
        show_json(found)
        return
    table(
        ("台账号", "时间", "载体", "索引号或版次", "栏目", "计", "名称"),
        [
            (
                row["seq"],
                moment(row["at"]),
                row["medium"],
                row["index_number"] or row["ref"],
                row["column"],
                f"{row['change']:+d}",
                row["title"],
            )
            for row in found
        ],
    )
    taken_back = sum(row["change"] < 0 for row in found)
    noted = f"（{len(found)} 行，其中 {taken_back} 行是误发作废，减去）" if taken_back else ""
    say(f"共 {sum(row['change'] for row in found)} 条{noted}。")


def _show_made(found: "Sequence[Made]", *, json: bool) -> None:
    if json:
        show_json(found)
        return
    table(
        ("公开属性", "成文日期", "版次", "单位", "名称", "不公开理由"),
        [(one.disclosure, one.made_on or NOT_GIVEN, one.ref, one.unit, one.title, one.reason) for one in found],
    )
    say(f"共 {len(found)} 件。")
