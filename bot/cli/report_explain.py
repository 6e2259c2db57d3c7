"""`gongkai report explain`: any figure of the annual report, opened into its rows."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.chinese import ChineseCommand
from bot.cli.options import By, Json
from bot.cli.out import say, show_json, table
from bot.cli.report import ReportYear, group
from bot.cli.session import SESSION

if TYPE_CHECKING:
    from bot.views.explained import Opened

Cell = Annotated[
    str,
    typer.Argument(
        metavar="数",
        help="哪个数，如 table3.r1.自然人、表三.本年新收.自然人、media.政府网站、ways.传真；不写就列出可以看的。",
    ),
]


def add_to(_: typer.Typer) -> None:
    group.command(cls=ChineseCommand)(explain)


def explain(year: ReportYear, cell: Cell = "", *, by: By, json: Json = False) -> None:
    """年报里的一个数是由哪几件、哪几条加起来的；个人信息只有办理依申请公开的人看得到。"""
    from bot.views.explained import explain as opened
    from bot.views.explained import what_can_be_asked
    from content.report.addresses import summary

    with SESSION.app() as app:
        if cell:
            _show(opened(app, by, year, cell), json=json)
            return
        known = what_can_be_asked(app, by, year)
    if json:
        show_json([{"address": one.address, "label": one.label} for one in known])
        return
    say("可以看的有（可写代号，也可写表里的字）：")
    for line in summary(known):
        say(line)


def _record(found: "Opened") -> dict[str, Any]:
    return {
        "year": found.year,
        "address": found.place.address,
        "label": found.place.label,
        "figure": found.figure,
        "rows": found.rows,
    }


def _show(found: "Opened", *, json: bool) -> None:
    if json:
        show_json(_record(found))
        return
    say(f"{found.year} 年 {found.place.label}（{found.place.address}）：{found.figure}")
    if found.rows:
        lines = [(one.number, one.day or "", one.amount, one.says) for one in found.rows]
        table(("编号", "日期", "计", "内容"), lines)
