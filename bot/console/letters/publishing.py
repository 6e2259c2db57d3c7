"""Question and answer made an item: shown with personal details starred out, edited by a person, then into review."""

from collections.abc import Sequence

from fastapi import FastAPI, Request, Response

from bot.actions.errors import CannotDo
from bot.actions.publish_letter import Laid, laid_out, made_before, publish_as_edited, unsure_in
from bot.actions.rights import ROLES, Right
from bot.console.letters.paths import INBOX, path_of
from bot.console.once import new_word, once
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import for_the_console, problem_for_the_console
from bot.views.inbox import one
from content.problems import Problem

LOOK = "里面还有像是个人信息的内容，请改掉；确实不是的，勾选“已逐字核对”再送审。"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(INBOX + "/{number}/gongkai")
    def before(request: Request, me: Me, number: str) -> Response:
        laid = laid_out(room.app, me.name, number)
        return _shown(room, request, number, laid, unsure=laid.unsure)

    @pages.post(INBOX + "/{number}/gongkai")
    def publish(form: Posted, number: str) -> Response:
        laid, by = _typed(form), form.me.name
        unsure = unsure_in(room.app, by, number, laid)
        if unsure and not form.sent.ticked("hedui"):
            return _shown(room, form.request, number, laid, unsure=unsure, fault=LOOK)

        def shown_again(refused: CannotDo) -> Response:
            found = [problem_for_the_console(one) for one in refused.problems]
            says = for_the_console(refused.says)
            return _shown(room, form.request, number, laid, unsure=unsure, fault=says, problems=found)

        return once(room, form, lambda: _published(room, by, number, laid), shown_again)


def _typed(form: Form) -> Laid:
    return Laid(form.text("biaoti"), form.text("lanmu"), form.text("liuyan"), form.text("dafu"))


def _published(room: Room, by: str, number: str, laid: Laid) -> tuple[str, str]:
    done = publish_as_edited(room.app, by, number, laid, now=room.now)
    return path_of(number), f"已编为 {done.edition.ref}《{done.edition.item.title}》，{done.review.state.chinese}。"


def _shown(
    room: Room,
    request: Request,
    number: str,
    laid: Laid,
    *,
    unsure: Sequence[str] = (),
    fault: str = "",
    problems: Sequence[Problem] = (),
) -> Response:
    me = request.state.me
    return room.show(
        request,
        "letter-publish.html",
        status=409 if fault else 200,
        entry=one(room.app, me.name, number, now=room.now),
        laid=laid,
        unsure=unsure,
        fault=fault,
        problems=problems,
        columns=list(room.app.columns),
        made=made_before(room.app, me.name, number),
        may=me.person.may(*ROLES[Right.SUBMIT]),
        once=new_word(),
    )
