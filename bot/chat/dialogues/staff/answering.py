"""Which of staff's dialogues takes what was said, if any."""

import re
from collections.abc import Callable, Mapping, Sequence

from bot.chat.dialogue import Dialogue, Known, Turn
from bot.chat.dialogues import application, letter, progress, rating
from bot.chat.dialogues.staff import binding, draft_words, drafting, following, forms, mailbox, reviewing, uploading
from bot.chat.dialogues.staff.desk import MORE, at_once, carried, matched, remembered, turn
from bot.chat.dialogues.words import SPELLINGS, command
from bot.chat.dialogues.words import Command as Public
from bot.chat.reply import Reply, say
from bot.chat.said import Kind, Said

Command = Callable[[re.Match[str], Known], Dialogue | None]
MENU = (
    "发“投稿”写稿送审；“待审”看等您办的，再看稿、通过、退回、发布；“进度”看稿件到了哪一步；"
    "“统计 2026”看一年的数；“待上传”领取要由人上传、录入的；“信箱”看留言（信箱员）。"
    "大家能用的（查询、搜索、留言），您也能用。"
)
TAKES_WORDS = (letter.NAME, application.NAME, rating.NAME)
UNFINISHED = "\n（稿件还没写完，发“继续”接着写。）"


def menu(_said: re.Match[str], known: Known) -> Dialogue:
    """What somebody with these roles may want to do here."""
    yield from ()
    return turn(known, say(MENU))


def more(_said: re.Match[str], known: Known) -> Dialogue | None:
    """The rest of what was cut. None where nothing was: the public's search has more, too."""
    what, *place = remembered(known).get(MORE) or [""]
    return CUT[what](known, *place) if what in CUT else None


CUT: Mapping[str, Callable[..., Dialogue | None]] = {
    mailbox.LETTER: mailbox.see_more,
    draft_words.DRAFT: draft_words.show_more,
}
FOR_ALL: Sequence[tuple[re.Pattern[str], Command]] = (
    (binding.SHAPE, binding.bind),
    (re.compile(r"绑定"), binding.how_to_bind),
    (re.compile(r"解绑|解除绑定"), binding.unbind),
)
FOR_STAFF: Sequence[tuple[re.Pattern[str], Command]] = (
    (re.compile(r"办公"), menu),
    (re.compile("|".join(SPELLINGS[Public.MORE].split())), more),
    (drafting.START, drafting.start),
    (drafting.AGAIN, drafting.again),
    (drafting.GO_ON, drafting.go_on_writing),
    (reviewing.LIST, reviewing.listed),
    (reviewing.SEE, reviewing.see),
    (reviewing.PASS, reviewing.approve),
    (reviewing.RETURN, reviewing.give_back),
    (reviewing.SECRECY, reviewing.opine),
    (reviewing.KEEP, reviewing.opine),
    (reviewing.SEND, reviewing.publish),
    (following.PROGRESS, following.progress),
    (following.FIGURES, following.figures),
    (uploading.LIST, uploading.listed),
    (uploading.TAKE, uploading.claim),
    (uploading.DONE, uploading.confirm),
    (uploading.GIVE_UP, uploading.release),
    (mailbox.LIST, mailbox.listed),
    (mailbox.SEE, mailbox.see),
    (mailbox.REPLY, mailbox.reply),
)
FOR_CLERKS: Sequence[tuple[re.Pattern[str], Command]] = ((mailbox.ALSO_LIST, mailbox.listed),)


def answer(said: Said, known: Known) -> Dialogue | None:
    """None where it is for the public's dialogues: also staff may use all that the public may."""
    text = said.text.strip()
    if said.kind is Kind.TEXT:
        for shape, begin in _commands(known):
            if (match := matched(shape, text)) and (led := begin(match, known)):
                return led
    if known.person is None:
        return None
    if (draft := drafting.hear(said, known)) is not None:
        return draft
    if said.kind not in (Kind.TEXT, Kind.LINK):
        return None
    if said.kind is Kind.LINK:
        return uploading.link_sent(known, said.url)
    return uploading.link_sent(known, text) or _misfit(text, known)


def _misfit(text: str, known: Known) -> Dialogue | None:
    """A word of staff that is in no form of its own, told of; where the public writes, it is written like others."""
    opened = known.memory.dialogue
    if opened in TAKES_WORDS or (opened == progress.NAME and command(text)):
        return None
    told = forms.misfit(text)
    return at_once(known, told) if told else None


def _commands(known: Known) -> Sequence[tuple[re.Pattern[str], Command]]:
    if known.person is None:
        return FOR_ALL
    return (*FOR_ALL, *FOR_STAFF, *(FOR_CLERKS if known.person.may(mailbox.CLERK) else ()))


def keeping(public: Turn, known: Known) -> Turn:
    """A public dialogue's turn, with what staff's dialogues remember; a draft left open is mentioned."""
    parts = (*public.reply.parts, UNFINISHED) if public.reply and drafting.is_open(known) else public.reply.parts
    return Turn(Reply(parts), carried(public.memory, known))
