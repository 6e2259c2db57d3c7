"""`gongkai menu`: the menu of the account that talks to the public."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from bot.cli.chinese import ChineseCommand, ChineseGroup
from bot.cli.options import By, Json
from bot.cli.out import say, show_json
from bot.cli.session import SESSION

if TYPE_CHECKING:
    from channels.talking import Button

group = typer.Typer(cls=ChineseGroup, help="公众号菜单：查看、比较、推送、恢复。", rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    app.add_typer(group, name="menu")


@group.command(cls=ChineseCommand)
def show(*, json: Json = False) -> None:
    """看账号现在的菜单，包括在公众平台网站上设置的。"""
    from bot.cli.waiting import spinning
    from bot.views.menu import shown

    with SESSION.app() as app, spinning("正在查询菜单 …"):
        buttons = shown(app)
    if json:
        show_json(buttons)
    elif buttons:
        _print(buttons)
    else:
        say("账号现在没有菜单。")


@group.command(cls=ChineseCommand)
def diff(*, json: Json = False) -> None:
    """比较设置里的菜单和账号现在的菜单；推送会改动时退出码为 1。"""
    from bot.cli.waiting import spinning
    from bot.views.menu import differences, wanted

    with SESSION.app() as app, spinning("正在查询菜单 …"):
        there, found = bool(wanted(app)), differences(app)
    if json:
        show_json(found)
    else:
        for one in found:
            say(f"{one.kind}：{one.path}　{one.says}")
        same = "账号的菜单和设置里的一样。" if there else "设置里没有菜单，没有可推送的；账号的菜单不会动。"
        say("推送后生效：gongkai menu push" if found else same)
    raise typer.Exit(int(bool(found)))


@group.command(cls=ChineseCommand)
def push(*, by: By = "") -> None:
    """把设置里的菜单推送到账号；原来的菜单留存，可以恢复。"""
    from bot.actions.menu import Unchanged, push_menu
    from bot.cli.problems import show_problems

    with SESSION.app() as app:
        try:
            show_problems(push_menu(app, by, now=app.clock()))
        except Unchanged as same:
            say(same.says)
            return
        say("菜单已推送。手机上约 5 分钟后更新；要恢复原来的：gongkai menu restore")


@group.command(cls=ChineseCommand)
def restore(*, by: By = "") -> None:
    """恢复推送之前的菜单；再恢复一次就换回来。"""
    from bot.actions.menu import restore_menu

    with SESSION.app() as app:
        buttons = restore_menu(app, by, now=app.clock())
        say("已恢复到原来的菜单：" if buttons else "已恢复到原来的样子：没有菜单。")
        _print(buttons)


def _print(buttons: "Sequence[Button]", indent: str = "") -> None:
    from bot.views.menu import does

    for button in buttons:
        say(f"{indent}{button.name}　{does(button)}")
        _print(button.buttons, indent + "  ")
