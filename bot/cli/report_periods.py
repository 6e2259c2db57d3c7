"""`gongkai report periods`: quarters and months, beside the one before and last year's."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.actions.errors import WrongUse
from bot.cli.chinese import ChineseCommand
from bot.cli.options import Json
from bot.cli.out import say, show_json, table
from bot.cli.report import ReportYear, group
from bot.cli.session import SESSION
from content.zone import day_of

if TYPE_CHECKING:
    from bot.views.periods import PeriodReport
    from content.report.periods import Compared, Period

Quarter = Annotated[int | None, typer.Option("--quarter", metavar="季度", help="只看这个季度。", min=1, max=4)]
Month = Annotated[int | None, typer.Option("--month", metavar="月", help="只看这个月。", min=1, max=12)]
By = Annotated[
    str, typer.Option("--by", metavar="方式", help="medium 按载体、column 按栏目、unit 按单位（带名次，供考核）。")
]
To = Annotated[Path | None, typer.Option("--to", metavar="文件", help="全部写到这个新文件：.csv 或 .xlsx。")]
COMPARED = ("本期", "上期", "增减", "%", "去年同期", "增减", "%")


def add_to(_app: typer.Typer) -> None:
    group.command("periods", cls=ChineseCommand)(periods)


def periods(
    year: ReportYear,
    *,
    quarter: Quarter = None,
    month: Month = None,
    by: By = "medium",
    to: To = None,
    json: Json = False,
) -> None:
    """季度、月度数据：与上期、去年同期相比，按载体、栏目或单位；不写季度和月份时列出全年各季各月。"""
    from bot.views.periods import SPLITS, period_report, write

    if by not in SPLITS:
        raise WrongUse(f"--by 可写 {'、'.join(SPLITS)}，没有“{by}”。")
    period = _chosen(year, quarter, month)
    if period is None:
        _show_year(year, to=to, json=json)
        return
    with SESSION.app() as app:
        found = period_report(app, period, day_of(app.clock()))
    if to:
        write(found, to)
        say(f"已写到 {to}。")
    elif json:
        show_json(found.as_json())
    else:
        _show(found, by)


def _chosen(year: int, quarter: int | None, month: int | None) -> "Period | None":
    from content.report.periods import Period

    if quarter is not None and month is not None:
        raise WrongUse("--quarter 和 --month 只写一个。")
    if month is not None:
        return Period.month(year, month)
    return None if quarter is None else Period.quarter(year, quarter)


def _show_year(year: int, *, to: Path | None, json: bool) -> None:
    from bot.views.periods import months

    if to:
        raise WrongUse("写到文件时，请用 --quarter 或 --month 指明哪个季度、哪个月。")
    with SESSION.app() as app:
        found = months(app, year)
    if json:
        show_json([{"period": one.says, "media": media, "added": sum(media.values())} for one, media in found.items()])
        return
    media = list(dict.fromkeys(medium for row in found.values() for medium in row))
    rows = [(one.says, *(row.get(medium, 0) for medium in media), sum(row.values())) for one, row in found.items()]
    table(("", *media, "合计"), rows)


def _show(found: "PeriodReport", by: str) -> None:
    from bot.views.periods import NOT_GIVEN, SPLITS

    say(f"{found.period.says}主动公开政府信息数{'' if found.is_over else '（本期未完，截至目前）'}")
    table(("口径", *COMPARED), [(name, *_cells(one)) for name, one in found.totals.items()])
    say("")
    ranked = by == "unit"
    rows = [
        (name or NOT_GIVEN, *_cells(one), *((found.ranks[name],) if ranked else ()))
        for name, one in found.splits[by].items()
    ]
    table((SPLITS[by], *COMPARED, *(("名次",) if ranked else ())), rows)
    say("")
    table(("办理", *COMPARED), [(name, *_cells(one)) for name, one in found.work.items()])


def _cells(one: "Compared") -> list[Any]:
    """Changes with their sign; what is not known is 不详, a percentage over nothing —."""
    from content.counts import UNKNOWN

    now, before, year_before = (
        UNKNOWN if figure is None else figure for figure in (one.now, one.before, one.year_before)
    )
    signed = ["—" if figure is None else f"{figure:+}" if figure else "0" for figure in _changes(one)]
    return [now, before, *signed[:2], year_before, *signed[2:]]


def _changes(one: "Compared") -> tuple[Any, ...]:
    return one.change, one.percent, one.year_change, one.year_percent
