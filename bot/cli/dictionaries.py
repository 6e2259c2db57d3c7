"""`gongkai dictionary`: the office's own words for the checks and the search."""

from typing import Annotated

import typer

from bot.cli.chinese import ChineseCommand, ChineseGroup
from bot.cli.options import By, Json, Reason
from bot.cli.out import moment, say, show_json, table
from bot.cli.session import SESSION
from content.own_words import WordList

Which = Annotated[WordList, typer.Argument(metavar="词表", help="、".join(WordList) + "。")]
Word = Annotated[str, typer.Argument(metavar="词", help="要查或要搜的词。")]
Says = Annotated[
    str, typer.Option("--says", metavar="文字", help="错别字的正确写法；同义词的公文说法；其余为说明，可不写。")
]
Why = Annotated[str, typer.Option("--reason", metavar="理由", help="为什么添加，可不写。")]
OneWord = Annotated[str, typer.Option("--word", metavar="词", help="只看这个词。")]
group = typer.Typer(
    cls=ChineseGroup, help="本单位的词表：错别字、敏感词、搜索同义词等，一改就生效。", rich_markup_mode=None
)


def add_to(app: typer.Typer) -> None:
    app.add_typer(group, name="dictionary")


@group.command("list", cls=ChineseCommand)
def list_words(which: Which, *, json: Json = False) -> None:
    """列出一张词表现在有的词。"""
    from bot.views.dictionaries import words_on

    with SESSION.app() as app:
        found = words_on(app, which)
    if json:
        show_json(found)
    elif found:
        table(("词", "写法或说明", "谁", "时间"), [(one.word, one.says, one.by, moment(one.at)) for one in found])
    else:
        say(f"{which}表里还没有本单位的词。")


@group.command(cls=ChineseCommand)
def history(which: Which, *, word: OneWord = "", json: Json = False) -> None:
    """一张词表的添加、更改、去掉经过，新的在前。"""
    from bot.views.dictionaries import history_of

    with SESSION.app() as app:
        found = history_of(app, which, word)
    if json:
        show_json(found)
        return
    rows = [(moment(one.at), one.by, "写入" if one.stands else "去掉", one.word, one.says, one.reason) for one in found]
    table(("时间", "谁", "", "词", "写法或说明", "理由"), rows) if rows else say(f"{which}表没有改动过。")


@group.command(cls=ChineseCommand)
def add(which: Which, word: Word, *, says: Says = "", reason: Why = "", by: By) -> None:
    """添加一个词，或更改它的写法、说明。"""
    from bot.actions.dictionaries import Unchanged, put_word

    with SESSION.app() as app:
        try:
            done = put_word(app, by, which, word, says=says, reason=reason, now=app.clock())
        except Unchanged as same:
            say(same.says)
            return
    say(f"已{done}：{which}“{word}”，现在起生效。")


@group.command(cls=ChineseCommand)
def remove(which: Which, word: Word, *, reason: Reason, by: By) -> None:
    """去掉一个词；经过仍留着。"""
    from bot.actions.dictionaries import take_word_off

    with SESSION.app() as app:
        take_word_off(app, by, which, word, reason=reason, now=app.clock())
    say(f"已从{which}表去掉“{word}”。")
