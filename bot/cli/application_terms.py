"""`gongkai applications`: what moves the term to answer – 补正, opinions asked for, extension, fee."""

from typing import Annotated

import typer

from bot.cli.application_steps import Party
from bot.cli.applications import Number, group, tell
from bot.cli.chinese import ChineseCommand
from bot.cli.options import By
from bot.cli.out import complain
from bot.cli.session import SESSION

On = Annotated[str, typer.Option("--on", metavar="日期", help="这一步是哪天做的，默认今天。")]
Until = Annotated[
    str, typer.Option("--until", metavar="日期", help="告知申请人的最后一天，默认 15 个工作日，收费 20 个。")
]
Unclear = Annotated[str, typer.Option("--says", metavar="话", help="要补正什么，申请人看得到。")]
Completed = Annotated[str, typer.Option("--completed", metavar="日期", help="补正后的申请是哪天收到的。")]
Asked = Annotated[str, typer.Option("--party", metavar="名称", help="征求谁的意见。")]
Kind = Annotated[str, typer.Option("--kind", metavar="类别", help="第三方（默认）或其他机关。")]
Reached = Annotated[str, typer.Option("--reached", metavar="日期", help="对方收到征求意见书的日期，默认征求的那天。")]
Heard = Annotated[str, typer.Option("--answer", metavar="意见", help="同意、不同意或未答复。")]
Words = Annotated[str, typer.Option("--says", metavar="话", help="对方说的理由；不告知申请人。")]
Approver = Annotated[str, typer.Option("--approved-by", metavar="姓名", help="同意延长的政府信息公开工作机构负责人。")]
Days = Annotated[int, typer.Option("--days", metavar="天数", help="延长几个工作日，最多 20。")]
Why = Annotated[str, typer.Option("--reason", metavar="理由", help="理由，记入办理经过。")]
Yuan = Annotated[str, typer.Option("--yuan", metavar="元", help="应缴多少元，如 300 或 300.50。")]
Basis = Annotated[str, typer.Option("--basis", metavar="方式", help="按件或按量，只用其中一种。")]
Paid = Annotated[str, typer.Option("--paid", metavar="日期", help="哪天缴清的。")]
Waived = Annotated[str, typer.Option("--waived", metavar="理由", help="免收的理由。")]


def add_to(_app: typer.Typer) -> None:
    for command in (supplement, consult, opinion, extend, charge):
        group.command(cls=ChineseCommand)(command)


def supplement(
    number: Number, *, by: By, says: Unclear = "", until: Until = "", completed: Completed = "", on: On = ""
) -> None:
    """一次告知申请人补正（--says，第三十条），或登记收到了补正（--completed）；等补正时不计答复期限。"""
    from bot.actions.application_steps import ask_supplement, complete
    from bot.actions.errors import WrongUse
    from bot.moments import day_of_text

    if bool(says) == bool(completed):
        raise WrongUse("请写 --says 要补正什么，或 --completed 收到补正的日期，其中一个。")
    with SESSION.app() as app:
        now = app.clock()
        if completed:
            tell(app, complete(app, by, number, on=day_of_text(completed), now=now), "收到补正")
            return
        done = ask_supplement(app, by, number, says, until=day_of_text(until), on=day_of_text(on), now=now)
        tell(app, done, "已登记告知补正")
    if done.steps.supplement and done.steps.supplement.late:
        complain("  收到申请已超过 7 个工作日，告知补正晚了（第三十条），已照实记下。")


def consult(number: Number, *, by: By, party: Asked, kind: Kind = "第三方", on: On = "", reached: Reached = "") -> None:
    """征求第三方（第三十二条）或其他机关（第三十四条）的意见，15 个工作日；这段时间不计入答复期限。"""
    from bot.actions.application_steps import consult as act
    from bot.cli.asking import one_of
    from bot.moments import day_of_text
    from content.registers import steps

    asked = one_of(kind, steps.Asked)
    with SESSION.app() as app:
        days = {"on": day_of_text(on), "reached_on": day_of_text(reached)}
        done = act(app, by, number, party, asked=asked, **days, now=app.clock())
        tell(app, done, f"已登记征求{asked}意见，对方最迟 {done.steps.consultations[-1].until} 答复")


def opinion(number: Number, *, by: By, answer: Heard, party: Party = "", says: Words = "", on: On = "") -> None:
    """登记征求来的意见，或到期没有答复。"""
    from bot.actions.application_steps import hear_opinion
    from bot.cli.asking import one_of
    from bot.moments import day_of_text
    from content.registers.steps import Answer

    heard = one_of(answer, Answer, {one.value.removesuffix("公开").removeprefix("逾期"): one for one in Answer})
    with SESSION.app() as app:
        done = hear_opinion(app, by, number, heard, party=party, says=says, on=day_of_text(on), now=app.clock())
        tell(app, done, f"已登记{heard}")


def extend(number: Number, *, by: By, approved_by: Approver, reason: Why = "", days: Days = 20, on: On = "") -> None:
    """经负责人同意延长答复期限，只能一次，最多 20 个工作日，并告知申请人（第三十三条）。"""
    from bot.actions.application_steps import extend as act
    from bot.moments import day_of_text

    with SESSION.app() as app:
        said = {"approved_by": approved_by, "reason": reason}
        done = act(app, by, number, **said, days=days, on=day_of_text(on), now=app.clock())
        tell(app, done, f"已登记延长 {days} 个工作日，请告知申请人")


def charge(
    number: Number,
    *,
    by: By,
    yuan: Yuan = "",
    basis: Basis = "",
    until: Until = "",
    paid: Paid = "",
    waived: Waived = "",
    on: On = "",
) -> None:
    """信息处理费：通知收费（--yuan、--basis），登记缴清（--paid）或免收（--waived）；等缴费时不计答复期限。"""
    from bot.actions.application_steps import notice_fee, pay_fee, waive_fee
    from bot.actions.errors import WrongUse
    from bot.cli.asking import fen_of, one_of
    from bot.moments import day_of_text
    from content.registers.steps import FeeBasis

    if [bool(yuan), bool(paid), bool(waived)].count(True) != 1:
        raise WrongUse("请写 --yuan 金额（通知收费）、--paid 日期（已缴清）或 --waived 理由（免收）其中一个。")
    with SESSION.app() as app:
        now = app.clock()
        if paid:
            tell(app, pay_fee(app, by, number, on=day_of_text(paid), now=now), "已登记缴清")
        elif waived:
            tell(app, waive_fee(app, by, number, reason=waived, on=day_of_text(on), now=now), "已登记免收")
        else:
            days = {"until": day_of_text(until), "on": day_of_text(on)}
            noticed = notice_fee(app, by, number, fen_of(yuan), basis=one_of(basis, FeeBasis), **days, now=now)
            tell(app, noticed, "已登记通知收费")
