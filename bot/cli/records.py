"""`gongkai record`, `import`: what others carried, and past years."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.chinese import ChineseCommand
from bot.cli.options import By, Json, OneFile, Reason
from bot.cli.out import complain, say, show_json
from bot.cli.session import SESSION

if TYPE_CHECKING:
    from bot.actions.import_history import Imported

Title = Annotated[str, typer.Argument(metavar="名称", help="报道的名称；与 --item 同用时可不写。")]
Channel = Annotated[str, typer.Option("--channel", metavar="渠道", help="登记类渠道；只有一个时可不写。")]
Outlet = Annotated[str, typer.Option("--outlet", metavar="媒体", help="报社、电台等的名称。")]
Day = Annotated[str, typer.Option("--date", metavar="日期", help="刊播日期，如 2026-03-02。")]
Form = Annotated[str, typer.Option("--form", metavar="类别", help="报纸、广播、电视或其他。")]
Table = Annotated[
    Path | None, typer.Option("--table", metavar="文件", help="表格（CSV、XLSX）：媒体、日期、版面、节目、标题等列。")
]
LeaveOut = Annotated[bool, typer.Option("--leave-out", help="略过不好的行，办理其余的。")]
Page = Annotated[str, typer.Option("--page", metavar="版面", help="版面，如 2版。")]
Programme = Annotated[str, typer.Option("--programme", metavar="节目", help="节目，如 早间新闻。")]
Item = Annotated[str, typer.Option("--item", metavar="版次", help="刊播的是我们的这一版稿件。")]
Apart = Annotated[bool, typer.Option("--apart", help="另计：只是报道本单位，没有公开政府信息。")]
Clipping = Annotated[Path | None, typer.Option("--clipping", metavar="文件", help="剪报或截图。")]
Url = Annotated[str, typer.Option("--url", metavar="链接", help="网上的链接。")]
Column = Annotated[str, typer.Option("--column", metavar="栏目", help="归入的栏目。")]
Unit = Annotated[str, typer.Option("--unit", metavar="单位", help="供稿单位。")]


def add_to(app: typer.Typer) -> None:
    app.command(cls=ChineseCommand)(record)
    app.command("import", cls=ChineseCommand)(import_)
    app.command(cls=ChineseCommand)(void)


def record(  # noqa: PLR0913  # on a command line, an option is a parameter
    title: Title = "",
    *,
    by: By,
    outlet: Outlet = "",
    date: Day = "",
    form: Form = "",
    page: Page = "",
    programme: Programme = "",
    item: Item = "",
    channel: Channel = "",
    column: Column = "",
    unit: Unit = "",
    url: Url = "",
    clipping: Clipping = None,
    apart: Apart = False,
    table: Table = None,
    leave_out: LeaveOut = False,
    json: Json = False,
) -> None:
    """登记报社、电台等媒体刊播的内容：一条一条，或用 --table 登记一张表。"""
    from bot.actions.hand_over import Brought
    from bot.actions.record import record as act
    from bot.moments import day_or_moment_of
    from channels.pieces import Piece

    if table:
        _record_table(table, by, channel, leave_out=leave_out, json=json)
        return
    piece = Piece(title=title, counts=not apart, column=column, unit=unit, ref=item)
    facts = {"outlet": outlet, "form": form, "page": page, "programme": programme}
    given = {name: fact for name, fact in facts.items() if fact}
    with SESSION.app() as app:
        now = app.clock()
        brought = Brought(url=url, published_at=day_or_moment_of(date, now), screenshot=clipping, facts=given)
        receipt = act(app, by, channel, piece, brought=brought, now=now)
    if json:
        show_json(receipt)
    else:
        say(f"已登记：{outlet} {date} {f'《{title}》' if title else item}，{_counted(item, apart=apart)}。")


def _counted(item: str, *, apart: bool) -> str:
    if apart:
        return "另计"
    return "计入（同一篇稿件在同一渠道只计一次）" if item else "计入"


def _record_table(table: Path, by: str, channel: str, *, leave_out: bool, json: bool) -> None:
    from bot.actions.record import record_table
    from bot.cli.asking import file_of
    from bot.cli.problems import as_json, as_line
    from bot.cli.waiting import spinning

    file_of(table)

    with SESSION.app() as app, spinning(f"正在登记 {table.name} …") as progress:
        done = record_table(app, by, channel, table, leave_out=leave_out, progress=progress, now=app.clock())
    if json:
        show_json({"file": str(table), "recorded": done.count, "left_out": [as_json(one) for one in done.left_out]})
        return
    say(f"已登记 {done.count} 条。")
    for problem in done.left_out:
        complain(as_line(problem, mark="已略过"))


def import_(
    file: OneFile,
    *,
    by: By,
    leave_out: LeaveOut = False,
    json: Json = False,
) -> None:
    """导入往年台账（CSV、XLSX）：列名须有日期、标题、载体，可有索引号、栏目、单位、网址、来源、计入/另计。"""
    from bot.actions.import_history import import_history
    from bot.cli.waiting import spinning

    with SESSION.app() as app, spinning(f"正在导入 {file.name} …") as progress:
        done = import_history(app, by, file, leave_out=leave_out, progress=progress, now=app.clock())
    if json:
        left = [{"line": fault.line, "says": fault.says} for fault in done.left_out]
        show_json({"file": str(file), "imported": done.count, "left_out": left, "ignored": done.history.ignored})
    else:
        _tell(done)


def void(
    seq: Annotated[
        int, typer.Argument(metavar="台账号", help="见 gongkai counts --by rows 或 gongkai log list。", max=2**53)
    ],
    *,
    by: By,
    reason: Reason,
) -> None:
    """作废一条误登、误导入或撤下后才发现是误发的记录：留在台账里，不再计数；可以重新登记对的。"""
    from bot.actions.void import void as act
    from bot.views.log import voided_in_words

    with SESSION.app() as app:
        done = act(app, by, seq, reason=reason, now=app.clock())
    say(voided_in_words(done))


def _tell(done: "Imported") -> None:
    say(f"已导入 {done.count} 条。")
    if alike := [str(row.line) for row in done.history.rows if row.place > 1]:
        say(f"第 {'、'.join(alike)} 行与前面的行日期、标题、载体都相同，请核对是否重复。")
    if done.history.ignored:
        say(f"没有用到的列：{'、'.join(done.history.ignored)}。")
    for fault in done.left_out:
        complain(f"  已略过{fault}")
