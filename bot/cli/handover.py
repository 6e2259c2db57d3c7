"""`gongkai queue`, `claim`, `confirm`, `unconfirmed`: what a person completes."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.chinese import ChineseCommand, ChineseGroup
from bot.cli.options import By, Json, Key
from bot.cli.out import moment, say, show_json, table
from bot.cli.session import SESSION

if TYPE_CHECKING:
    from bot.views.queue import Waiting

Url = Annotated[str, typer.Option("--url", metavar="链接", help="公开页面的链接，可直接粘贴分享文字。")]
Screenshot = Annotated[Path | None, typer.Option("--screenshot", metavar="文件", help="截图，留作凭据。")]
Shown = Annotated[str, typer.Option("--published", metavar="时间", help='平台显示的发布时间，如 "2026-03-02 09:30"。')]
doubts = typer.Typer(cls=ChineseGroup, help="结果不明的发送：由人核实。", rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    for command in (queue, claim, confirm):
        app.command(cls=ChineseCommand)(command)
    app.add_typer(doubts, name="unconfirmed")


def queue(
    *,
    channel: Annotated[str, typer.Option("--channel", metavar="渠道", help="只看这个渠道。")] = "",
    json: Json = False,
) -> None:
    """列出等人办的：视频号、抖音的上传，没有接口的网站的录入，平台不许自动做的更正和撤回。"""
    from bot.views.channels import as_stored, listed
    from bot.views.queue import queue as read
    from bot.views.status import HAND_OVER_WORDS, as_json

    with SESSION.app() as app:
        listed(app, [channel] if channel else ())
        found = read(app, app.clock(), channel)
        keys = {one.delivery.key: as_stored(app, one.delivery.key) for one in found}
    if json:
        show_json(
            [
                {
                    **as_json(one.delivery),
                    "since": one.since,
                    "key": one.delivery.key,
                    "act": one.act,
                    "title": one.title,
                    "claimed_by": one.delivery.claimed_by if one.claimed else "",
                    "claimed_until": one.delivery.claimed_until if one.claimed else None,
                    "late": one.late,
                }
                for one in found
            ]
        )
        return
    if not found:
        say("没有等人办的。")
        return
    rows = []
    for one in found:
        since, late = moment(one.since), "超时" if one.late else ""
        rows.append((keys[one.delivery.key], HAND_OVER_WORDS[one.act][:4], _taken(one), since, late, one.title))
    table(("投递", "要做的", "领取", "自", "", "名称"), rows)


def _taken(one: "Waiting") -> str:
    """Who has it, or had it and brought nothing back."""
    if one.claimed:
        return f"{one.delivery.claimed_by} 到 {moment(one.delivery.claimed_until)}"
    return f"待领取（{one.delivery.claimed_by}领取后没有确认）" if one.delivery.claimed_by else "待领取"


def claim(
    key: Key,
    *,
    by: By,
    release: Annotated[bool, typer.Option("--release", help="退回：不再由领取的人办，别人可以领取。")] = False,
    json: Json = False,
) -> None:
    """领取一件，并把要用的文字、文件备在一个文件夹里；领取期内只有领取的人能确认。"""
    from bot.actions.hand_over import claim as act
    from bot.views.queue import lay_out, package

    if release:
        _release(key, by, json=json)
        return
    with SESSION.app() as app:
        delivery = act(app, by, key, now=app.clock())
        parcel = package(app, delivery)
        page = lay_out(app, delivery, parcel) if parcel else None
    if json:
        folder = str(page.parent) if page else ""
        until = delivery.claimed_until
        show_json({"key": key, "claimed_by": by, "claimed_until": until, "folder": folder, "package": parcel})
        return
    say(f"{key} 已由{by}领取，到 {moment(delivery.claimed_until)} 为止。")
    if parcel and page:
        say(f"{parcel.says}。材料在 {page.parent}，先打开“{page.name}”。")
        for place, point in enumerate(parcel.checklist, start=1):
            say(f"  {place}. {point}")
    elif delivery.says:
        say(delivery.says)
    say(f"办好后：gongkai confirm {key} --by {by} --url 链接")


def _release(key: str, by: str, *, json: bool) -> None:
    from bot.actions.hand_over import release as act

    with SESSION.app() as app:
        act(app, by, key, now=app.clock())
    if json:
        show_json({"key": key, "claimed_by": "", "claimed_until": None, "folder": "", "package": None})
    else:
        say(f"{key} 已退回，可以由别人领取。")


def confirm(
    key: Key,
    *,
    by: By,
    url: Url = "",
    published: Shown = "",
    screenshot: Screenshot = None,
    fact: Annotated[list[str] | None, typer.Option("--fact", metavar="名称=内容", help="其他凭据。")] = None,
    json: Json = False,
) -> None:
    """确认已在平台办好，带回链接和凭据；确认后才计数。"""
    from bot.actions.hand_over import Brought
    from bot.actions.hand_over import confirm as act
    from bot.cli.asking import facts_of
    from bot.moments import moment_of
    from bot.views.status import as_json, words

    with SESSION.app() as app:
        now = app.clock()
        brought = Brought(
            url=url, published_at=moment_of(published, now), screenshot=screenshot, facts=facts_of(fact or [])
        )
        delivery = act(app, by, key, brought, now=now)
    if json:
        show_json(as_json(delivery))
    else:
        say(f"{delivery.key} {words(delivery)} {delivery.url}".rstrip())
        if delivery.says:
            say(delivery.says)


@doubts.command("list", cls=ChineseCommand)
def list_doubts(*, json: Json = False) -> None:
    """列出结果不明的发送，以及到哪里核对什么。有待核实的，退出码为 1。"""
    from bot.views.channels import as_stored
    from bot.views.status import as_json
    from bot.views.unconfirmed import unconfirmed

    with SESSION.app() as app:
        found = unconfirmed(app)
        keys = {one.delivery.key: as_stored(app, one.delivery.key) for one in found}
    if json:
        show_json([{**as_json(one.delivery), "key": one.delivery.key, "title": one.title} for one in found])
    elif found:
        rows = [(keys[one.delivery.key], moment(one.delivery.since), one.title, one.says) for one in found]
        table(("投递", "自", "名称", "怎样核对"), rows)
    else:
        say("没有结果不明的发送。")
    raise typer.Exit(int(bool(found)))


@doubts.command(cls=ChineseCommand)
def settle(
    key: Key,
    *,
    by: By,
    out: Annotated[bool, typer.Option("--out/--not-out", help="核实结果：已经公开 / 没有发出（将重新发送）。")],
    url: Url = "",
    published: Shown = "",
    screenshot: Screenshot = None,
) -> None:
    """写下核实结果。"""
    from bot.actions.hand_over import Brought
    from bot.actions.settle_unconfirmed import settle_unconfirmed
    from bot.moments import moment_of

    with SESSION.app() as app:
        now = app.clock()
        brought = Brought(url=url, published_at=moment_of(published, now), screenshot=screenshot)
        settle_unconfirmed(app, by, key, out=out, brought=brought, now=now)
    say(f"{key} 已核定：{'已经公开' if out else '没有发出，将重新发送'}。")
