"""`gongkai report freeze`, `versions`, `show`, `diff`, `publish`: a year's report once it stands."""

from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.chinese import ChineseCommand
from bot.cli.options import By, Json
from bot.cli.out import complain, moment, say, show_json, table
from bot.cli.report import ReportYear, group
from bot.cli.report_making import show_findings
from bot.cli.session import SESSION

if TYPE_CHECKING:
    from bot.views.report_versions import Version as VersionShown
    from content.report.difference import Difference

Version = Annotated[int | None, typer.Option("--version", metavar="版", help="第几版，默认最新的一版。", min=1)]
From = Annotated[
    Path | None, typer.Option("--from", metavar="文件夹", help="年报的文件夹（里面有文字.md）；默认按设置。")
]
MOST_SHOWN = 60
"""So much of a text is shown in a list of differences."""
LEAD = 12
"""So much of it before the first that differs."""


def add_to(_app: typer.Typer) -> None:
    for command in (freeze, versions, show, diff, publish):
        group.command(cls=ChineseCommand)(command)


def freeze(
    year: ReportYear,
    *,
    by: By,
    reason: Annotated[
        str, typer.Option("--reason", metavar="理由", help="更正已冻结的年报，或与上年对不上时，写明原因。")
    ] = "",
    folder: From = None,
    json: Json = False,
) -> None:
    """冻结一年的年报：数和文字从此不变；以后要更正的，再冻结一版，旧的一版照样留着。"""
    from bot.actions.freeze_report import freeze as act

    with SESSION.app() as app:
        freezing = act(app, by, year, reason=reason, folder=folder, now=app.clock())
    done = freezing.frozen
    show_findings(freezing.draft)
    if json:
        show_json({"year": year, "version": done.version, "digest": done.digest, "head_seq": done.head.seq})
        return
    say(f"已冻结 {year} 年年报第 {done.version} 版，校验值 {done.digest}，台账到第 {done.head.seq} 条。")
    say(f"接着用 gongkai report publish {year} 送审；审过后和别的稿件一样发布。")


def versions(year: ReportYear, *, by: By, json: Json = False) -> None:
    """一年年报冻结过的各版：谁、何时、为什么，是否完好，送审到哪一步。"""
    from bot.views.report_versions import versions as read

    with SESSION.app() as app:
        found = read(app, by, year)
    if json:
        show_json([_as_json(one) for one in found])
    else:
        rows = [
            (
                one.frozen.version,
                moment(one.frozen.at),
                one.frozen.by,
                one.fault or "完好",
                "、".join(one.states) or "没有送审",
                one.frozen.reason,
            )
            for one in found
        ]
        table(("版", "冻结时间", "经办", "核验", "送审", "理由"), rows)
    raise typer.Exit(int(any(one.fault for one in found)))


def show(
    year: ReportYear,
    *,
    by: By,
    version: Version = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="文件夹", help="把这一版的 Word、网页、PDF、Excel、JSON 写到这里。")
    ] = None,
) -> None:
    """冻结的一版年报：默认打印它的 JSON；--to 重新写出各种文件。"""
    from bot.actions.write_out_report import write_out
    from bot.views.report_versions import version as read

    with SESSION.app() as app:
        found = read(app, by, year, version)
    if to is None:
        typer.echo(found.written, nl=False)
        return
    files, missing = write_out(found, to)
    for one in files:
        say(str(one.path))
    for says in missing:
        complain(says)


def diff(
    year: ReportYear,
    *,
    by: By,
    version: Version = None,
    with_: Annotated[
        int | None, typer.Option("--with", metavar="版", help="与这一版比；不写则与现在的台账和登记比。", min=1)
    ] = None,
    json: Json = False,
) -> None:
    """冻结的一版与现在的登记（或与另一版）有哪些不同；有不同的，退出码为 1。"""
    from bot.views.report_versions import since

    with SESSION.app() as app:
        found = since(app, by, year, version, other=with_)
    if json:
        show_json(found)
    elif found:
        table(("在哪里", "原来", "现在" if with_ is None else f"第 {with_} 版"), map(_row, found))
    else:
        say("没有不同。")
    raise typer.Exit(int(bool(found)))


def publish(year: ReportYear, *, by: By, json: Json = False) -> None:
    """把冻结的年报编成稿件送审，归入年报栏目；更正后的一版是同一篇稿件的新版次。"""
    from bot.actions.publish_report import publish as act
    from bot.cli.problems import as_json, show_problems

    with SESSION.app() as app:
        done = act(app, by, year, now=app.clock())
    edition = done.edition
    if json:
        problems = [as_json(one) for one in done.problems]
        show_json({"ref": edition.ref, "index_number": edition.index_number, "problems": problems})
        return
    say(f"已提交 {edition.ref}《{edition.item.title}》，索引号 {edition.index_number}，{done.review.state.chinese}。")
    show_problems(done.problems)
    act_word = "publish" if edition.number == 1 else "correct"
    say(f"审核通过后用 gongkai {act_word} {edition.ref} 发布。")


def _as_json(one: "VersionShown") -> dict[str, object]:
    frozen = one.frozen
    return {
        "version": frozen.version,
        "at": frozen.at,
        "by": frozen.by,
        "reason": frozen.reason,
        "digest": frozen.digest,
        "head_seq": frozen.head.seq,
        "head_hash": frozen.head.hash,
        "refs": frozen.refs,
        "fault": one.fault,
    }


def _row(one: "Difference") -> tuple[str, str, str]:
    before, after = (" ".join(text.split()) for text in (one.before, one.after))
    alike = sum(1 for _ in takewhile(lambda signs: signs[0] == signs[1], zip(before, after, strict=False)))
    alike = max(alike - LEAD, 0)
    return f"{one.place}（{one.where}）", _short(before, alike), _short(after, alike)


def _short(text: str, alike: int) -> str:
    from content.cut import shortened

    return shortened(f"…{text[alike:]}" if alike else text, MOST_SHOWN)
