"""Writing the answer: answers that are often given and links to what is published go into it; nothing typed is lost.

With scripts only the answer's box is exchanged (htmx); without, the same buttons send the form and the whole page comes
back, with all that was typed in it.
"""

from dataclasses import dataclass, replace

from fastapi import FastAPI, Request, Response

from bot.actions.answer_letter import answer
from bot.actions.errors import CannotDo
from bot.console.letters.acts import offered
from bot.console.letters.paths import INBOX, path_of
from bot.console.once import new_word, once
from bot.console.room import Room, is_part
from bot.console.signed import Form, Posted
from bot.console.told import for_the_console
from bot.views.answer_texts import answer_texts
from bot.views.inbox import Entry, one
from bot.views.search import search
from content.letters import State
from content.search.hits import Found

CHANGED = "您打开这一页以后，这件留言又有人办理过（见“办理经过”）。请看一看，还要这样答复的，再点一次“答复”。"
LINK = "lianjie:"
"""Before what a button puts into the answer: an item's title and address."""
MOST_FOUND = 8
MAY_ANSWER = (State.WAITING, State.ANSWERED)


@dataclass(frozen=True, slots=True)
class Writing:
    """`seen`: how many steps the letter had when its page was opened. `sought`, `found`: what is looked for to be
    linked; None = nothing was.
    """

    seen: int
    text: str = ""
    fault: str = ""
    sought: str = ""
    found: Found | None = None


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.post(INBOX + "/{number}/dafu")
    def answered(form: Posted, number: str) -> Response:
        writing = _typed(form)
        entry = one(room.app, form.me.name, number, now=room.now)
        if helped := _helped(room, form, writing):
            return shown(room, form.request, entry, helped)

        def act() -> tuple[str, str]:
            _require_unchanged(room, form, number, writing)
            return path_of(number), _answer(room, form, number, writing.text)

        def shown_again(refused: CannotDo) -> Response:
            entry = one(room.app, form.me.name, number, now=room.now)
            refusal = replace(writing, fault=for_the_console(refused.says), seen=len(entry.letter.steps))
            return shown(room, form.request, entry, refusal, status=409)

        return once(room, form, act, shown_again)


def _typed(form: Form) -> Writing:
    seen = form.text("seen")
    return Writing(int(seen) if seen.isdecimal() else -1, text=form.text("dafu"), sought=form.text("chazhao"))


def _helped(room: Room, form: Form, writing: Writing) -> Writing | None:
    """What the writing becomes by a button that only helps with it; None for the one that answers."""
    does = form.text("zuo")
    if does == "chazhao":
        return replace(writing, found=search(room.app, writing.sought, limit=MOST_FOUND) if writing.sought else None)
    if does == "changyong":
        texts = {one.name: one.text for one in answer_texts(room.app, form.me.name)}
        return _with(writing, texts.get(form.text("changyong"), ""))
    if does.startswith(LINK):
        return _with(writing, does.removeprefix(LINK))
    return None


def _with(writing: Writing, words: str) -> Writing:
    """Below what is there already."""
    return replace(writing, text="\n".join(filter(None, (writing.text, words))))


def _require_unchanged(room: Room, form: Form, number: str, writing: Writing) -> None:
    if len(one(room.app, form.me.name, number, now=room.now).letter.steps) != writing.seen:
        raise CannotDo(CHANGED)


def _answer(room: Room, form: Form, number: str, text: str) -> str:
    done = answer(room.app, form.me.name, number, text, now=room.now)
    others = len(set(done.telling) - {done.letter.number})
    also = f"合并的留言另通知 {others} 人。" if others else ""
    return f"留言 {done.letter.number} 已答复，{done.in_words}。{also}"


def shown(room: Room, request: Request, entry: Entry, writing: Writing, *, status: int = 200) -> Response:
    """The letter's page; of a script that asked, only the box in which the answer is written."""
    by = request.state.me.name
    return room.show(
        request,
        "_letter-writing.html" if is_part(request) else "letter.html",
        status=status,
        entry=entry,
        writing=writing,
        once=new_word(),
        may_answer=entry.letter.state in MAY_ANSWER,
        texts=answer_texts(room.app, by),
        acts=offered(entry.letter),
    )
