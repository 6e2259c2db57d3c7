"""`gongkai approve`, `return`, `accept`, `emergency`: review."""

from typing import Annotated

import typer

from bot.actions.errors import WrongUse
from bot.cli.chinese import ChineseCommand
from bot.cli.options import By, Json, Reason, Ref
from bot.cli.out import complain, say, show_json
from bot.cli.session import SESSION

Secrecy = Annotated[
    str, typer.Option("--secrecy", metavar="结论", help="同时写下保密审查结论（须有“保密审查员”角色）。")
]
Accept = Annotated[list[str] | None, typer.Option("--accept", metavar='"代码: 理由"', help="说明理由后保留一条提示。")]
AcceptAll = Annotated[str, typer.Option("--accept-all", metavar="理由", help="以同一理由保留全部提示。")]


def add_to(app: typer.Typer) -> None:
    app.command(cls=ChineseCommand)(approve)
    app.command("return", cls=ChineseCommand)(return_)
    app.command(cls=ChineseCommand)(accept)
    app.command(cls=ChineseCommand)(emergency)


def approve(
    ref: Ref,
    *,
    by: By,
    secrecy: Secrecy = "",
    accept: Accept = None,
    accept_all: AcceptAll = "",
    digest: Annotated[str, typer.Option("--digest", metavar="摘要", help="审核时看到的内容摘要，用于核对。")] = "",
    json: Json = False,
) -> None:
    """通过当前这一步审核；最后一步通过后可以发布。紧急发布过的，用它补审。"""
    from bot.actions.approve import approve as act
    from bot.actions.checking import lacks_secrecy
    from bot.actions.opinions import Opinion
    from bot.cli.asking import reasons_of
    from bot.cli.problems import as_json, show_problems

    opinion = Opinion(secrecy=secrecy, accept=reasons_of(accept or []), accept_all=accept_all)
    with SESSION.app() as app:
        done = act(app, by, ref, opinion=opinion, digest=digest, now=app.clock())
        steps = app.settings.review
    if json:
        problems = [as_json(one) for one in done.problems]
        show_json({"ref": ref, "review": done.review.state, "step": done.review.step, "problems": problems})
        return
    if not done.passed:
        unfit = "；结论不是可以公开，没有通过这一步" if lacks_secrecy(done.problems) else ""
        say(f"{ref} 的保密审查已记下{unfit}。")
        show_problems(done.problems)
        return
    left = steps[done.review.step :] if done.review.state == "submitted" else ()
    say(f"{ref} {done.review.state.chinese}{f'，接下来：{left[0]}' if left else ''}。")
    show_problems(done.problems)


def return_(ref: Ref, *, by: By, reason: Reason) -> None:
    """退回作者修改，写明理由。"""
    from bot.actions.return_ import return_ as act

    with SESSION.app() as app:
        act(app, by, ref, reason=reason, now=app.clock())
    say(f"{ref} 已退回。改好后用 gongkai submit 文件 --item {ref.partition('.')[0]} 再送审。")


def accept(ref: Ref, *, by: By, accept: Accept = None, accept_all: AcceptAll = "", secrecy: Secrecy = "") -> None:
    """说明理由后保留提示的内容，或写下保密审查结论，不通过审核步骤。"""
    from bot.actions.accept import accept as act
    from bot.actions.opinions import Opinion
    from bot.cli.asking import reasons_of
    from bot.cli.problems import show_problems

    opinion = Opinion(secrecy=secrecy, accept=reasons_of(accept or []), accept_all=accept_all)
    if not (opinion.keeps or opinion.secrecy):
        raise WrongUse('请写要保留的提示（--accept "代码: 理由" 或 --accept-all 理由）或保密审查结论（--secrecy）。')
    with SESSION.app() as app:
        left = act(app, by, ref, opinion, now=app.clock())
    say(f"{ref} 的说明已记下。" + (f"还有 {len(left)} 条：" if left else ""))
    show_problems(left)


def emergency(ref: Ref, *, by: By, reason: Reason) -> None:
    """紧急发布：设置里指定的两个角色各由一人同意后，可先发布、后补审。"""
    from bot.actions.emergency import emergency as act

    with SESSION.app() as app:
        review = act(app, by, ref, reason=reason, now=app.clock())
        roles = "、".join(app.settings.emergency)
    if review.state == "emergency":
        say(f"{ref} 可以紧急发布：gongkai publish {ref}。发布后须由另一人补审：gongkai approve {ref}。")
    else:
        complain(f"{by}的同意已记下；还要另一个角色（{roles}）的人同意后才能发布。")
