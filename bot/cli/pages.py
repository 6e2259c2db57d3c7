"""`gongkai pages`: public pages read back as any reader gets them."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.chinese import ChineseCommand, ChineseGroup
from bot.cli.options import By, Json, Key
from bot.cli.out import complain, moment, say, show_json
from bot.cli.session import SESSION

if TYPE_CHECKING:
    from content.page_checks import PageCheck

group = typer.Typer(cls=ChineseGroup, help="公开的网页：哪些与稿件不一致，再看一次。", rich_markup_mode=None)
Named = Annotated[str, typer.Argument(metavar="稿件", help="稿件或版次的编号，如 2026-00137 或 2026-00137.1。")]


def add_to(app: typer.Typer) -> None:
    app.add_typer(group, name="pages")


@group.command("list", cls=ChineseCommand)
def list_pages(
    *,
    noted: Annotated[bool, typer.Option("--noted", help="列出已记下“知道了”、不再提醒的。")] = False,
    json: Json = False,
) -> None:
    """列出与稿件不一致、不见了、撤回后还在的网页，新发现的在前；有时退出码为 1。"""
    from bot.actions.look_at_pages import silent_sites
    from bot.views.page_checks import NOTED, ON_A_PAGE, TOLD, pages_told

    with SESSION.app() as app:
        found, more = pages_told(app, None, NOTED if noted else TOLD, 1)
        silent = silent_sites(app)
    for name in silent:
        complain(f"渠道 {name} 的网站现在打不开，过半小时再看。")
    if json:
        show_json([{"title": one.title, **_as_json(one.check)} for one in found])
    else:
        for one in found:
            _show(one.check, f"《{one.title}》")
        if more:
            say(f"还有更多，只列出 {ON_A_PAGE} 页。")
        if not found:
            say("没有记下的。" if noted else "没有变动。")
    raise typer.Exit(int(bool(found) and not noted))


@group.command(cls=ChineseCommand)
def look(ref: Named, *, json: Json = False) -> None:
    """现在就打开这一件的网页，与稿件对照；有不一致的，退出码为 1。"""
    from bot.actions.look_at_pages import look_now
    from bot.cli.waiting import spinning
    from bot.views.page_checks import pages_of

    with SESSION.app() as app, spinning("正在看网页 …"):
        looked = [look_now(app, one.key).check for one in pages_of(app, ref)]
    if json:
        show_json([_as_json(one) for one in looked])
    else:
        for one in looked:
            _show(one)
    raise typer.Exit(int(any(one.matter or one.unseen for one in looked)))


@group.command(cls=ChineseCommand)
def note(
    key: Key,
    *,
    says: Annotated[str, typer.Option("--says", metavar="说明", help="为什么可以这样，或正在怎么处理。")],
    by: By,
) -> None:
    """知道了：同样的情况不再提醒，再有变化时还会提醒。"""
    from bot.actions.note_page import note_page

    with SESSION.app() as app:
        note_page(app, by, key, says, now=app.clock())
    say(f"{key} 已记下。")


def _show(check: "PageCheck", title: str = "") -> None:
    from bot.views.page_checks import in_words

    now = in_words(check)
    looked = f"（{moment(check.looked_at)} 看过）" if check.looked_at else ""
    say(f"{check.key} {title}{now.words}{looked}  {check.url}")
    if now.says:
        say(f"    {now.says}")
    if check.noted:
        say(f"    {check.noted.by}：{check.noted.word}")


def _as_json(check: "PageCheck") -> dict[str, Any]:
    return {
        "key": check.key,
        "url": check.url,
        "should_be": "public" if check.is_public else "gone",
        "matter": check.matter,
        "sure": check.is_sure,
        "says": check.matter_says or check.unseen_says,
        "looked_at": check.looked_at,
        "next_at": check.next_at,
        "noted_by": check.noted.by if check.noted else "",
        "noted": check.noted.word if check.noted else "",
    }
