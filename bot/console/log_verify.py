"""Verifying the log's chain: begun with one click, done beside everything else, watched as it goes on."""

from fastapi import FastAPI, Request, Response

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.verify_log import last_verified, order_verifying, verifying
from bot.console.log import LOG
from bot.console.once import new_word, once
from bot.console.pages import path
from bot.console.room import Room, is_part
from bot.console.signed import Me, Posted
from bot.views.log import head

VERIFY = f"{LOG}/hedui"


def add_to(pages: FastAPI, room: Room) -> None:
    def show(request: Request, *, given: str = "", fault: str = "", status: int = 200) -> Response:
        seq, value = head(room.app)
        return room.show(
            request,
            "_log-verify.html" if is_part(request) else "log-verify.html",
            status=status,
            running=verifying(room.app, room.now),
            last=last_verified(room.app, room.now),
            seq=seq,
            head=f"{seq}:{value}" if seq else "",
            given=given,
            fault=fault,
            here_path=path(VERIFY),
            below=VERIFY,
            log_path=LOG,
            once=new_word(),
        )

    @pages.get(VERIFY)
    def verification(request: Request, _me: Me) -> Response:
        return show(request)

    @pages.post(VERIFY)
    def begin(form: Posted) -> Response:
        def do() -> tuple[str, str]:
            order_verifying(room.app, form.me.name, form.text("head"), now=room.now)
            return VERIFY, "已开始核对，可以离开这一页，过一会儿再来看结果。"

        try:
            return once(room, form, do)
        except (CannotDo, WrongUse) as error:
            return show(form.request, given=form.text("head"), fault=error.says, status=409)
