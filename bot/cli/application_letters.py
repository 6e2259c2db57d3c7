"""`gongkai applications`: letters, advice on fees, and applications from before this system."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.applications import Number, group
from bot.cli.chinese import ChineseCommand
from bot.cli.options import By, Json, OneFile
from bot.cli.out import complain, say, show_json
from bot.cli.session import SESSION

if TYPE_CHECKING:
    from bot.actions.import_applications import ImportedApplications

Letter = Annotated[
    str,
    typer.Argument(metavar="文书", help="登记回执、补正告知书、延期答复告知书等；答复书按办理结果；写错时会列出全部。"),
]
Places = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="名称=内容", help="填进文书的内容，如 获取途径=…；没有填的，文书里会标出。"),
]
To = Annotated[Path | None, typer.Option("--to", metavar="文件", help="新文件（.docx）；不写就按编号和文书名起名。")]
DocumentNumber = Annotated[str, typer.Option("--number", metavar="文号", help="文书的文号。")]
Pages = Annotated[int | None, typer.Option("--pages", metavar="页数", help="要提供多少页（A4 单面算一页）。", min=0)]
LeaveOut = Annotated[bool, typer.Option("--leave-out", help="略过不好的行，导入其余的。")]


def add_to(_app: typer.Typer) -> None:
    group.command(cls=ChineseCommand)(letter)
    group.command(cls=ChineseCommand)(fee)
    group.command("import", cls=ChineseCommand)(import_)


def letter(
    number: Number,
    kind: Letter,
    *,
    by: By,
    to: To = None,
    document_number: DocumentNumber = "",
    field: Places = None,
    json: Json = False,
) -> None:
    """出具文书（Word）：登记回执、补正、延期、征求意见、收费、各种答复；记入办理经过。"""
    from bot.actions.errors import WrongUse
    from bot.actions.write_letter import Wanted, write_letter
    from bot.cli.asking import facts_of
    from bot.views.new_file import new_file

    def keep(name: str, content: bytes) -> Path:
        file = to or Path(name)
        if file.suffix.lower() != ".docx":
            raise WrongUse(f"文件名请以 .docx 结尾，现在是 {file.name}。")
        with new_file(file):
            file.write_bytes(content)
        return file

    wanted = Wanted(kind, document_number, facts_of(field or []))
    with SESSION.app() as app:
        written = write_letter(app, by, number, wanted, keep=keep, now=app.clock())
    if json:
        show_json({"file": str(written.file), "name": written.name, "missing": written.missing})
        return
    say(f"已写好{written.name}：{written.file}。含个人信息，请妥善保管。")
    if written.missing:
        complain(f"  还要在文件里填写（已用黄色标出）：{'、'.join(written.missing)}。")


def fee(number: Number, *, by: By, pages: Pages = None, json: Json = False) -> None:
    """信息处理费的参考数（国办函〔2020〕109号）：按件和按量各是多少，怎么算的；不作登记。"""
    from bot.actions.fee_advice import fee_advice

    with SESSION.app() as app:
        advice = fee_advice(app, by, number, pages=pages)
    if json:
        by_page = None if advice.by_page is None else int(advice.by_page)
        counted = {"month": f"{advice.month:%Y-%m}", "before": advice.before, "pages": advice.pages}
        show_json({**counted, "by_piece": int(advice.by_piece), "by_page": by_page, "reckoning": advice.reckoning})
        return
    for line in advice.reckoning:
        say(line)
    say("只能选一种，不能同时收；数量、频次没有明显超过合理范围的不收（条例第四十二条）。")
    if pages is None:
        say("要看按量收多少，加 --pages 页数；只告知已公开的获取途径的，不按量收。")


def import_(file: OneFile, *, by: By, leave_out: LeaveOut = False, json: Json = False) -> None:
    """导入以前登记的申请（CSV、XLSX，一行一件，办结的和没办结的都可以）；有错的行全部列出，改好才导入。"""
    from bot.actions.import_applications import import_applications
    from bot.cli.asking import file_of
    from bot.cli.waiting import spinning

    with SESSION.app() as app, spinning(f"正在导入 {file.name} …") as progress:
        done = import_applications(app, by, file_of(file), leave_out=leave_out, progress=progress, now=app.clock())
    if json:
        left = [{"line": fault.line, "says": fault.says} for fault in done.left_out]
        show_json({"file": str(file), "imported": done.registered.count, "left_out": left, "ignored": done.ignored})
    else:
        _tell(done)


def _tell(done: "ImportedApplications") -> None:
    made = done.registered
    say(f"已导入 {made.count} 件{f'，编号 {made.first} 至 {made.last}' if made.count else ''}。")
    if done.ignored:
        say(f"没有用到的列：{'、'.join(done.ignored)}。")
    for fault in done.left_out:
        complain(f"  已略过{fault}")
