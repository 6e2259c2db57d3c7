"""`gongkai channels`: do they work, what is left, what will it look like."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.chinese import ChineseCommand, ChineseGroup
from bot.cli.options import By, Json, Ref
from bot.cli.out import moment, say, show_json, table
from bot.cli.session import SESSION

group = typer.Typer(cls=ChineseGroup, help="渠道：检查、列出、预览。", rich_markup_mode=None)
Names = Annotated[list[str] | None, typer.Argument(metavar="渠道", help="不写则全部。")]


def add_to(app: typer.Typer) -> None:
    app.add_typer(group, name="channels")


@group.command("list", cls=ChineseCommand)
def list_channels(*, json: Json = False) -> None:
    """列出已设置的渠道。"""
    with SESSION.app() as app:
        found = [(one.name, one.kind, one.medium, app.lanes[one.name]) for one in app.channels.values()]
    if json:
        show_json([{"name": n, "kind": k, "medium": m, "after": lane.after, "at": lane.at} for n, k, m, lane in found])
        return
    rows = [(n, k, m, "、".join(lane.after), lane.at) for n, k, m, lane in found]
    table(("渠道", "种类", "载体", "排在其后", "每天"), rows)


@group.command(cls=ChineseCommand)
def check(names: Names = None, *, json: Json = False) -> None:
    """检查渠道是否可用、还剩多少次数；有问题或现在连不上时退出码为 1。"""
    from bot.cli.problems import as_json, as_line
    from bot.cli.waiting import spinning
    from bot.views.channels import WELL, health, listed

    with SESSION.app() as app, spinning("正在检查渠道 …"):
        found = [health(app, channel, app.clock()) for channel in listed(app, names or ())]
    if json:
        show_json(
            [
                {
                    "channel": one.name,
                    "kind": one.kind,
                    "medium": one.medium,
                    "paused": one.paused,
                    "problems": [as_json(problem) for problem in one.problems],
                    "allowance": one.allowance,
                }
                for one in found
            ]
        )
    else:
        for one in found:
            say(f"{one.name}（{one.medium}）：{one.state}")
            for problem in one.problems:
                say(as_line(problem))
            for quota in one.allowance:
                resets = f"，{moment(quota.resets)} 恢复" if quota.resets else ""
                say(f"  {quota.name}：还剩 {quota.left}/{quota.limit}{resets}")
    raise typer.Exit(int(any(one.state != WELL for one in found)))


@group.command(cls=ChineseCommand)
def resume(
    name: Annotated[str, typer.Argument(metavar="渠道", help="已暂停的渠道。")],
    *,
    by: By,
) -> None:
    """检查一个暂停的渠道，好了就恢复，排着的接着发。"""
    from bot.actions.resume_channel import resume_channel

    with SESSION.app() as app:
        resume_channel(app, by, name, now=app.clock())
    say(f"渠道 {name} 已恢复，排着的接着发。")


@group.command(cls=ChineseCommand)
def preview(
    channel: Annotated[str, typer.Argument(metavar="渠道", help="渠道名。")],
    ref: Ref,
    *,
    to: Annotated[Path | None, typer.Option("--to", metavar="文件", help="把网页写到这个文件。")] = None,
    json: Json = False,
) -> None:
    """预览一版稿件在某个渠道上的样子：就是将要发送的内容。"""
    from bot.views.channels import preview as read
    from bot.words import RENDITION_FIELDS

    with SESSION.app() as app:
        rendition = read(app, channel, ref)
    if to:
        to.write_text(rendition.html or rendition.text, encoding="utf-8")
        say(f"已写到 {to}。")
    elif json:
        show_json(rendition)
    else:
        fields = {RENDITION_FIELDS.get(name, name): text for name, text in rendition.fields.items() if text}
        for name, text in {"名称": rendition.title, **fields}.items():
            say(f"【{name}】{text}")
        say(rendition.text or rendition.html)
