"""`gongkai applications`: applications for information, from receiving one to closing it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.chinese import ChineseCommand, ChineseGroup
from bot.cli.options import By, Json, Year
from bot.cli.out import complain, moment, say, show_json, table
from bot.cli.session import SESSION

if TYPE_CHECKING:
    from bot.views.application_register import Shown
    from content.registers.applications import Application
    from content.registers.paper import Paper

Number = Annotated[str, typer.Argument(metavar="编号", help="申请编号；也可只写年份和流水号，如 2026-12。")]
Fields = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="名称=内容", help="一项内容，如 申请人=张三；名称见 gongkai applications fields。"),
]
Says = Annotated[str, typer.Option("--says", metavar="话", help="告知申请人的话，申请人查询时看得到。")]
group = typer.Typer(cls=ChineseGroup, help="依申请公开的登记和办理。", rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    app.add_typer(group, name="applications")


@group.command(cls=ChineseCommand)
def receive(
    file: Annotated[
        Path | None, typer.Argument(metavar="文件", help="写好的登记内容（YAML 或 JSON），一行一个“名称: 内容”。")
    ] = None,
    *,
    by: By,
    field: Fields = None,
    picture: Annotated[
        list[Path] | None, typer.Option("--picture", metavar="文件", help="证件图片（JPG、PNG、PDF），可写多次。")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="与登记过的一件完全相同，但确实又来了一件，照样登记。")
    ] = False,
    json: Json = False,
) -> None:
    """登记一件收到的申请：当面、邮寄、平信、传真等；缺什么会列出来，照样登记。"""
    from bot.actions.apply import receive_by_hand
    from bot.cli.asking import file_of
    from content.registers.identity import Picture

    paper = _paper(file, field or [])
    pictures = [Picture(file_of(path).read_bytes(), path.name) for path in picture or ()]
    with SESSION.app() as app:
        now = app.clock()
        came = paper.submitted_at
        made = receive_by_hand(app, by, paper.draft, submitted_at=came, pictures=pictures, again=again, now=now)
        _tell_received(app, by, made, json=json)


@group.command(cls=ChineseCommand)
def fields() -> None:
    """登记时可以写的各项，和其中几项可选的写法。"""
    from content.registers.paper import CHOICES, NAMES

    table(
        ("名称", "英文名称", "可写"), [(word, name, "、".join(CHOICES.get(name, ()))) for word, name in NAMES.items()]
    )


@group.command("list", cls=ChineseCommand)
def list_applications(
    *,
    by: By,
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state", metavar="状态", help="submitted、received、working、closed、voided，或中文，如 待补正。"
        ),
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="只列要办的：超期、快到期、别人的期限已过、待确认。")] = False,
    year: Year = None,
    json: Json = False,
) -> None:
    """列出申请；作废的只在 --state 已作废 时列出。"""
    from bot.cli.asking import several
    from bot.views.application_register import as_record, listed
    from content.registers.applications import OPEN, WAITS, State

    with SESSION.app() as app:
        if due:
            _list_due(app, by, json=json)
            return
        wanted = several(state)
        waits = {word for word in wanted if word in WAITS}
        states = [_state(word) for word in wanted if word not in waits]
        looked = [*states, *(OPEN if waits else ())] or [one for one in State if one is not State.VOIDED]
        found = listed(app, by, states=looked, year=year)
    if waits:
        found = [one for one in found if one.standing in waits or one.state in states]
    if json:
        show_json([as_record(one) for one in found])
        return
    table(("编号", "申请方式", "申请人", "状态", "提交", "收到", "答复期限"), map(_row, found))


@group.command(cls=ChineseCommand)
def show(number: Number, *, by: By, json: Json = False) -> None:
    """一件申请的全部内容、缺什么、期限和办理经过。"""
    from bot.views.application_register import as_record, shown

    with SESSION.app() as app:
        found = shown(app, by, number)
    if not json:
        _tell(found)
        return
    show_json(
        {
            **as_record(found.application),
            "completion_due": found.completion_due,
            "announced": found.announced,
            "pictures": found.pictures,
            "advice": [{"field": one.field, "says": one.says, "blocks": one.blocks} for one in found.advice],
            "history": list(found.history),
        }
    )


def _paper(file: Path | None, pairs: list[str]) -> "Paper":
    """From the file, and what the options say over it. Raises WrongUse with every fault."""
    from bot.actions.errors import WrongUse
    from bot.cli.written import lined_of
    from content.registers.paper import FIELDS, NAMES, name_of, read

    paper, faults = read(lined_of(file, pairs, known={*FIELDS, *NAMES}, name_of=name_of))
    if paper is None:
        raise WrongUse("\n".join(["没有登记：", *(f"  {fault}" for fault in faults)]))
    return paper


def _tell_received(app: Any, by: str, made: "Application", *, json: bool) -> None:
    from bot.views.application_register import as_record, shown

    found = shown(app, by, made.number)
    if json:
        show_json({**as_record(made), "advice": [{"field": one.field, "says": one.says} for one in found.advice]})
        return
    say(f"已登记 {made.number}，{_clock(found)}")
    _tell_advice(found)


def _clock(found: "Shown") -> str:
    from content.registers.term_words import term_in_words

    return term_in_words(found.application, announced=found.announced)


def tell(app: Any, done: "Application", what: str) -> None:
    """What was done with it, and its term now."""
    from bot.views.application_register import is_announced
    from content.registers.term_words import term_in_words

    say(f"{done.number}：{what}。{term_in_words(done, announced=is_announced(app, done))}")


def _tell_advice(found: "Shown") -> None:
    if not found.application.is_open:
        return
    lacks = "缺" if found.application.steps.supplement else "要补正"
    for one in found.advice:
        complain(f"  [{lacks if one.blocks else '请核对'}] {one.says}")
    if found.completion_due and any(one.blocks for one in found.advice):
        complain(f"  补正要一次告知申请人，最迟 {found.completion_due}（第三十条）。")


def _tell(found: "Shown") -> None:
    from bot.views.application_register import COLUMNS, words_of
    from content.registers.applications import WORDS
    from content.registers.step_words import step_lines

    one = found.application
    say(f"{one.number}：{one.standing}。{_clock(found)}")
    told = words_of(one)
    rows = [(WORDS[name], told[name]) for name in COLUMNS[1:] if told[name]]
    table(("项目", "内容"), [*rows, *step_lines(one.steps)])
    if found.pictures:
        say(f"证件图片 {found.pictures} 个，调阅用 gongkai applications identity；办结满六个月自动删除。")
    _tell_advice(found)
    say("")
    done = (
        (moment(line.at), line.by or "申请人", line.act, _changed(line.after), line.reason) for line in found.history
    )
    table(("时间", "经办", "做了什么", "内容", "理由"), done)


def _changed(after: Any) -> str:
    """The fields, and of a letter its name."""
    from content.registers.applications import WORDS

    return after.get("letter") or "、".join(WORDS[name] for name in WORDS if name in after)


def _row(one: "Application") -> tuple[Any, ...]:
    submitted, received, due = moment(one.submitted_at)[:10], one.received_on or "", one.due_on or ""
    return one.number, one.draft.way, one.draft.name, one.standing, submitted, received, due


def _state(word: str) -> Any:
    from bot.actions.errors import WrongUse
    from content.registers.applications import State

    known = {**{one.value: one for one in State}, **{one.chinese: one for one in State}}
    if word not in known:
        raise WrongUse(f"没有“{word}”这种状态，可写：{'、'.join(State)}。")
    return known[word]


def _list_due(app: Any, by: str, *, json: bool) -> None:
    from bot.views.application_register import days_waiting, due, unconfirmed
    from content.zone import day_of

    today = day_of(app.clock())
    near, waiting = due(app, by, today), unconfirmed(app, by)
    if json:
        dues = [
            {
                "number": one.application.number,
                "matter": one.matter,
                "due_on": one.due_on,
                "days": one.days,
                "extendable": one.extendable,
            }
            for one in near
        ]
        unknown = [{"number": one.number, "way": one.draft.way, "days": days_waiting(one, today)} for one in waiting]
        show_json({"due": dues, "unconfirmed": unknown})
        return
    for late in near:
        left = f"已超过 {-late.days} 个工作日" if late.is_overdue else f"还有 {late.days} 个工作日"
        says = f"{left}，{late.says}" if late.says else left
        say(f"{late.application.number}：{late.matter}，{late.due_on} 到期，{says}。")
    for one in waiting:
        say(f"{one.number}（{one.draft.way}）：已来 {days_waiting(one, today)} 天，还没有与申请人确认收到。")
    if not (near or waiting):
        say("没有超期、快到期、待确认的申请。")
