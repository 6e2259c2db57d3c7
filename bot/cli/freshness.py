"""`gongkai freshness`: what goes stale when, and what to do about it."""

from typing import TYPE_CHECKING

import typer

from bot.cli.chinese import ChineseCommand
from bot.cli.options import Json
from bot.cli.out import moment, say, show_json, table
from bot.cli.session import SESSION
from content.zone import day_of

if TYPE_CHECKING:
    from bot.views.freshness import Watched
    from content.freshness import Freshness


def add_to(app: typer.Typer) -> None:
    app.command(cls=ChineseCommand)(freshness)


def freshness(*, json: Json = False) -> None:
    """网站首页、各栏目和各账号多久没有更新、哪天超期、安排好的能不能赶上；有超期的退出码为 1。"""
    from bot.views.freshness import freshness as read

    with SESSION.app() as app:
        found = read(app, app.clock())
    if json:
        show_json(found.as_json())
    else:
        _show(found)
    raise typer.Exit(int(found.is_over))


def _show(found: "Watched") -> None:
    headings = ("", "最后更新", "期限（天）", "最迟", "还剩（天）", "通常间隔", "情况")
    table(headings, [_row(one) for one in found.places])
    for says in found.vetoes:
        say(f"【单项否决】{says}。")
    for says in found.warnings:
        say(says)
    for one in found.places:
        if not one.says and (coming := one.in_time):
            when = f"在 {moment(coming.at)} " if coming.at else ""
            say(f"{one.place.name}：已安排 {coming.ref}《{coming.title}》{when}发出，赶得上。")
    if not (found.vetoes or found.warnings):
        say("都在期限内。")


def _row(one: "Freshness") -> tuple[str, ...]:
    return (
        one.place.name,
        str(day_of(one.last)) if one.last else "从未",
        str(one.place.days or "不限"),
        str(one.due or ""),
        "" if one.left is None else str(one.left),
        f"{one.usual} 天" if one.usual is not None else "",
        one.level.chinese,
    )
