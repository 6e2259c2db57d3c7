"""Answers that are often given: those there are, changing one, and what it said before."""

from fastapi import FastAPI, Request, Response

from bot.actions.answer_texts import drop_answer_text, write_answer_text
from bot.actions.errors import CannotDo
from bot.console.letters.paths import TEXTS
from bot.console.once import new_word, once
from bot.console.room import Room
from bot.console.signed import Me, Posted
from bot.console.told import for_the_console
from bot.views.answer_texts import answer_texts, history


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(TEXTS)
    def texts(request: Request, me: Me) -> Response:
        return _shown(room, request, request.query_params.get("mc", ""), me.name)

    @pages.post(TEXTS)
    def write(form: Posted) -> Response:
        by, name, text = form.me.name, form.text("mingcheng"), form.text("neirong")

        def act() -> tuple[str, str]:
            written = write_answer_text(room.app, by, name, text, now=room.now)
            return TEXTS, f"常用答复“{written.name}”已保存。"

        def shown_again(refused: CannotDo) -> Response:
            return _shown(room, form.request, name, by, text=text, fault=for_the_console(refused.says))

        return once(room, form, act, shown_again)

    @pages.post(TEXTS + "/shanqu")
    def drop(form: Posted) -> Response:
        name = form.text("mingcheng")

        def act() -> tuple[str, str]:
            drop_answer_text(room.app, form.me.name, name, now=room.now)
            return TEXTS, f"常用答复“{name}”已删去，先前的写法还在它的历史里。"

        return once(room, form, act)


def _shown(room: Room, request: Request, name: str, by: str, *, text: str | None = None, fault: str = "") -> Response:
    found = answer_texts(room.app, by)
    there = next((one for one in found if one.name == name), None)
    typed = text if text is not None else there.text if there else ""
    return room.show(
        request,
        "answer-texts.html",
        status=409 if fault else 200,
        texts=found,
        name=name,
        there=there,
        typed=typed,
        fault=fault,
        history=history(room.app, by, name) if name else [],
        once=new_word(),
    )
