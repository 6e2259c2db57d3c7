"""`gongkai holidays`: the days off and made-up working days of a year, from the State Council's notice."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.chinese import ChineseCommand, ChineseGroup
from bot.cli.options import By, Json
from bot.cli.out import say, show_json, table
from bot.cli.session import SESSION

if TYPE_CHECKING:
    from content.registers.holidays import Notice

NoticeFile = Annotated[
    Path,
    typer.Argument(metavar="文件", help="YAML：年份、来源、放假、调休上班；日期可写一段，如 2月5日至2月11日。"),
]
Which = Annotated[int | None, typer.Argument(metavar="年", help="哪一年，不写是登记过的各年。")]
group = typer.Typer(cls=ChineseGroup, help="国务院公布的放假和调休安排，工作日按它计算。", rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    app.add_typer(group, name="holidays")


@group.command("import", cls=ChineseCommand)
def import_notice(file: NoticeFile, *, by: By, json: Json = False) -> None:
    """录入一年的放假安排，代替原来的；没有办结的申请随即重算期限，逐件记入办理经过。"""
    from bot.actions.holidays import enter_holidays

    notice = _notice(file)
    with SESSION.app() as app:
        moved = enter_holidays(app, by, notice, now=app.clock())
    if json:
        show_json({"year": notice.year, "moved": moved})
        return
    off, working = len(notice.off), len(notice.working)
    say(f"{notice.year} 年：放假 {off} 天，调休上班 {working} 天。答复期限变了的申请 {len(moved)} 件。")
    for one in moved:
        say(f"  {one.number}：{_due(one.before)}，改为 {_due(one.after)}")


@group.command(cls=ChineseCommand)
def show(year: Which = None, *, json: Json = False) -> None:
    """已录入的放假安排；没有录入的年份按程序自带的，再没有的按周一至周五推算。"""
    from bot.views.holidays import holidays

    with SESSION.app() as app:
        found = holidays(app, year)
        known = year is None or app.calendar.is_announced(year)
    if json:
        show_json(found)
    elif found:
        rows = [(day, word, one.source) for one in found for day, word in _days(one)]
        table(("日期", "安排", "来源"), rows)
    else:
        which = f"{year} 年" if year else "各年"
        say(f"{which}没有录入：" + ("按程序自带的放假安排计算。" if known else "还没有公布，暂按周一至周五推算。"))


def _notice(file: Path) -> "Notice":
    from bot.actions.errors import WrongUse
    from bot.cli.asking import text_of
    from content import lined
    from content.registers.holidays import FIELDS, NAMES, read

    notice, faults = read(lined.read(text_of(file), known={*FIELDS, *NAMES}))
    if notice is None:
        raise WrongUse("\n".join(["没有录入：", *(f"  {fault}" for fault in faults)]))
    return notice


def _due(day: object) -> str:
    return str(day or "不计期限")


def _days(notice: "Notice") -> list[tuple[str, str]]:
    words = [(str(day), "放假") for day in notice.off] + [(str(day), "上班") for day in notice.working]
    return sorted(words)
