"""`gongkai log`: the log (发布台账)."""

from pathlib import Path
from typing import Annotated

import typer

from bot.actions.errors import WrongUse
from bot.cli.chinese import ChineseCommand, ChineseGroup
from bot.cli.options import By, Json
from bot.cli.out import complain, moment, say, show_json, table
from bot.cli.session import SESSION

group = typer.Typer(cls=ChineseGroup, help="发布台账：只增不改，条条相连。", rich_markup_mode=None)
Year = Annotated[int | None, typer.Option("--year", metavar="年", help="只看这一年。", min=1949, max=2999)]
Item = Annotated[str, typer.Option("--item", metavar="稿件", help="只看这篇稿件。")]
Kind = Annotated[str, typer.Option("--kind", metavar="种类", help="只看这一种，如 published、corrected。")]


def add_to(app: typer.Typer) -> None:
    app.add_typer(group, name="log")


@group.command("list", cls=ChineseCommand)
def list_entries(
    *,
    year: Year = None,
    item: Item = "",
    kind: Kind = "",
    last: Annotated[int, typer.Option("--last", metavar="条数", help="只看最后多少条，0 为全部。", min=0)] = 0,
    json: Json = False,
) -> None:
    """列出台账：谁、何时、对哪一版、在哪里、做了什么。"""
    from bot.views.log import entries

    with SESSION.app() as app:
        found = entries(app, year=year, item_id=item.partition(".")[0], kind=kind)[-last:]
    if json:
        show_json(found)
        return
    if not found:
        say("没有这样的记录。" if year or item or kind else "台账还是空的。")
        return
    table(
        ("号", "时间", "做了什么", "版次", "渠道", "经办", "名称或说明"),
        [
            (
                one["seq"],
                moment(one["at"]),
                one["words"],
                one["ref"],
                one["channel"],
                one["by"],
                _about(one["title"], one["says"]),
            )
            for one in found
        ],
    )


@group.command(cls=ChineseCommand)
def verify(
    *,
    head: Annotated[
        str, typer.Option("--head", metavar="号:校验值", help="与另处公布过的最后一条核对，可查出截短。")
    ] = "",
    figures: Annotated[bool, typer.Option("--figures", help="同时核对统计数与台账是否一致。")] = False,
    json: Json = False,
) -> None:
    """核对台账是否被改过；有问题时指出第一条，退出码为 1。"""
    from bot.cli.waiting import spinning
    from bot.views.log import verify as read

    with SESSION.app() as app, spinning("正在核对台账 …") as progress:
        found = read(app, _head(head), figures=figures, progress=progress)
    if json:
        show_json(found)
    else:
        for says in found.faults:
            complain(says)
        if not found.faults:
            last = f"，最后一条 {found.seq}:{found.hash}" if found.seq else ""
            say(f"台账完好，共 {found.seq} 条{last}。")
    raise typer.Exit(int(bool(found.faults)))


@group.command(cls=ChineseCommand)
def rebuild(*, by: By, json: Json = False) -> None:
    """按台账重算统计数（统计数与台账不符时用），说出原来差在哪里。"""
    from bot.actions.rebuild_figures import rebuild_figures
    from bot.cli.waiting import spinning

    with SESSION.app() as app, spinning("正在按台账重算 …"):
        differed = rebuild_figures(app, by)
    if json:
        show_json({"differed": differed})
        return
    for says in differed:
        say(says)
    say("已按台账重算。" if differed else "统计数与台账本来一致，已重算一遍。")


@group.command(cls=ChineseCommand)
def head(*, json: Json = False) -> None:
    """显示最后一条的号和校验值，供公布或另存。"""
    from bot.views.log import head as read

    with SESSION.app() as app:
        seq, value = read(app)
    if json:
        show_json({"seq": seq, "hash": value})
    else:
        say(f"{seq}:{value}")


@group.command(cls=ChineseCommand)
def export(
    file: Annotated[Path, typer.Argument(metavar="文件", help="写到这里：.csv 或 .jsonl。")],
    *,
    year: Year = None,
) -> None:
    """把台账写成 CSV（表格软件可打开）或 JSONL（含校验值）。"""
    from bot.cli.waiting import spinning
    from bot.views.log import export as write

    if file.suffix.lower() not in (".csv", ".jsonl"):
        raise WrongUse("请写到 .csv 或 .jsonl 文件。")
    with SESSION.app() as app, spinning("正在导出 …"):
        write(app, file, year=year)
    say(f"已写到 {file}。")


def _about(title: str, says: str) -> str:
    return f"{title}（{says}）" if title and says else title or says


def _head(text: str) -> tuple[int, str] | None:
    if not text:
        return None
    seq, _, value = text.partition(":")
    if not (seq.isdecimal() and int(seq) and value):
        raise WrongUse("--head 写作 号:校验值，即 gongkai log head 当时显示的内容。")
    return int(seq), value
