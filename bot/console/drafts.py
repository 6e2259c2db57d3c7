"""Where drafts begin (新建稿件): from nothing, from a Word file, from pasted text, from an item that is there."""

from collections.abc import Callable, Mapping, Sequence

from fastapi import FastAPI, Request, Response

from bot.actions.draft_files import SentFile, begin_from_paste, begin_from_word
from bot.actions.drafts import begin, begin_copy, begin_revision
from bot.actions.errors import CannotDo
from bot.actions.rights import ROLES, Right
from bot.console.once import new_word, once
from bot.console.room import Room
from bot.console.signed import BOUNDS, Form, Me, Posted, Signed
from bot.console.told import for_the_console
from bot.views.drafts import latest_of, mine_open, of_item
from content.problems import Problem
from content.writing import Writing

NEW = "/gaojian/xinjian"
EDIT = "/gaojian/bianji"
REVISE, COPY = "xiugai", "fuzhi"
"""In the query of NEW: the item that a new edition is made of, or that a new item is made like."""
LISTED = 10
Began = tuple[str, str]
"""The draft's page, and what is said there."""


def new_path() -> str:
    """Below the root, as all of these."""
    return NEW


def revise_path(item_id: str) -> str:
    """A new edition of an item (or, with a ref, from that edition of it)."""
    return f"{NEW}?{REVISE}={item_id}"


def copy_path(item_id: str) -> str:
    """A new item that begins as a copy of this one (or of the edition of a ref)."""
    return f"{NEW}?{COPY}={item_id}"


def edit_path(draft_id: str) -> str:
    return f"{EDIT}/{draft_id}"


def may_write(me: Signed) -> bool:
    return me.person.may(*ROLES[Right.SUBMIT])


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(NEW)
    def new(request: Request, me: Me, xiugai: str = "", fuzhi: str = "") -> Response:
        if xiugai or fuzhi:
            return _asked(room, request, me, xiugai=xiugai, fuzhi=fuzhi)
        return _shown(room, request, me)

    @pages.post(NEW)
    def act(form: Posted) -> Response:
        start = STARTS.get(form.text("from"), _from_nothing)
        try:
            return once(room, form, lambda: start(room, form))
        except CannotDo as error:
            if form.text("from") not in ("word", "text"):
                raise
            return _shown(room, form.request, form.me, refused=error, text=form.text("text"))


def _shown(room: Room, request: Request, me: Signed, *, refused: CannotDo | None = None, text: str = "") -> Response:
    return room.show(
        request,
        "drafts.html",
        status=409 if refused else 200,
        may=may_write(me),
        refused=for_the_console(refused.says) if refused else "",
        problems=refused.problems if refused else (),
        text=text,
        drafts=mine_open(room.app, me.name, LISTED),
        once=new_word(),
    )


def _asked(room: Room, request: Request, me: Signed, *, xiugai: str, fuzhi: str) -> Response:
    """A link leads here; what it began would be made anew with every reload, so that it wants a button."""
    named = xiugai or fuzhi
    latest = latest_of(room.app, named)
    going_on = of_item(room.app, me.name, latest.item_id) if xiugai else ()
    return room.show(
        request, "drafts-from.html", named=named, latest=latest, revises=bool(xiugai), drafts=going_on, once=new_word()
    )


def _from_nothing(room: Room, form: Form) -> Began:
    draft = begin(room.app, form.me.name, Writing(), now=room.now)
    return edit_path(draft.id), ""


def _from_word(room: Room, form: Form) -> Began:
    file = next(iter(form.sent.files("word")), None)
    if file is None:
        raise CannotDo("没有收到 Word 文件，请选一个 .docx 文件。")
    if file.file is None:
        most = BOUNDS.file >> 20
        raise CannotDo(f"“{file.name}”没有收下：文件太大（最多 {most} MB）。请在 Word 里压缩图片后再放进来。")
    draft, problems, left_out = begin_from_word(room.app, form.me.name, SentFile(file.name, file.file), now=room.now)
    return edit_path(draft.id), f"已读入“{file.name}”，能认出的内容已经填好，请核对。{left_out}{_noted(problems)}"


def _from_text(room: Room, form: Form) -> Began:
    if not form.text("text") and not form.text("html"):
        raise CannotDo("没有收到文字，请先粘贴。")
    draft, says = begin_from_paste(room.app, form.me.name, form.text("html"), form.text("text"), now=room.now)
    return edit_path(draft.id), f"已放进正文，能认出的内容已经填好，请核对。{says}"


def _from_item(room: Room, form: Form) -> Began:
    start = begin_revision if form.text("from") == "revise" else begin_copy
    draft = start(room.app, form.me.name, form.text("named"), now=room.now)
    return edit_path(draft.id), ""


def _noted(problems: Sequence[Problem]) -> str:
    return "".join(f"请留意：{problem.says}。" for problem in problems)


STARTS: Mapping[str, Callable[[Room, Form], Began]] = {
    "word": _from_word,
    "text": _from_text,
    "revise": _from_item,
    "copy": _from_item,
}
