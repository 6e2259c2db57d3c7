"""`gongkai init`, `demo`, `backup`, `restore`: before and around the daily work."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.actions.errors import CannotDo
from bot.cli.chinese import ChineseCommand
from bot.cli.options import Json
from bot.cli.out import say, show_json
from bot.cli.session import SESSION
from content.zone import day_of

if TYPE_CHECKING:
    from bot.backup import Snapshot

Folder = Annotated[Path, typer.Argument(metavar="文件夹", help="备份文件夹。")]


def add_to(app: typer.Typer) -> None:
    for command in (init, demo, backup, restore):
        app.command(cls=ChineseCommand)(command)


def init(folder: Annotated[Path, typer.Argument(metavar="文件夹", help="新建在这里。")]) -> None:
    """新建一套可直接运行的设置（gongkai.yaml，逐项有说明）、使用说明和三篇样稿。"""
    from bot.app import system_clock
    from bot.init import write_sample

    for path in write_sample(folder, day_of(system_clock())):
        say(f"已写 {path}")
    say(f"接下来：cd {folder}，看一遍 gongkai.yaml，再运行")
    say("  gongkai serve")
    say("它会给出一个链接。管理员用浏览器打开，登记自己、设口令，再登记其他人；以后的事都能在浏览器里办。")
    say("也可以用命令登记第一个人：gongkai people add 姓名 --unit 单位 --role 管理员")


def demo(
    *,
    stay: Annotated[
        bool, typer.Option("--stay", help="演示完不退出，可在浏览器里用手机页面和公众号对话，看网站和文章。")
    ] = False,
    folder: Annotated[
        Path | None, typer.Option("--folder", metavar="文件夹", help="演示用的文件夹，默认用临时文件夹。")
    ] = None,
) -> None:
    """演示全过程：一次写稿，多渠道发布，台账生成年度数据，公众号里问答。全部在本机，不连外网。"""
    from bot.demo.demo import run

    raise typer.Exit(0 if run(folder, stay=stay) else 1)


def backup(
    folder: Folder,
    *,
    keep: Annotated[int, typer.Option("--keep", metavar="份数", help="只留最新几份，0 为全留。", min=0)] = 0,
    json: Json = False,
) -> None:
    """备份数据库、文件和设置，不必停止运行；口令不在其中。"""
    from bot.backup import back_up, thin_out
    from bot.cli.waiting import spinning

    with SESSION.app() as app, spinning("正在备份 …"):
        snapshot = back_up(app.store, app.settings.files, app.settings.path, folder, now=app.clock())
    removed = thin_out(folder, keep) if keep else []
    if json:
        show_json(_as_json(snapshot, removed))
        return
    manifest = snapshot.manifest
    say(f"已备份到 {snapshot.folder}：台账 {manifest.head_seq} 条，文件 {len(manifest.files)} 个。")
    if removed:
        say(f"已清理旧备份 {len(removed)} 份。")


def restore(
    folder: Folder,
    *,
    name: Annotated[str, typer.Option("--name", metavar="备份", help="备份的名称；不写则用最新的一份。")] = "",
    moved: Annotated[bool, typer.Option("--moved", help="备份后没有再办过事（如换机器）。")] = False,
    check: Annotated[bool, typer.Option("--check", help="只核对备份是否完好，不恢复。")] = False,
) -> None:
    """把备份恢复到设置文件指明的空数据库和空文件夹，并核对台账。"""
    import os

    from bot.backup import chosen, require_whole
    from bot.restore import restore as act

    if not folder.is_dir():
        raise CannotDo(f"没有备份文件夹 {folder}。")
    snapshot = chosen(folder, name)
    if check:
        require_whole(snapshot)
        say(f"备份 {snapshot.name} 完好。")
        return
    act(snapshot, SESSION.path, os.environ, moved=moved, say=say)
    say("已恢复，台账核对无误。")


def _as_json(snapshot: "Snapshot", removed: list[str]) -> dict[str, object]:
    return {
        "name": snapshot.name,
        "folder": str(snapshot.folder),
        "removed": removed,
        "head_seq": snapshot.manifest.head_seq,
        "head_hash": snapshot.manifest.head_hash,
    }
