"""What people write under articles (文章留言): answered, and shown to everybody or not."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from bot.actions.comments import elect_comment, reply_comment, take_back_reply
from bot.actions.errors import CannotDo
from bot.actions.read_comments import asked
from bot.console.listing import addresses, page_of, text_of
from bot.console.once import new_word, once
from bot.console.pages import path
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import for_the_console
from bot.views.comments import not_read, one, page

COMMENTS = "/pinglun"
EVERY = "quanbu"
REPLIED = "您打开这一页以后，{by}已经回复（见下面“现在的回复”）。请看一看，还要用您写的替换的，再点一次。"
TAKEN_BACK = "您打开这一页以后，原来的回复已被撤回。请看一看，还要回复的，再点一次。"
Do = Callable[[Room, Form, int], str]
"""Does it, and says what was done."""


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(COMMENTS)
    def comments(request: Request, me: Me) -> Response:
        item, tab, number = text_of(request, "gaojian"), text_of(request, "zt"), page_of(request)
        tab = tab if tab == EVERY else ""
        rows, more = page(room.app, me.name, item_id=item, every=tab == EVERY, page=number)
        turned = addresses(path(COMMENTS), {"zt": tab, "gaojian": item})
        chosen: dict[str, Any] = {"tab": tab, "item": item, "page": number, "turned": turned}
        return room.show(
            request, "comments.html", rows=rows, more=more, silent=not_read(room.app), off=not asked(room.app), **chosen
        )

    @pages.get(COMMENTS + "/{number:int}")
    def comment(request: Request, me: Me, number: int) -> Response:
        return _shown(room, request, me.name, number)

    @pages.post(COMMENTS + "/{number:int}/{act}")
    def do(form: Posted, number: int, act: str) -> Response:
        if act not in ACTS:
            raise HTTPException(404)

        def shown_again(refused: CannotDo) -> Response:
            says, text = for_the_console(refused.says), form.text("huifu")
            return _shown(room, form.request, form.me.name, number, fault=says, text=text)

        return once(room, form, lambda: (f"{COMMENTS}/{number}", ACTS[act](room, form, number)), shown_again)


def _reply(room: Room, form: Form, number: int) -> str:
    there = one(room.app, form.me.name, number)
    if mark_of(there.reply) != form.text("xianyou"):
        raise CannotDo(REPLIED.format(by=there.replied_by or "有人") if there.reply else TAKEN_BACK)
    reply_comment(room.app, form.me.name, number, form.text("huifu"))
    return f"{number} 号文章留言已回复。"


def mark_of(reply: str) -> str:
    """What a form carries, to tell whether the reply is still the one it was opened with."""
    return sha256(reply.encode()).hexdigest()[:16] if reply else ""


def _take_back(room: Room, form: Form, number: int) -> str:
    take_back_reply(room.app, form.me.name, number)
    return f"{number} 号文章留言的回复已撤回。"


def _elect(room: Room, form: Form, number: int) -> str:
    elect_comment(room.app, form.me.name, number, yes=True)
    return f"{number} 号文章留言已精选，文章下面人人可见。"


def _unelect(room: Room, form: Form, number: int) -> str:
    elect_comment(room.app, form.me.name, number, yes=False)
    return f"{number} 号文章留言已取消精选，只有写的人自己看得到。"


ACTS: Mapping[str, Do] = {"huifu": _reply, "chehui": _take_back, "jingxuan": _elect, "quxiao": _unelect}
"""By the last part of their addresses."""


def _shown(room: Room, request: Request, by: str, number: int, *, fault: str = "", text: str | None = None) -> Response:
    row = one(room.app, by, number)
    typed = row.reply if text is None else text
    status = 409 if fault else 200
    more = {"typed": typed, "fault": fault, "mark": mark_of(row.reply), "once": new_word()}
    return room.show(request, "comment.html", status=status, row=row, **more)
