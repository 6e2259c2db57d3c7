"""Search: the first five with date and link, more of them, and the message window where nothing fits."""

from bot.chat.dialogue import Dialogue, Known, Turn
from bot.chat.dialogues import letter
from bot.chat.dialogues.links import page
from bot.chat.dialogues.words import Command, command, picked, plain
from bot.chat.reply import Link, say
from bot.chat.said import Said
from bot.chat.wishes.finding import Search
from content.cut import shortened
from content.search.hits import Found, Hit
from content.visitors import Memory
from content.zone import day_of

NAME = "finding"
AT_A_TIME = 5
LONGEST_TITLE = 60
LONGEST_QUESTION = 200
ASK = "请写您想找的内容，几个词就行，比如：停水、高企认定、招聘。"
NONE_FOUND = "没有找到和“{text}”有关的公开信息。可以换个说法再试，或者回复：\n留言：直接问我们，由工作人员答复"
NOT_READY = "搜索正在准备，请过几分钟再试。急着问的，回复“留言”问我们。"
APPLY = "\n依申请公开：申请没有公开的信息"
BELOW = "没有您要的？换个说法再试，或回复“留言”问我们。"
NO_MORE = "没有更多了。换个说法再试，或回复“留言”问我们。"


def ask(known: Known) -> Dialogue:
    yield from ()
    return Turn(say(ASK, *page(known, "搜索", before="\n也可以到网页上搜：")), Memory(NAME, "asked"))


def begin(text: str, _known: Known) -> Dialogue:
    return (yield from _show(shortened(plain(text), LONGEST_QUESTION), 0))


def answer(said: Said, known: Known) -> Dialogue | None:
    """Goes on with a search: more, one of those shown, or the question taken along to the message window."""
    text, skip = str(known.memory.facts.get("text", "")), int(known.memory.facts.get("skip", 0))
    if known.memory.step != "shown":
        return begin(said.text, known) if command(said.text) is None else None
    if command(said.text) is Command.MORE:
        return _more(text, skip + AT_A_TIME, known)
    if command(said.text) is Command.LETTER:
        # Who was shown something may well mean something else by now.
        return letter.begin(known) if known.memory.facts.get("shown") else letter.begin(known, sought=text)
    if at := picked(said.text, int(known.memory.facts.get("shown", 0))):
        return _one(text, skip + at - 1, known)
    return None


def _show(text: str, skip: int) -> Dialogue:
    found: Found = yield Search(text, AT_A_TIME, skip)
    memory = Memory(NAME, "shown", {"text": text, "skip": skip, "shown": len(found.hits)})
    if not found.ready:
        return Turn(say(NOT_READY), memory)
    if not found.hits:
        return Turn(say(NONE_FOUND.format(text=shortened(text, 30)) + APPLY), memory)
    more = f"回复“更多”看后面的。{BELOW}" if found.total > skip + len(found.hits) else BELOW
    return Turn(say(*lines(found), more), memory)


def _more(text: str, skip: int, known: Known) -> Dialogue:
    found: Found = yield Search(text, 1, skip)
    return (yield from _show(text, skip)) if found.hits else Turn(say(NO_MORE), known.memory)


def lines(found: Found) -> tuple[str | Link, ...]:
    """One line for each: its place, its title with the link, and the day it became public."""
    return tuple(part for at, hit in enumerate(found.hits, 1) for part in _line(at, hit))


def _line(at: int, hit: Hit) -> tuple[str | Link, ...]:
    title = shortened(hit.title, LONGEST_TITLE)
    day = f"（{day_of(hit.published_at)}）" if hit.published_at else ""
    return f"{at}. ", Link(title, hit.url) if hit.url else title, f"{day}\n"


def _one(text: str, at: int, known: Known) -> Dialogue:
    found: Found = yield Search(text, 1, at)
    if not found.hits:
        return Turn(say(NO_MORE), known.memory)
    hit = found.hits[0]
    summary = f"\n{shortened(hit.summary, 200)}" if hit.summary else ""
    way = ("\n", Link("点这里看全文", hit.url)) if hit.url else ()
    return Turn(say(hit.title, summary, *way), known.memory)
