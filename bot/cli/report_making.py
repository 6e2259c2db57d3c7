"""`gongkai report make`: figures, text, checks and documents of a year in one folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.chinese import ChineseCommand
from bot.cli.options import By
from bot.cli.out import complain, say
from bot.cli.report import ReportYear, group
from bot.cli.session import SESSION

if TYPE_CHECKING:
    from bot.actions.make_report import Made
    from bot.views.report_draft import Draft

Folder = Annotated[
    Path | None, typer.Option("--to", metavar="文件夹", help="年报的文件放在哪里；默认按设置，在“报告/年”里。")
]


def add_to(_app: typer.Typer) -> None:
    group.command(cls=ChineseCommand)(make)


def make(year: ReportYear, *, by: By, to: Folder = None) -> None:
    """做一年的年报：计算、写出文字稿、核对、生成各种文件；可以反复做。有必须先改的，退出码为 1。"""
    from bot.actions.make_report import make as act
    from bot.views.report_deadline import deadline

    with SESSION.app() as app:
        now = app.clock()
        made = act(app, by, year, folder=to, now=now)
        due = deadline(app, year, now)
    _tell_written(made)
    _tell_findings(made)
    _tell_next(made, due)
    raise typer.Exit(int(bool(made.draft.blocking)))


def _tell_written(made: "Made") -> None:
    from bot.views.report_folder import CHECKING, TEXT

    report = made.draft.report
    say(f"《{report.title}》的文件在 {made.folder}：")
    say(f"  {TEXT}：一、五、六部分的文字，在这里改；改好再做一次，改过的不会丢")
    say(f"  {CHECKING}：每个数都能点开看是哪几件，供内部核对")
    for one in made.written:
        if one.path.stem != Path(CHECKING).stem:
            say(f"  {one.path.name}")
    if made.from_frozen:
        complain(f"文件夹里没有{TEXT}，文字取自上次冻结的年报：请看过再用。")
    for one in made.written:
        if one.instead_of:
            complain(f"{one.instead_of.name} 有人改过，没有动它；新生成的写在 {one.path.name}。")
    for says in made.missing:
        complain(says)


def _tell_findings(made: "Made") -> None:
    draft = made.draft
    if not draft.compared:
        say(f"{draft.report.year - 1} 年的年报没有在本系统冻结，没有与上年核对；请自行核对结转数。")
    show_findings(draft)


def show_findings(draft: "Draft") -> None:
    """What is stale and what blocks first, to stderr."""
    for stale in draft.stale:
        complain(f"  [请核对] {stale.says}")
    for one in draft.findings:
        complain(f"  [{'必须改' if one.blocks else '请核对'}] {one.says}（{one.identity}）")


def _tell_next(made: "Made", due: str) -> None:
    year, blocking = made.draft.report.year, len(made.draft.blocking)
    if blocking:
        say(f"有 {blocking} 处必须先改：改登记的数据或文字，再运行 gongkai report make {year}。")
    else:
        say(f"没有必须改的。看过文字和各数后，用 gongkai report freeze {year} 冻结，")
        say(f"再用 gongkai report publish {year} 送审。")
    if due:
        say(due)
