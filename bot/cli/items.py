"""`gongkai check`, `submit`, `overdue`: writing items."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.chinese import ChineseCommand
from bot.cli.options import By, Json, OneFile
from bot.cli.out import plain, say, show_json, table
from bot.cli.session import SESSION
from content.zone import day_of


def add_to(app: typer.Typer) -> None:
    app.command(cls=ChineseCommand)(check)
    app.command(cls=ChineseCommand)(submit)
    app.command(cls=ChineseCommand)(overdue)


def check(
    files: Annotated[list[Path], typer.Argument(metavar="文件", help="稿件：.md、.docx 或 .txt。")],
    *,
    json: Json = False,
) -> None:
    """检查稿件，列出全部问题；有必须改的问题时退出码为 1。没有设置文件也能检查文字。"""
    from bot.app import system_clock
    from bot.cli.asking import file_of
    from bot.cli.problems import as_json, as_line
    from bot.views.checking import check_files
    from content.problems import blocking_first

    for path in files:
        file_of(path)
    if SESSION.has_settings:
        with SESSION.app() as app:
            results = check_files(app, files, app.clock())
    else:
        results = check_files(None, files, system_clock())
    if json:
        show_json([{"file": str(path), "problems": [as_json(one) for one in found]} for path, found in results])
    else:
        for path, found in results:
            say(f"{path}：{f'{len(found)} 个问题' if found else '没有发现问题'}")
            for problem in blocking_first(found):
                say(as_line(problem))
    raise typer.Exit(int(any(problem.blocks for _, found in results for problem in found)))


def submit(
    file: OneFile,
    *,
    by: By,
    item: Annotated[str, typer.Option("--item", metavar="稿件", help="已有稿件的编号：提交它的新版次。")] = "",
    json: Json = False,
) -> None:
    """提交稿件送审：检查、编索引号、定版次。"""
    from bot.actions.submit import submit as act
    from bot.cli.problems import as_json, show_problems

    with SESSION.app() as app:
        done = act(app, by, file, item_id=item, now=app.clock())
    if json:
        show_json(
            {
                "ref": done.edition.ref,
                "index_number": done.edition.index_number,
                "digest": done.edition.digest,
                "review": done.review.state,
                "problems": [as_json(one) for one in done.problems],
            }
        )
        return
    edition = done.edition
    say(f"已提交 {edition.ref}《{edition.item.title}》，索引号 {edition.index_number}，{done.review.state.chinese}。")
    show_problems(done.problems)


def overdue(*, json: Json = False) -> None:
    """列出成文超过20个工作日还没有公开的主动公开稿件（条例第二十六条）。"""
    from bot.views.overdue import overdue as read

    with SESSION.app() as app:
        found = read(app, day_of(app.clock()))
    if json:
        show_json([{**plain(one.made), "due": one.due, "days": one.days} for one in found])
        return
    if not found:
        say("没有超期未公开的稿件。")
        return
    table(
        ("版次", "成文日期", "最迟公开", "已超（天）", "单位", "名称"),
        [(one.made.ref, one.made.made_on, one.due, one.days, one.made.unit, one.made.title) for one in found],
    )
