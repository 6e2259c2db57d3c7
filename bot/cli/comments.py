"""`gongkai comments`: what people write under articles."""

from typing import Annotated

import typer

from bot.cli.chinese import ChineseCommand, ChineseGroup
from bot.cli.options import By, Json
from bot.cli.out import complain, moment, say, show_json
from bot.cli.session import SESSION

Number = Annotated[int, typer.Argument(metavar="编号", help="留言编号，见 gongkai comments list。")]
group = typer.Typer(cls=ChineseGroup, help="文章留言：查看、回复、精选。", rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    app.add_typer(group, name="comments")


@group.command("list", cls=ChineseCommand)
def list_comments(
    *,
    item: Annotated[str, typer.Option("--item", metavar="稿件", help="只看这篇稿件的。")] = "",
    every: Annotated[bool, typer.Option("--all", help="也列出办过的和已删除的。")] = False,
    json: Json = False,
) -> None:
    """列出还没有回复或精选的文章留言，新的在前。"""
    from bot.views.comments import comments, not_read

    with SESSION.app() as app:
        rows, silent = comments(app, item_id=item, every=every), not_read(app)
    for name, why in silent.items():
        complain(f"渠道 {name} 的留言暂时读不到：{why}")
    if json:
        show_json(rows)
        return
    for row in rows:
        say(f"{row.number}  {moment(row.at)}  《{row.title}》{row.ref}  {row.state}")
        say(f"    {row.text}")
        if row.reply:
            say(f"    回复{f'（{row.replied_by}）' if row.replied_by else ''}：{row.reply}")
    if not rows:
        say("没有留言。" if every else "没有待办的留言。")


@group.command(cls=ChineseCommand)
def reply(
    number: Number,
    *,
    text: Annotated[str, typer.Option("--text", metavar="回复", help="回复的内容，人人可见。")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="撤回已有的回复。")] = False,
    by: By = "",
) -> None:
    """回复一条留言（只能有一条，再回复就替换），或撤回回复。"""
    from bot.actions.comments import reply_comment, take_back_reply

    with SESSION.app() as app:
        if withdraw:
            take_back_reply(app, by, number)
        else:
            reply_comment(app, by, number, text)
        say(f"{number} 号留言{'的回复已撤回' if withdraw else '已回复'}。")


@group.command(cls=ChineseCommand)
def elect(number: Number, *, by: By = "") -> None:
    """精选一条留言：文章下面人人可见。"""
    from bot.actions.comments import elect_comment

    with SESSION.app() as app:
        elect_comment(app, by, number, yes=True)
        say(f"{number} 号留言已精选。")


@group.command(cls=ChineseCommand)
def unelect(number: Number, *, by: By = "") -> None:
    """取消精选：只有写的人自己看得到。"""
    from bot.actions.comments import elect_comment

    with SESSION.app() as app:
        elect_comment(app, by, number, yes=False)
        say(f"{number} 号留言已取消精选。")
