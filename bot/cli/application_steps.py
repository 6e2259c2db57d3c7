"""`gongkai applications`: what is done with one that was received."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.applications import Fields, Number, Says, group, tell
from bot.cli.chinese import ChineseCommand
from bot.cli.options import By, Json, Reason, Year
from bot.cli.out import say, show_json, table
from bot.cli.session import SESSION

Day = Annotated[str, typer.Option("--on", metavar="日期", help="双方确认的日期，默认今天。")]
ClosedOn = Annotated[str, typer.Option("--on", metavar="日期", help="补登的，写办结的日期，默认今天。")]
ReceivedOn = Annotated[str, typer.Option("--received", metavar="日期", help="收到日期应是哪一天。")]
Outcome = Annotated[
    str,
    typer.Option("--outcome", metavar="结果", help="年报表三的行：a 予以公开、b 部分公开、c1…f3，写错时会列出全部。"),
]
To = Annotated[Path | None, typer.Option("--to", metavar="文件夹", help="把图片存到这里看，看完请删。")]

Table = Annotated[Path, typer.Argument(metavar="文件", help="新文件：.csv、.xlsx 是表格，.json 供程序读取。")]


StepName = Annotated[
    str,
    typer.Argument(metavar="步骤", help="closing 办结、supplement 补正、opinion 征求意见、extension 延长、fee 收费。"),
]
Party = Annotated[str, typer.Option("--party", metavar="名称", help="征求的是谁的意见；只有一家时可不写。")]


def add_to(_app: typer.Typer) -> None:
    for command in (confirm, progress, close, undo, void, correct, identity, helped, export):
        group.command(cls=ChineseCommand)(command)


def confirm(number: Number, *, by: By, on: Day = "") -> None:
    """与申请人确认收到了申请：以确认之日为收到之日，从那天起算 20 个工作日（第三十一条）。"""
    from bot.actions.applications import confirm_receipt
    from bot.moments import day_of_text

    with SESSION.app() as app:
        done = confirm_receipt(app, by, number, on=day_of_text(on), now=app.clock())
    say(f"{done.number}：收到日期 {done.received_on}，最迟 {done.due_on} 答复。")


def progress(number: Number, *, by: By, says: Says) -> None:
    """登记办理进展，写一句申请人看得到的话。"""
    from bot.actions.applications import note_progress

    with SESSION.app() as app:
        done = note_progress(app, by, number, says, now=app.clock())
    say(f"{done.number}：{done.state.chinese}，申请人会看到：{done.says}")


def close(number: Number, *, by: By, outcome: Outcome, says: Says = "", on: ClosedOn = "") -> None:
    """已经答复，办结；结果按年报表三的行写。区分处理的是 b。"""
    from bot.actions.application_endings import close as act
    from bot.moments import day_of_text
    from content.registers.applications import OUTCOMES

    with SESSION.app() as app:
        done = act(app, by, number, outcome, says=says, on=day_of_text(on), now=app.clock())
    say(f"{done.number}：{done.closed_on} 办结，{OUTCOMES[done.outcome]}。")


def undo(number: Number, step: StepName, *, by: By, reason: Reason, party: Party = "") -> None:
    """撤销登错的一步：办结的重新办理，其他的退回登记之前；原来的内容留在办理经过里。"""
    from bot.actions.application_endings import undo as act
    from bot.cli.asking import one_of
    from content.registers.undoing import Step

    taken_back = one_of(step, Step, {one.chinese: one for one in Step})
    with SESSION.app() as app:
        done = act(app, by, number, taken_back, party=party, reason=reason, now=app.clock())
        tell(app, done, f"已撤销{taken_back.chinese}")


def void(number: Number, *, by: By, reason: Reason) -> None:
    """作废登错的一件：不计入任何统计，仍可查看；同样的申请可以重新登记。"""
    from bot.actions.application_endings import void as act

    with SESSION.app() as app:
        done = act(app, by, number, reason=reason, now=app.clock())
    say(f"{done.number} 已作废，不计入任何统计；同样的申请可以重新登记。")


def correct(number: Number, *, by: By, reason: Reason, field: Fields = None, received: ReceivedOn = "") -> None:
    """更正登记错的内容、提交时间或收到日期；原来的内容留在办理经过里。"""
    from bot.actions.applications import correct as act
    from bot.actions.errors import WrongUse
    from bot.cli.asking import facts_of
    from bot.moments import day_of_text
    from content.registers.paper import corrections

    fields, faults = corrections(facts_of(field or []))
    if faults:
        raise WrongUse("\n".join(["没有更正：", *(f"  {fault}" for fault in faults)]))
    came, on = fields.pop("submitted_at", None), day_of_text(received)
    with SESSION.app() as app:
        done = act(app, by, number, fields, submitted_at=came, received_on=on, reason=reason, now=app.clock())
    due = f"收到日期 {done.received_on}，最迟 {done.due_on} 答复" if done.due_on else done.standing
    say(f"{done.number} 已更正：{due}。")


def identity(
    number: Number,
    *,
    by: By,
    to: To = None,
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="为什么调阅，记入办理经过。")] = "",
    drop: Annotated[bool, typer.Option("--drop", help="办结后提前删除证件图片，删了找不回来。")] = False,
) -> None:
    """调阅证件图片（记入办理经过），或在办结后提前删除；满六个月自动删除。"""
    from bot.actions.errors import WrongUse
    from bot.actions.identity import drop_identity, see_identity

    if drop == bool(to):
        raise WrongUse("请写 --to 文件夹（调阅）或 --drop（删除）其中一个。")
    with SESSION.app() as app:
        if to is None:
            say(f"已删除证件图片 {drop_identity(app, by, number, now=app.clock())} 个。")
            return
        pictures = see_identity(app, by, number, reason=reason, now=app.clock())
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    for place, (picture, content) in enumerate(pictures, 1):
        path = to / f"证件图片{place}{picture.suffix}"
        path.touch(mode=0o600)
        path.write_bytes(content)
        say(str(path))


def helped(*, by: By, year: Year = None, json: Json = False) -> None:
    """想申请的人先在已公开的信息里找到了，不用再申请：是哪些稿件，各几次。默认今年。"""
    from bot.views.application_register import helped as read
    from content.zone import day_of

    with SESSION.app() as app:
        found = read(app, by, year or day_of(app.clock()).year)
    if json:
        show_json(found)
    elif found:
        table(("稿件", "次数", "名称"), [(one.item_id, one.times, one.title) for one in found])
    else:
        say("还没有。")


def export(file: Table, *, by: By, year: Year = None) -> None:
    """导出登记内容；含个人信息，请妥善保管。"""
    from bot.views.application_register import export as act

    with SESSION.app() as app:
        count = act(app, by, file, year=year)
    say(f"已导出 {count} 件到 {file}。含个人信息，请妥善保管。")
