"""`gongkai letters texts`, `gongkai letters text`: answers that are often given."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.chinese import ChineseCommand
from bot.cli.letters import Text, TextFile, group
from bot.cli.options import By, Json
from bot.cli.out import moment, say, show_json
from bot.cli.session import SESSION

Name = Annotated[str, typer.Argument(metavar="名称", help="常用答复的名称；与已有的同名，就是修改那一条。")]
Drop = Annotated[bool, typer.Option("--drop", help="删去；先前的写法留在历史里。")]


def add_to(_app: typer.Typer) -> None:
    group.command(cls=ChineseCommand)(texts)
    group.command(cls=ChineseCommand)(text)


def texts(*, by: By, json: Json = False) -> None:
    """列出常用答复。"""
    from bot.views.answer_texts import answer_texts

    with SESSION.app() as app:
        found = answer_texts(app, by)
    if json:
        show_json(found)
        return
    for one in found:
        say(f"{one.name}（{f'{one.by} {moment(one.at)}' if one.at else '程序自带'}）")
        say(f"    {one.text}")


def text(name: Name, *, by: By, text: Text = "", file: TextFile = None, drop: Drop = False) -> None:
    """写一条常用答复，或修改、删去一条。"""
    from bot.actions.answer_texts import drop_answer_text, write_answer_text
    from bot.actions.errors import WrongUse
    from bot.cli.asking import text_of

    if [bool(text), bool(file), drop].count(True) != 1:
        raise WrongUse("请用 --text 写内容，或用 --file 指明写着内容的文件，或用 --drop 删去，选一个。")
    words = text_of(file) if isinstance(file, Path) else text
    with SESSION.app() as app:
        if drop:
            drop_answer_text(app, by, name, now=app.clock())
        else:
            write_answer_text(app, by, name, words, now=app.clock())
    say(f"常用答复“{name}”已{'删去' if drop else '保存'}。")
