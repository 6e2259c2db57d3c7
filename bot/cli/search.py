"""`gongkai search`: over what is published; and, to measure it, over a file of texts that are not."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.actions.errors import WrongUse
from bot.cli.chinese import ChineseCommand
from bot.cli.options import Json
from bot.cli.out import complain, say, show_json
from bot.cli.session import SESSION
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App
    from content.search.hits import Found

Items = Annotated[
    Path | None,
    typer.Option("--from-jsonl", metavar="文件", help="不搜已发布的，搜这个文件里的：每行一个 id 和 text。"),
]
Questions = Annotated[
    Path | None, typer.Option("--queries", metavar="文件", help="与 --from-jsonl 同用：每行一个 id 和 question。")
]


def add_to(app: typer.Typer) -> None:
    app.command(cls=ChineseCommand)(search)


def search(
    text: Annotated[str, typer.Argument(metavar="问题", help="要找什么，用平常的话说就行。")] = "",
    *,
    limit: Annotated[int, typer.Option("--limit", metavar="条数", help="最多列出几条。", min=1, max=20)] = 5,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="先按数据库重做本机的索引。")] = False,
    from_jsonl: Items = None,
    queries: Questions = None,
    json: Json = False,
) -> None:
    """在已公开的内容里查找，最合适的在前。"""
    if from_jsonl or queries:
        if not (from_jsonl and queries) or text or rebuild:
            raise WrongUse("--from-jsonl 文件 和 --queries 文件 要一起写，不再写问题和 --rebuild。")
        _try(from_jsonl, queries, limit)
        return
    if not (text.strip() or rebuild):
        raise WrongUse("请写要找什么，例如 gongkai search 公积金怎么取。")
    with SESSION.app() as app:
        if rebuild:
            _rebuild(app)
        if text.strip():
            from bot.views.search import search as read

            _show(read(app, text, limit=limit), json=json)


def _rebuild(app: "App") -> None:
    from bot.cli.waiting import spinning

    with spinning("正在按数据库重做索引 …") as progress:
        count = app.search.rebuild(progress)
    complain(f"已按数据库重做索引，可以查到 {count} 件。")


def _show(found: "Found", *, json: bool) -> None:
    if json:
        show_json([{"ref": hit.ref, "title": hit.title, "score": hit.score, "url": hit.url} for hit in found.hits])
        return
    if not found.hits:
        say("没有找到。换一种说法，或者用更少的词再试。")
    for number, hit in enumerate(found.hits, 1):
        day = f"（{day_of(hit.published_at):%Y-%m-%d}）" if hit.published_at else ""
        say(f"{number}. {hit.title}{day}  {hit.ref}")
        if hit.url:
            say(f"   {hit.url}")


def _try(items: Path, questions: Path, limit: int) -> None:
    """One line of JSON per question, also where nobody asked for JSON: it is made for programs."""
    from json import dumps

    from bot.cli.jsonl import texts_by_id
    from content.search.trial import Trial

    asked = texts_by_id(questions, ("question", "text"))
    trial = Trial(texts_by_id(items, ("text",)))
    for key, question in asked.items():
        say(dumps({"id": key, "found": trial.find(question, limit)}, ensure_ascii=False))
