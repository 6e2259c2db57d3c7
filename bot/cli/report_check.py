"""`gongkai report check`: a report made elsewhere, or the office's own of a year: 勾稽关系, text, words."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.actions.errors import WrongUse
from bot.cli.asking import file_of
from bot.cli.chinese import ChineseCommand
from bot.cli.options import Json
from bot.cli.out import say, show_json
from bot.cli.report import group
from bot.cli.session import SESSION

if TYPE_CHECKING:
    from content.report.finding import Finding
    from content.report.reading import Opened
    from content.report.report import Report

Which = Annotated[
    str,
    typer.Argument(metavar="文件或年份", help="年度报告文件（JSON、Word、Excel、网页），或本单位哪一年的，如 2026。"),
]
Previous = Annotated[
    Path | None, typer.Option("--previous", metavar="文件", help="上一年的报告：核对结转等跨年数据，默认用已冻结的。")
]
Parts = Annotated[
    list[Path] | None,
    typer.Option("--parts", metavar="文件", help="下级各单位的报告：核对汇总是否等于各单位之和。"),
]


def add_to(_app: typer.Typer) -> None:
    group.command("check", cls=ChineseCommand)(check)


def check(which: Which, *, previous: Previous = None, parts: Parts = None, json: Json = False) -> None:
    """核对年度报告：勾稽关系、跨年数据、文字与表格、完整和用语。

    核对文件时，表内勾稽关系（写了 --previous 时还有结转）都对上退出码为 0，有对不上的为 1，文件读不出为 2。
    """
    from content.report.checking import CARRIED_OVER, INSIDE, findings_of
    from content.report.last_year import not_before
    from content.report.levels import aggregate

    is_file = Path(which).exists() or not which.isdecimal()
    opened, last = (_opened(Path(which)), None) if is_file else _own(int(which))
    last = _opened(previous).report if previous else last
    found = [*findings_of(opened, last), *(not_before(opened.report, last) if last else ())]
    if parts:
        found += aggregate(opened.report, [_opened(part).report for part in parts], opened.form)
    if json:
        show_json(_as_json(which if is_file else "", opened, found))
    else:
        _show(opened, found)
    stops = [one for one in found if one.blocks and (not is_file or one.identity in {*INSIDE, CARRIED_OVER})]
    raise typer.Exit(int(bool(stops)))


def _opened(path: Path) -> "Opened":
    """Settings are not needed for a file."""
    from content.report.reading import CannotRead, open_report

    try:
        return open_report(path.name, file_of(path).read_bytes())
    except CannotRead as error:
        raise WrongUse(error.says) from None


def _own(year: int) -> "tuple[Opened, Report | None]":
    from bot.views.report_check import own_report
    from content.report.format import NoFormat
    from content.report.reading import Opened

    try:
        with SESSION.app() as app:
            report, last = own_report(app, year)
    except NoFormat as error:
        raise WrongUse(str(error)) from None
    return Opened(report=report, form=report.format), last


def _as_json(file: str, opened: "Opened", found: "Sequence[Finding]") -> dict[str, Any]:
    return {
        "file": file,
        "agency": opened.report.office,
        "year": opened.report.year or None,
        "format": opened.form.name,
        "problems": found,
        "reading": opened.remarks,
    }


def _show(opened: "Opened", found: "Sequence[Finding]") -> None:
    office, year = opened.report.office or "（未写单位）", opened.report.year or "（未写年份）"
    say(f"{office} {year} 年度报告，按 {opened.form.name} 年的格式核对：")
    for one in found:
        say(f"  {'必须改' if one.blocks else '请留意'}：{one.says}（{one.identity}）")
    for one in opened.remarks:
        say(f"  读取：{one.says}")
    blocking = sum(one.blocks for one in found)
    if any(one.identity == "unread" for one in opened.remarks):
        say("有没读到的（见上面“读取”各行），这些没有核对。")
    elif not found:
        say("没有发现问题，勾稽关系都对上了。")
    if found:
        say(f"必须改的 {blocking} 处，请留意的 {len(found) - blocking} 处。")
