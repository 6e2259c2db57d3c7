"""`gongkai letters`: what the public wrote, and answering it."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.actions.errors import WrongUse
from bot.cli.chinese import ChineseCommand, ChineseGroup
from bot.cli.options import By, Json, Reason
from bot.cli.out import moment, say, show_json, table
from bot.cli.session import SESSION
from content.cut import shortened

if TYPE_CHECKING:
    from bot.app import App
    from bot.views.inbox import Entry
    from content.letters import Part

Number = Annotated[str, typer.Argument(metavar="编号", help="留言的八位编号。")]
Unit = Annotated[str, typer.Option("--unit", metavar="单位", help="只看交给这个单位的。")]
All = Annotated[bool, typer.Option("--all", help="已答复、不予答复、已合并的也列出。")]
Overdue = Annotated[bool, typer.Option("--overdue", help="只看超过期限还没有答复的。")]
Text = Annotated[str, typer.Option("--text", metavar="文字", help="答复的文字。")]
TextFile = Annotated[Path | None, typer.Option("--file", metavar="文件", help="写着答复的文本文件（UTF-8、GBK）。")]
Into = Annotated[str, typer.Option("--into", metavar="编号", help="合并到这一件，以后只答复这一件。")]
Why = Annotated[
    str,
    typer.Option("--why", metavar="理由", help="广告或骚扰、重复留言、不属于本机关职责，或 内容不明，无法办理。"),
]
Says = Annotated[str, typer.Option("--says", metavar="文字", help="另外告诉留言人的话，如该向哪里反映。")]
Days = Annotated[int, typer.Option("--days", metavar="天", help="多少天内不能再留言；0 是解除。")]
Title = Annotated[str, typer.Option("--title", metavar="名称", help="公开时的名称；不写时由留言的开头来定。")]
Column = Annotated[str, typer.Option("--column", metavar="栏目", help="归入的栏目；不写时按设置。")]
Draft = Annotated[
    Path | None,
    typer.Option("--draft", metavar="文件", help="只把打过码的稿件写进新文件，改好后再用 --file 送审。"),
]
Edited = Annotated[Path | None, typer.Option("--file", metavar="文件", help="改好的稿件文件。")]
Table = Annotated[Path, typer.Argument(metavar="文件", help="新文件，以 .csv 或 .xlsx 结尾。")]
group = typer.Typer(cls=ChineseGroup, help="公众留言：查看、答复、交办、合并、公开。", rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    app.add_typer(group, name="letters")


@group.command("list", cls=ChineseCommand)
def list_letters(*, by: By, unit: Unit = "", all_: All = False, overdue: Overdue = False, json: Json = False) -> None:
    """列出等答复的留言：等了几个工作日，何时到期，还能不能在微信里通知到。"""
    from bot.views.inbox import inbox
    from content.letters import State

    with SESSION.app() as app:
        states = tuple(State) if all_ else (State.WAITING,)
        entries = inbox(app, by, states=states, unit=unit, now=app.clock())
        shown = [entry for entry in entries if entry.overdue or not overdue]
        if json:
            show_json([_as_json(entry) for entry in shown])
        elif not shown:
            say("没有等答复的留言。")
        else:
            table(("编号", "收到", "主题", "单位", "状态", "期限", "通知", "留言"), map(_row, shown))


@group.command(cls=ChineseCommand)
def show(number: Number, *, by: By, json: Json = False) -> None:
    """一件留言的全部：内容、图片、联系方式、办理经过。"""
    from bot.views.inbox import one

    with SESSION.app() as app:
        entry = one(app, by, number, now=app.clock())
        if json:
            letter = entry.letter
            parts = [_part_as_json(app, part) for part in letter.parts]
            steps = [
                {"did": step.did.chinese, "by": step.by, "at": step.at, "text": step.text} for step in letter.steps
            ]
            rest = {"name": letter.name, "phone": letter.phone, "answers_there": entry.answers_there}
            show_json({**_as_json(entry), **rest, "parts": parts, "steps": steps})
        else:
            _show(app, entry)


@group.command(cls=ChineseCommand)
def answer(number: Number, *, by: By, text: Text = "", file: TextFile = None) -> None:
    """答复一件留言；再用一次就是补充答复。合并到它的留言一并通知。"""
    from bot.actions.answer_letter import answer as act
    from bot.cli.asking import text_of

    if bool(text) == bool(file):
        raise WrongUse("请用 --text 写答复，或用 --file 指明写着答复的文件，两个里选一个。")
    words = text_of(file) if file else text
    with SESSION.app() as app:
        done = act(app, by, number, words, now=app.clock())
    others = len(set(done.telling) - {done.letter.number})
    say(f"{done.letter.number} 已答复，{done.in_words}。{f'合并的留言另通知 {others} 人。' if others else ''}")


@group.command(cls=ChineseCommand)
def assign(
    number: Number, unit: Annotated[str, typer.Argument(metavar="单位", help="交给哪个单位。")], *, by: By
) -> None:
    """把留言交给一个单位办理。"""
    from bot.actions.assign_letter import assign as act

    with SESSION.app() as app:
        letter = act(app, by, number, unit, now=app.clock())
    say(f"{letter.number} 已交{letter.unit}办理。")


@group.command(cls=ChineseCommand)
def merge(number: Number, *, into: Into, by: By) -> None:
    """把说同一件事的留言合并，答复一件，其余的人也会知道。"""
    from bot.actions.merge_letters import merge as act

    with SESSION.app() as app:
        letter = act(app, by, number, into, now=app.clock())
    say(f"{letter.number} 已合并到 {letter.merged_into}。")


@group.command(cls=ChineseCommand)
def close(number: Number, *, why: Why, says: Says = "", by: By) -> None:
    """不予答复，写明理由；除了广告和骚扰，理由会告诉留言人。"""
    from bot.actions.close_letter import close as act
    from bot.actions.close_letter import why_of

    with SESSION.app() as app:
        letter = act(app, by, number, why_of(why), words=says, now=app.clock())
    say(f"{letter.number} 不予答复：{letter.why_closed}")


@group.command(cls=ChineseCommand)
def reopen(number: Number, *, reason: Reason, by: By) -> None:
    """重新办理：不该关、不该合并，或答非所问的。"""
    from bot.actions.close_letter import reopen as act

    with SESSION.app() as app:
        letter = act(app, by, number, reason=reason, now=app.clock())
    say(f"{letter.number} 重新等答复。")


@group.command(cls=ChineseCommand)
def mute(number: Number, *, days: Days, by: By) -> None:
    """限制留言：写这件留言的账号（网页上来的按电话，都没有的按网络地址）若干天内不能再留言。"""
    from bot.actions.mute_letters import mute as act
    from bot.views.inbox import one
    from content.letters import known_by

    with SESSION.app() as app:
        until = act(app, by, number, days, now=app.clock())
        whom = known_by(one(app, by, number, now=app.clock()).letter)
    until_then = f"在 {moment(until)} 以前不能再留言" if until else "又可以留言"
    say(f"{number} 的留言人{until_then}；认的是{whom}。")


@group.command(cls=ChineseCommand)
def publish(  # on a command line, an option is a parameter
    number: Number, *, title: Title = "", column: Column = "", draft: Draft = None, file: Edited = None, by: By
) -> None:
    """把问答送审公开：须已答复、留言人同意；个人信息打码，拿不准的请改好再送。办理人须兼有信息员角色。"""
    from bot.actions.publish_letter import lay_out, made_before
    from bot.actions.publish_letter import publish as act
    from bot.cli.asking import file_of
    from bot.cli.problems import show_problems
    from bot.views.new_file import new_file

    if draft and file:
        raise WrongUse("--draft 是写出稿件，--file 是把改好的送审，一次只写一个。")
    with SESSION.app() as app:
        if draft:
            text, unsure = lay_out(app, by, number, title=title, column=column, now=app.clock())
            with new_file(draft):
                draft.write_text(text, encoding="utf-8")
            look = f"请特别核对：{'；'.join(unsure)}。" if unsure else ""
            say(f"已写出 {draft}。{look}{made_before(app, by, number)}改好后用 --file {draft} 送审。")
            return
        edited = file_of(file) if file else None
        done = act(app, by, number, title=title, column=column, file=edited, now=app.clock())
    say(f"{number} 已编为 {done.edition.ref}《{done.edition.item.title}》，{done.review.state.chinese}。")
    show_problems(done.problems)


@group.command(cls=ChineseCommand)
def export(file: Table, *, by: By) -> None:
    """导出全部留言和答复；不含姓名、电话，文字里的个人信息打码。"""
    from bot.views.inbox import export as view

    with SESSION.app() as app:
        count = view(app, by, file, now=app.clock())
    say(f"已导出 {count} 件到 {file}。")


def _row(entry: "Entry") -> tuple[str, ...]:
    letter = entry.letter
    late = "（已超期）" if entry.overdue else ""
    return (
        letter.number,
        moment(letter.at),
        letter.topic,
        letter.unit,
        letter.state.chinese,
        f"{entry.due_on}{late}",
        _reach(entry),
        _beginning(letter.text),
    )


def _reach(entry: "Entry") -> str:
    """Before an answer: until when one can be sent; after it: whether it was."""
    from content.letters import State

    if entry.letter.state is not State.WAITING:
        return entry.told_in_words
    return f"{moment(entry.reach.until)} 前可发 {entry.reach.left} 条" if entry.reach.left else entry.asks


def _show(app: "App", entry: "Entry") -> None:
    letter = entry.letter
    say(f"{letter.number}  {letter.topic}  {letter.state.chinese}  {moment(letter.at)} 收到")
    say(f"期限 {entry.due_on}，已 {entry.days} 个工作日{'，已超期' if entry.overdue else ''}；{_reach(entry)}")
    contact = "，".join(filter(None, (letter.name, letter.phone))) or "没有留"
    say(f"联系方式：{contact}；{'同意' if letter.consent else '没有同意'}公开；{letter.unit or '还没有交办'}")
    for part in letter.parts:
        say(f"  {_part_in_words(app, part)}")
    for step in letter.steps:
        say(f"{moment(step.at)} {step.by}{step.did.chinese}：{step.text}")
    for there in entry.answers_there:
        say(f"{moment(there.at)} 随 {letter.merged_into} 答复：{there.text}")
    if letter.stars:
        say(f"评价：{letter.stars} 星 {letter.rated_says}")


def _part_in_words(app: "App", part: "Part") -> str:
    if part.file:
        return f"[附件] {part.file.name} {app.files.locate(part.file.path)}"
    if part.fetching:
        return "[图片] 还在取" if part.fetching == "due" else "[图片] 取不到"
    where = f"（{part.latitude:.5f}, {part.longitude:.5f}）" if part.latitude and part.longitude else ""
    return f"{part.text}{where}"


def _part_as_json(app: "App", part: "Part") -> dict[str, Any]:
    place = {"latitude": part.latitude, "longitude": part.longitude} if part.latitude else {}
    file = {"file": app.files.locate(part.file.path), "name": part.file.name} if part.file else {}
    return {"kind": part.kind.value, "text": part.text, "fetching": part.fetching.value, **place, **file}


def _as_json(entry: "Entry") -> dict[str, Any]:
    letter = entry.letter
    plain: dict[str, str | int | bool | datetime | None] = {
        "number": letter.number,
        "at": letter.at,
        "door": letter.door,
        "topic": letter.topic,
        "state": letter.state.value,
        "unit": letter.unit,
        "text": letter.text,
        "answered_at": letter.answered_at,
        "merged_into": letter.merged_into,
        "consent": letter.consent,
        "stars": letter.stars,
        "rated_says": letter.rated_says,
        "item_id": letter.item_id,
        "days": entry.days,
        "overdue": entry.overdue,
    }
    reach = {"reach_left": entry.reach.left, "reach_until": entry.reach.until}
    return {**plain, "due_on": entry.due_on, **reach, "told": entry.told.value if entry.told else None}


def _beginning(text: str) -> str:
    return shortened(" ".join(text.split()), 24)
