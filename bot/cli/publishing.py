"""`gongkai publish`, `status`, `withdraw`, `correct`, `cancel`, `unconfirmed`: going out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.chinese import ChineseCommand
from bot.cli.options import By, ItemId, Json, Key, Reason, Ref
from bot.cli.out import complain, moment, say, show_json, table
from bot.cli.session import SESSION

if TYPE_CHECKING:
    from bot.app import App
    from bot.views.reviews import InReview
    from content.delivery import Act, Delivery

Wait = Annotated[bool, typer.Option("--wait", help="现在就发送，直到有结果或要等人办。")]

Overwrite = Annotated[
    bool,
    typer.Option("--overwrite", help="上次因为网页在网站上被人改过而停下的，以本系统为准，覆盖网站上的改动。"),
]


def add_to(app: typer.Typer) -> None:
    for command in (publish, bundle, status, correct, withdraw, cancel):
        app.command(cls=ChineseCommand)(command)


def publish(
    ref: Ref,
    *,
    by: By,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="渠道", help="只发到这些渠道，可写多次，或用逗号隔开；不写则按稿件和栏目。"),
    ] = None,
    at: Annotated[
        str, typer.Option("--at", metavar="时间", help='不早于此时：17:00 或 "2026-03-02 09:00"，北京时间。')
    ] = "",
    overwrite: Overwrite = False,
    wait: Wait = False,
    json: Json = False,
) -> None:
    """把审核通过的稿件发布到各渠道。"""
    from bot.actions.publish import publish as act
    from bot.cli.asking import several
    from bot.moments import moment_of
    from content.delivery import Act

    with SESSION.app() as app:
        now = app.clock()
        done = act(app, by, ref, to=several(to), at=moment_of(at, now), overwrites=overwrite, now=now)
        _tell(app, Act.PUBLISH, done.deliveries, wait=wait, json=json)


def bundle(
    channel: Annotated[str, typer.Argument(metavar="渠道", help="一次可以推送几篇的渠道，如群发的公众号。")],
    refs: Annotated[list[str], typer.Argument(metavar="版次", help="一次推送的各篇，按顺序写，第一篇是头条。")],
    *,
    by: By,
    at: Annotated[str, typer.Option("--at", metavar="时间", help="不早于此时；不写则在渠道的下一个时间。")] = "",
) -> None:
    """把几篇稿件排成一次推送：已经排着的并进来，还没下令的一并下令发布。"""
    from bot.actions.line_up import line_up
    from bot.moments import moment_of

    with SESSION.app() as app:
        now = app.clock()
        done = line_up(app, by, channel, refs, at=moment_of(at, now), now=now)
    say(f"已排好，{moment(done.due_at)} 从 {channel} 一次发送：")
    table(("", "版次", "名称"), [(str(place), one.ref, one.item.title) for place, one in enumerate(done.editions, 1)])


def correct(
    ref: Ref,
    *,
    by: By,
    reason: Reason,
    renew: Annotated[bool, typer.Option("--renew", help="平台不许修改的，撤回后重新发布；不写则转给人办。")] = False,
    overwrite: Overwrite = False,
    wait: Wait = False,
    json: Json = False,
) -> None:
    """用审核通过的新版次更正各渠道上已公开的旧版次。"""
    from bot.actions.correct import correct as act
    from content.delivery import Act

    with SESSION.app() as app:
        done = act(app, by, ref, reason=reason, renew=renew, overwrites=overwrite, now=app.clock())
        _tell(app, Act.CORRECT, done.deliveries, wait=wait, json=json)


def withdraw(
    item: ItemId,
    *,
    by: By,
    reason: Reason,
    voided: Annotated[bool, typer.Option("--voided", help="属于误发：不计入统计。不写则为失效撤下，仍计数。")] = False,
    wait: Wait = False,
    json: Json = False,
) -> None:
    """从所有渠道撤回一篇稿件；还没发出的取消。"""
    from bot.actions.withdraw import withdraw as act
    from bot.views.log import voided_in_words
    from content.delivery import Act

    with SESSION.app() as app:
        done = act(app, by, item, reason=reason, voids=voided, now=app.clock())
        for entry in () if json else done.voided:
            say(voided_in_words(entry))
        _tell(app, Act.WITHDRAW, done.deliveries, wait=wait, json=json)


def cancel(key: Key, *, by: By) -> None:
    """取消还没有发出的一次发送；留在平台上的（草稿、可能已上传或录入的）接着删除。"""
    from bot.actions.cancel import cancel as act
    from bot.views.status import TAKEN_BACK, words
    from content.delivery import State

    with SESSION.app() as app:
        delivery = act(app, by, key, now=app.clock())
        say(f"{delivery.key} {TAKEN_BACK if delivery.state is State.DUE else words(delivery)}。")


def status(
    items: Annotated[list[str] | None, typer.Argument(metavar="稿件", help="稿件或版次编号；不写则全部。")] = None,
    *,
    open_: Annotated[bool, typer.Option("--open", help="只看还没有结束的。")] = False,
    json: Json = False,
) -> None:
    """看稿件审到哪一步、在各渠道的状态。--json 为每条投递一项。"""
    from bot.views.channels import as_stored
    from bot.views.report_deadline import reminder
    from bot.views.reviews import in_review
    from bot.views.status import as_json, deliveries, titles, where, words
    from bot.views.waits import waits
    from content.delivery import OPEN

    with SESSION.app() as app:
        found = deliveries(app, items or (), tuple(OPEN) if open_ else ())
        why = waits(app, found, app.clock())
        if json:
            show_json([as_json(one, why.get(one.key, "")) for one in found])
            return
        named, place = titles(app, found), {one.channel: as_stored(app, one.channel) for one in found}
        waiting = [one for one in in_review(app) if not items or _is_named(one.ref, items)]
        report = "" if items else reminder(app, app.clock())
    if report:
        say(report)
    if waiting:
        _show_reviews(waiting)
    if not found:
        say("没有发送过。")
        return
    table(
        ("版次", "渠道", "状态", "自", "地址或说明", "名称"),
        [
            (one.ref, place[one.channel], words(one), moment(one.since), where(one, why), named[one.ref])
            for one in found
        ],
    )


def _is_named(ref: str, items: "Sequence[str]") -> bool:
    return ref in items or ref.partition(".")[0] in items


def _show_reviews(waiting: "Sequence[InReview]") -> None:
    rows = [(one.ref, one.state.chinese, one.waits_for, one.author, moment(one.since), one.title) for one in waiting]
    table(("版次", "审核", "等谁", "作者", "自", "名称"), rows)
    say("")


def _tell(app: "App", act: "Act", deliveries: "Sequence[Delivery]", *, wait: bool, json: bool) -> None:
    """What will happen per channel; with `wait` also what did. Exit code 1 if anything ordered now is in trouble."""
    from bot.cli.waiting import run_now
    from bot.views.channels import as_stored, paused
    from bot.views.status import as_json, what_will_happen, where, words
    from bot.views.waits import waits

    ordered = [one for one in deliveries if one.state not in ENDED]
    if not json:
        for one in ordered:
            say(f"{one.channel}：{what_will_happen(app, one, act)}")
    if wait:
        deliveries = run_now(app, deliveries)
    why = waits(app, deliveries, app.clock())
    if json:
        show_json([as_json(one, why.get(one.key, "")) for one in deliveries])
    else:
        rows = [(one.ref, as_stored(app, one.channel), words(one), where(one, why)) for one in deliveries]
        if not ordered:
            say("没有要发的，下面这些已经办过：")
        table(("版次", "渠道", "状态", "地址或说明"), rows)
        if ordered and not wait:
            say("已交给后台发送；没有运行 gongkai serve 的，用 gongkai tidy 发送。")
    stopped = paused(app, [one.channel for one in ordered])
    for name, says in stopped.items():
        complain(f"渠道 {name} 已暂停：{says}")
    keys = {one.key for one in ordered}
    raise typer.Exit(int(bool(stopped) or any(one.state in TROUBLE for one in deliveries if one.key in keys)))


ENDED = ("settled", "cancelled", "failed")
TROUBLE = ("failed", "unconfirmed")
