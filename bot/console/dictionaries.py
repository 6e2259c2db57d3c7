"""The office's own words for the checks and the search (词表), with who put each there, when and why."""

from fastapi import FastAPI, Request, Response

from bot.actions.dictionaries import Unchanged, put_word, take_word_off
from bot.actions.errors import CannotDo
from bot.actions.rights import ROLES, Right, require_role
from bot.console.listing import text_of
from bot.console.once import new_word, once
from bot.console.room import Room
from bot.console.settings import SETTINGS
from bot.console.signed import Form, Me, Posted, Signed
from bot.console.told import for_the_console
from bot.views.dictionaries import history_of, words_on
from content.own_words import WordList

DICTIONARIES = f"{SETTINGS}/cidian"
CHANGES_SHOWN = 50
ABOUT = {
    WordList.WRONG: ("正确的写法", "写错了要提示的词，如单位、地名的常见错写。检查时提示“应为……”。"),
    WordList.ALLOWED: ("说明（可不写）", "没有写错、却被当作错别字的词，如人名、地名。检查时不再提示。"),
    WordList.SENSITIVE: ("说明（可不写）", "公开前要看一眼的词。正文和附件里有的，检查时提示。"),
    WordList.FORBIDDEN: ("说明（可不写）", "不能公开的词。正文和附件里有的，不能送审、不能发布。"),
    WordList.SAID: ("公文里的说法", "群众的叫法和公文里的说法。搜索前一个，也会找后面的。"),
}
"""What the text beside a word is called, and what the list is for."""
NEEDS_TEXT = (WordList.WRONG, WordList.SAID)


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(DICTIONARIES)
    def dictionaries(request: Request, me: Me) -> Response:
        return _show(room, request, me, _list_of(text_of(request, "list")), word=text_of(request, "word"))

    @pages.post(DICTIONARIES)
    def put(form: Posted) -> Response:
        require_role(form.me.person, Right.WORDS)
        which = _list_of(form.text("list"))
        try:
            return once(room, form, lambda: _put(room, form, which))
        except CannotDo as error:
            typed = {name: form.text(name) for name in ("word", "says", "reason")}
            return _show(room, form.request, form.me, which, typed=typed, refusal=error.says, status=409)

    @pages.post(DICTIONARIES + "/quchu")
    def take_off(form: Posted) -> Response:
        require_role(form.me.person, Right.WORDS)
        which, word = _list_of(form.text("list")), form.text("word")

        def act() -> tuple[str, str]:
            take_word_off(room.app, form.me.name, which, word, reason=form.text("reason"), now=room.now)
            return f"{DICTIONARIES}?list={which}", f"已从{which}表去掉“{word}”，现在起生效。"

        return once(room, form, act)


def _put(room: Room, form: Form, which: WordList) -> tuple[str, str]:
    word, says = form.text("word"), form.text("says")
    try:
        done = put_word(room.app, form.me.name, which, word, says=says, reason=form.text("reason"), now=room.now)
    except Unchanged as same:
        return f"{DICTIONARIES}?list={which}", same.says
    return f"{DICTIONARIES}?list={which}", f"已{done}“{word}”，现在起生效。"


def _list_of(text: str) -> WordList:
    """What is none is the first list."""
    return next((which for which in WordList if which == text), WordList.WRONG)


def _show(
    room: Room,
    request: Request,
    me: Signed,
    which: WordList,
    *,
    word: str = "",
    typed: dict[str, str] | None = None,
    refusal: str = "",
    status: int = 200,
) -> Response:
    """`word`: only its history."""
    label, about = ABOUT[which]
    return room.show(
        request,
        "dictionaries.html",
        status=status,
        lists=list(WordList),
        which=which,
        label=label,
        about=about,
        needs_text=which in NEEDS_TEXT,
        found=words_on(room.app, which),
        word=word,
        history=history_of(room.app, which, word, most=CHANGES_SHOWN),
        may=me.person.may(*ROLES[Right.WORDS]),
        typed=typed or {"word": "", "says": "", "reason": ""},
        refusal=for_the_console(refusal) if refusal else "",
        once=new_word(),
    )
