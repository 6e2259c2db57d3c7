"""`gongkai register`: what the year's report counts, entered, put right, imported and exported."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.actions.errors import WrongUse
from bot.cli.chinese import ChineseCommand, ChineseGroup
from bot.cli.options import By, Json, Reason
from bot.cli.options import Year as ThisYear
from bot.cli.out import complain, moment, say, show_json, table
from bot.cli.session import SESSION
from content.zone import day_of

if TYPE_CHECKING:
    from bot.actions.registers import Imported
    from bot.views.registers import Shown
    from content.registers.register import Field

NAME = "登记簿"
ABOUT = "登记簿的名称，如 documents 或 规范性文件，见 gongkai register kinds。"
Name = Annotated[str, typer.Argument(metavar=NAME, help=ABOUT)]
Number = Annotated[str, typer.Argument(metavar="编号", help="如 documents-2026-0007，或 规范性文件-2026-7。")]
Fields = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="名称=内容", help="一项内容，如 件数=3；名称见 gongkai register fields。"),
]
Year = Annotated[
    int | None, typer.Option("--year", metavar="年", help="只要计入这一年的，默认全部。", min=1949, max=2999)
]
LeaveOut = Annotated[bool, typer.Option("--leave-out", help="略过不好的行，登记其余的。")]
group = typer.Typer(
    cls=ChineseGroup, help="年报要用的各本登记簿：规范性文件、处理决定、收费、复议诉讼等。", rich_markup_mode=None
)


def add_to(app: typer.Typer) -> None:
    app.add_typer(group, name="register")


@group.command(cls=ChineseCommand)
def kinds(*, json: Json = False) -> None:
    """有哪些登记簿，谁可以登记。"""
    from bot.actions.registers import right_over
    from bot.actions.rights import ROLES
    from content.registers.kinds import REGISTERS

    roles = {name: sorted(ROLES[right_over(one)]) for name, one in REGISTERS.items()}
    if json:
        show_json([{"name": name, "word": one.word, "roles": roles[name]} for name, one in REGISTERS.items()])
        return
    rows = [(one.word, name, "、".join(roles[name])) for name, one in REGISTERS.items()]
    table(("登记簿", "英文名称", "可以登记的角色"), rows)


@group.command(cls=ChineseCommand)
def fields(name: Name) -> None:
    """一本登记簿的各项怎样写。"""
    from bot.actions.registers import register_of

    rows = [(one.word, one.name, "必填" if one.required else "", _how(one)) for one in register_of(name).fields]
    table(("名称", "英文名称", "", "怎样写"), rows)


@group.command(cls=ChineseCommand)
def add(
    name: Name,
    file: Annotated[
        Path | None, typer.Argument(metavar="文件", help="写好的内容（YAML 或 JSON），一行一个“名称: 内容”。")
    ] = None,
    *,
    by: By,
    field: Fields = None,
    json: Json = False,
) -> None:
    """登记一条；已经登记过的不会再登一次。"""
    from bot.actions.registers import enter, register_of
    from bot.cli.written import lined_of
    from bot.views.registers import as_record
    from content.registers.entering import name_of

    register = register_of(name)
    known = {word for one in register.fields for word in (one.name, one.word)}
    lined = lined_of(file, field or [], known=known, name_of=lambda word: name_of(register, word))
    with SESSION.app() as app:
        done = enter(app, by, register, lined, now=app.clock())
    if json:
        show_json({**as_record(done.entry), "told": done.told})
        return
    say(f"已登记 {done.entry.number}。")
    _tell(done.told)


@group.command("list", cls=ChineseCommand)
def list_entries(
    name: Annotated[str, typer.Argument(metavar=NAME, help=ABOUT)] = "",
    *,
    by: By,
    year: Year = None,
    voided: Annotated[bool, typer.Option("--voided", help="已作废的也列出来。")] = False,
    json: Json = False,
) -> None:
    """列出一本登记簿；不写名称时列出有哪些登记簿。"""
    from bot.actions.registers import register_of
    from bot.views.registers import as_record, cells, listed

    if not name:
        kinds(json=json)
        return
    register = register_of(name)
    with SESSION.app() as app:
        found = listed(app, by, register, year=year, voided=voided)
    if json:
        show_json([as_record(one) for one in found])
        return
    rows = [(f"{one.number}{'（作废）' if one.voided else ''}", *cells(register, one.values)) for one in found]
    table(("编号", *(one.word for one in register.fields)), rows)


@group.command(cls=ChineseCommand)
def show(number: Number, *, by: By, json: Json = False) -> None:
    """一条登记的全部内容，和历次改动。"""
    from bot.views.registers import as_record, shown

    with SESSION.app() as app:
        found = shown(app, by, number)
    if json:
        show_json({**as_record(found.entry), "history": list(found.history)})
        return
    _show(found)


@group.command(cls=ChineseCommand)
def correct(number: Number, *, by: By, reason: Reason, field: Fields = None, json: Json = False) -> None:
    """更正一条，或补上后来才有的内容（如废止、审结）；要去掉一项，写“名称=”。原来的内容留在历次改动里。"""
    from bot.actions.registers import correct_entry
    from bot.cli.asking import facts_of
    from bot.views.registers import as_record

    given = facts_of(field or [], emptied=True)
    with SESSION.app() as app:
        done = correct_entry(app, by, number, given, reason=reason, now=app.clock())
    if json:
        show_json({**as_record(done.entry), "told": done.told})
        return
    say(f"已更正 {done.entry.number}。")
    _tell(done.told)


@group.command(cls=ChineseCommand)
def void(number: Number, *, by: By, reason: Reason) -> None:
    """作废一条登错的：留在登记簿里，不再计入年报。"""
    from bot.actions.registers import void_entry

    with SESSION.app() as app:
        say(f"已作废 {void_entry(app, by, number, reason=reason, now=app.clock()).number}，不再计入年报。")


@group.command("import", cls=ChineseCommand)
def import_(
    name: Name,
    file: Annotated[Path, typer.Argument(metavar="文件", help="表格（CSV、XLSX），第一行是各项的名称。")],
    *,
    by: By,
    leave_out: LeaveOut = False,
    json: Json = False,
) -> None:
    """导入一张表：有不好的行就一条也不登记，并说出是哪几行；导入过的不会重复登记。"""
    from bot.actions.registers import import_entries, register_of
    from bot.cli.waiting import spinning

    register = register_of(name)
    with SESSION.app() as app, spinning(f"正在导入 {file.name} …") as progress:
        done = import_entries(app, by, register, file, leave_out=leave_out, progress=progress, now=app.clock())
    if not json:
        _tell_imported(done)
        return
    left = [{"line": fault.line, "says": fault.says} for fault in done.left_out]
    told = [{"line": one.line, "says": one.says} for one in done.told]
    own = {"imported": done.count, "known": done.known, "left_out": left, "told": told}
    show_json({"file": str(file), **own, "ignored": done.ignored})


@group.command(cls=ChineseCommand)
def export(
    name: Name,
    file: Annotated[Path, typer.Argument(metavar="文件", help="新文件：.csv 或 .xlsx，可以再导入。")],
    *,
    by: By,
    year: Year = None,
) -> None:
    """把一本登记簿写成表格，作废的不写。"""
    from bot.actions.registers import register_of
    from bot.views.registers import export as write

    register = register_of(name)
    with SESSION.app() as app:
        count = write(app, by, register, file, year=year)
    say(f"已把 {count} 条写到 {file}。")


@group.command(cls=ChineseCommand)
def suggest(
    name: Name,
    *,
    by: By,
    year: ThisYear = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="文件", help="写成 .csv 或 .xlsx，核对、删改后可以导入。")
    ] = None,
    json: Json = False,
) -> None:
    """已公开、像规范性文件（公开依据是第二十条第一项，有文号）而还没有登记的稿件。"""
    from bot.actions.registers import register_of
    from bot.views.registers import cells, write_values
    from bot.views.suggested_documents import DOCUMENTS, suggested_documents
    from content.registers.trace import said_in

    if register_of(name) is not DOCUMENTS:
        raise WrongUse("只有规范性文件能从已公开的稿件里找。")
    with SESSION.app() as app:
        found = suggested_documents(app, by, year or day_of(app.clock()).year)
    if to:
        write_values(DOCUMENTS, found, to)
        say(f"已把 {len(found)} 条写到 {to}：请核对类别和各项，删去不是规范性文件的，再用 register import 导入。")
    elif json:
        show_json([said_in(one) for one in found])
    else:
        table([field.word for field in DOCUMENTS.fields], [cells(DOCUMENTS, one) for one in found])


def _how(field: "Field") -> str:
    return "；".join(filter(None, ["、".join(field.choices), field.hint]))


def _show(found: "Shown") -> None:
    from bot.views.registers import cells, change_in_words

    register, one = found.register, found.entry
    say(f"{one.number}：{register.word}{'（已作废，不计入年报）' if one.voided else ''}")
    told = zip(register.fields, cells(register, one.values), strict=True)
    table(("项目", "内容"), [(field.word, cell) for field, cell in told if cell != ""])
    say("")
    history = [
        (moment(line.at), line.by, line.act, change_in_words(register, line), line.reason) for line in found.history
    ]
    table(("时间", "经办", "做了什么", "内容", "理由"), history)


def _tell(told: tuple[str, ...]) -> None:
    for says in told:
        complain(f"  {says}，请核对。")


def _tell_imported(done: "Imported") -> None:
    known = f"{done.known} 条已经登记过，没有重复登记。" if done.known else ""
    say(f"已登记 {done.count} 条。{known}")
    if done.ignored:
        say(f"没有用到的列：{'、'.join(done.ignored)}。")
    for one in done.told:
        complain(f"  {one}")
    for fault in done.left_out:
        complain(f"  已略过{fault}")
