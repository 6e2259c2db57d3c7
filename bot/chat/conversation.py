"""Who answers what was said: staff's dialogues, the one that is open, a command, a rule, or the search."""

from collections.abc import Callable, Mapping

from bot.chat.dialogue import Dialogue, Known, Turn, at_once
from bot.chat.dialogues import (
    application,
    courtesy,
    finding,
    greeting,
    keywords,
    letter,
    progress,
    rating,
    staff,
)
from bot.chat.dialogues import help as helping
from bot.chat.dialogues.words import Command, after, bare, bare_own, command, is_figure
from bot.chat.reply import SILENCE
from bot.chat.said import Kind, Said
from content.letters import number_in

OPEN: Mapping[str, Callable[[Said, Known], Dialogue | None]] = {
    finding.NAME: finding.answer,
    letter.NAME: letter.answer,
    progress.NAME: progress.answer,
    rating.NAME: rating.answer,
    application.NAME: application.answer,
}
BEGUN: Mapping[Command, Callable[[Known], Dialogue]] = {
    Command.HELP: helping.begin,
    Command.SEARCH: finding.ask,
    Command.LETTER: letter.begin,
    Command.PROGRESS: progress.begin,
    Command.RATE: lambda known: rating.begin(None, known),
    Command.APPLY: application.begin,
}
HOLDING = {letter.NAME: letter.unfinished, application.NAME: application.unfinished}
"""What is said to a press on a button where it would lose what was written; "" where it loses nothing."""
NO_SOUND = "语音和视频我们暂时处理不了，请改用文字。回复“帮助”看能问什么。"
LINK = "收到您分享的链接。要就此事留言，请先回复“留言”，再发一次；要查找信息，请直接写想找的内容。"
NOTHING_OPEN = "现在没有进行到一半的事情。直接写您想找的内容，或回复“帮助”看能问什么。"
STRANGE = "这种消息我们暂时看不了，请用文字。回复“帮助”看能问什么。"


def answer(said: Said, known: Known) -> Dialogue:
    """The dialogue that answers; see `bot.chat.dialogue`. What is staff's comes first, and outlives the rest."""
    own = staff.answer(said, known)
    if own is not None:
        return (yield from own)
    return staff.keeping((yield from _public(said, known)), known)


def _public(said: Said, known: Known) -> Dialogue:
    if said.kind is Kind.LEFT:
        return _say_nothing(known)
    if said.kind is Kind.OTHER:
        return at_once(STRANGE, known.memory)
    if said.kind is Kind.FOLLOWED:
        return greeting.begin(known)
    if said.kind in (Kind.PRESSED, Kind.SCANNED):
        return _pressed(said, known)
    dialogue = known.memory.dialogue
    # A picture or a place is no answer to what is asked in words; a letter takes it, and an application says so itself.
    going_on = OPEN.get(dialogue) if said.kind is Kind.TEXT or dialogue in HOLDING else None
    return (going_on and going_on(said, known)) or _begin(said, known)


def _pressed(said: Said, known: Known) -> Dialogue:
    """A button leads away from what is open, unless something written would be lost."""
    unfinished = HOLDING.get(known.memory.dialogue)
    if unfinished and (words := unfinished(known.memory)):
        return at_once(words, known.memory)
    # What a code says that was scanned is a number or a place's name; only a button's key was made to be answered.
    meant = bare(said.text) and (said.kind is Kind.PRESSED or command(said.text))
    return _typed(said.text, known) if meant else helping.begin(known)


def _begin(said: Said, known: Known) -> Dialogue:
    if said.kind is Kind.TEXT:
        return _typed(said.text, known)
    if said.kind in (Kind.PICTURE, Kind.PLACE):
        return letter.begin(known, said=said)
    return at_once(LINK if said.kind is Kind.LINK else NO_SOUND, known.memory)


def _typed(text: str, known: Known) -> Dialogue:
    asked = command(text)
    if asked is not None:
        return BEGUN[asked](known) if asked in BEGUN else at_once(NOTHING_OPEN, known.memory)
    if led := _with_more(text, known):
        return led
    rule = keywords.rule_for(text, known.settings.chat.keywords)
    if rule is not None:
        return keywords.begin(rule, known)
    if courteous := courtesy.reply_to(text):
        return at_once(courteous, known.memory)
    return finding.begin(text, known) if bare(text) else helping.begin(known)


def _with_more(text: str, known: Known) -> Dialogue | None:
    """`查询12345678`, a number of ours alone, `搜索 停水`, `评价5`, `留言：路灯坏了`, or a topic of letters."""
    chat = known.settings.chat
    number = after(text, Command.PROGRESS) or number_in(text)
    if number and progress.is_number(number):
        return progress.by_number(number, known)
    if (rated := after(text, Command.RATE)) and (is_figure(rated) or rating.stars_in(rated)):
        return rating.begin(rating.stars_in(rated), known)
    if sought := after(text, Command.SEARCH):
        return finding.begin(sought, known)
    if written := after(text, Command.LETTER, parted=True):
        return letter.begin(known, text=written)
    said = bare(text)
    topic = next((topic for topic in chat.topics if said in (bare_own(topic), f"我要{bare_own(topic)}")), "")
    return letter.begin(known, topic=topic) if topic else None


def _say_nothing(known: Known) -> Dialogue:
    yield from ()
    return Turn(SILENCE, known.memory)
