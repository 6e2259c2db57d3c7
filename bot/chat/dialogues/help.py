"""What can be said to the account."""

from bot.chat.dialogue import Dialogue, Known, Turn
from bot.chat.dialogues.links import page
from bot.chat.reply import Link, say

WORDS = """\
直接写您想找的内容，比如“停水”，就能查到已经公开的信息。还可以回复：
留言：咨询、求助、建议、投诉
查询：看留言和申请办得怎样了
评价：给答复打分
依申请公开：申请没有公开的信息
帮助：再看一遍这段话"""


def begin(known: Known) -> Dialogue:
    yield from ()
    return Turn(say(*lines(known)), known.memory)


def lines(known: Known) -> tuple[str | Link, ...]:
    """What can be asked, the office's own words after it, and the way to the pages."""
    own = f"\n{known.settings.chat.help}" if known.settings.chat.help else ""
    return WORDS + own, *page(known, "搜索", before="\n"), *page(known, "留言", before="\n")
