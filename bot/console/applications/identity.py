"""Pictures of an applicant's identity document: shown to who says what for, on the record; and deleted."""

from base64 import b64encode

from fastapi import FastAPI, Request, Response

from bot.actions.errors import CannotDo, NotAllowed, WrongUse
from bot.actions.identity import drop_identity, see_identity
from bot.actions.rights import Right, require_role
from bot.console.applications.paths import REGISTER, path_of
from bot.console.once import new_word, once
from bot.console.room import Room
from bot.console.signed import Me, Posted
from bot.console.told import for_the_console
from bot.views.application_register import Shown, shown
from content.registers.identity import KeptPicture


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(REGISTER + "/{number}/zhengjian")
    def asks(request: Request, me: Me, number: str) -> Response:
        return _form(room, request, shown(room.app, me.name, number))

    @pages.post(REGISTER + "/{number}/zhengjian")
    def see(form: Posted, number: str) -> Response:
        """In the answer to the form alone: they have no address."""
        reason = form.text("liyou")
        try:
            found = see_identity(room.app, form.me.name, number, reason=reason, now=room.now)
        except NotAllowed:
            raise
        except CannotDo as refused:
            says = for_the_console(refused.says)
            return _form(room, form.request, shown(room.app, form.me.name, number), reason=reason, fault=says)
        place, one = path_of(number), shown(room.app, form.me.name, number).application
        pictures = [(picture, _address(picture, content)) for picture, content in found]
        return room.show(form.request, "application-identity.html", pictures=pictures, place=place, one=one)

    @pages.post(REGISTER + "/{number}/zhengjian/shanqu")
    def drop(form: Posted, number: str) -> Response:
        require_role(form.me.person, Right.APPLICATIONS)

        def act() -> tuple[str, str]:
            if not form.sent.ticked("queding"):
                raise WrongUse("请先勾选“确定删除”：删了找不回来。")
            return path_of(number), f"已删除证件图片 {drop_identity(room.app, form.me.name, number, now=room.now)} 个。"

        return once(room, form, act)


def _address(picture: KeptPicture, content: bytes) -> str:
    return f"data:{picture.media_type};base64,{b64encode(content).decode()}"


def _form(room: Room, request: Request, found: Shown, *, reason: str = "", fault: str = "") -> Response:
    one = found.application
    values = {"one": one, "place": path_of(one.number), "pictures": found.pictures, "reason": reason, "fault": fault}
    status = 409 if fault else 200
    return room.show(request, "application-identity-ask.html", status=status, once=new_word(), **values)
