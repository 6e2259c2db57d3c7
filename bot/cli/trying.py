"""`gongkai channels try`: a website, or the mapping of one, before it is used."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.actions.errors import WrongUse
from bot.cli.channels import group
from bot.cli.chinese import ChineseCommand
from bot.cli.options import Json
from bot.cli.out import complain, say, show_json
from bot.cli.session import SESSION

if TYPE_CHECKING:
    from channels.cms.trial import Planned

What = Annotated[str, typer.Argument(metavar="渠道或映射", help="设置里的渠道，或映射文件，或随附映射的名字。")]
Yes = Annotated[bool, typer.Option("--yes", help="真的试：发一篇写明是测试的稿件，更正，再撤回。")]
Someone = Annotated[str, typer.Option("--by", metavar="姓名", help="由谁来试，须是管理员。", envvar="GONGKAI_BY")]
Show = Annotated[bool, typer.Option("--show", help="与 --yes 一起：逐条显示请求和答复，密钥不显示。")]
Column = Annotated[str, typer.Option("--column", metavar="栏目", help="试在哪个栏目，默认第一个。")]
Wait = Annotated[int, typer.Option("--wait", metavar="分钟", help="网站自己要审核的，最多等多久。", min=0, max=120)]


def add_to(_: typer.Typer) -> None:
    group.command("try", cls=ChineseCommand)(try_)


def try_(
    what: What,
    *,
    yes: Yes = False,
    show: Show = False,
    by: Someone = "",
    column: Column = "",
    wait: Wait = 0,
    json: Json = False,
) -> None:
    """试一个网站：列出将要发出的请求（不联网，密钥不显示），加 --yes 真的走一遍。"""
    if yes:
        _for_real(what, by, column, timedelta(minutes=wait), tell=_told if show else None, json=json)
        return
    plan = _planned(what)
    if json:
        show_json(plan)
        return
    for one in plan:
        only_if = f"（仅当 {one.only_if}）" if one.only_if else ""
        say(f"【{one.what}】{only_if}\n{one.request}\n")


def _planned(what: str) -> "list[Planned]":
    from bot.app import system_clock
    from bot.views.planned import of_mapping, planned

    if SESSION.has_settings and Path(what).suffix not in {".yaml", ".yml"}:
        with SESSION.app() as app:
            if what in app.channels:
                return planned(app, what)
    return of_mapping(what, system_clock)


def _told(text: str) -> None:
    complain(f"{text}\n")


def _for_real(
    name: str, by: str, column: str, wait: timedelta, *, tell: Callable[[str], None] | None, json: bool
) -> None:
    from bot.actions.try_channel import try_channel

    if not by:
        raise WrongUse("真的试要写明由谁来试：--by 姓名。")
    steps = []
    with SESSION.app() as app:
        for tried in try_channel(app, by, name, column=column, wait=wait, tell=tell):
            steps.append(tried)
            if not json:
                say(f"{'✓' if tried.well else '✗'} {tried.step}（{tried.seconds:.1f} 秒）：{tried.says}")
    if json:
        show_json(steps)
    raise typer.Exit(int(not all(tried.well for tried in steps)))
