"""People (人员): who works here; a 管理员 registers them, changes what they may, and gives out links to sign in."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request, Response

from bot.actions.bindings import unbind
from bot.actions.errors import CannotDo
from bot.actions.links import LASTS, make_link
from bot.actions.people import add_person, change_person, set_active
from bot.actions.rights import ROLES as RIGHTS
from bot.actions.rights import Right
from bot.actions.sessions import end_all_of
from bot.browsers import in_words
from bot.console.listing import addresses, page_of, text_of
from bot.console.once import new_word, once
from bot.console.pages import one_time_link, path
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted, Signed
from bot.views.people import PAGE, access, one_person, people, require_administrator, sign_ins, units
from content.people import ROLES, Person, name_of

PEOPLE = "/renyuan"
NEW, TRIED = PEOPLE + "/xinzeng", PEOPLE + "/denglujilu"
ONE = PEOPLE + "/ren/{name}"
DOES: Mapping[str, str] = {
    "信息员": "写稿、送审",
    "保密审查员": "保密审查",
    "发布员": "发布、更正、撤回",
    "上传员": "上传视频号、抖音，录入没有接口的网站",
    "信箱员": "答复留言",
    "依申请公开": "办理申请",
    "统计": "登记数据、编年报",
    "管理员": "管人员和渠道，不审稿",
}
"""What a role is for; the others are steps of review."""


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(PEOPLE)
    def everybody(request: Request, me: Me) -> Response:
        return _show_list(room, request, me)

    @pages.get(NEW)
    def new(request: Request, me: Me) -> Response:
        require_administrator(room.app, me.name)
        return _show_form(room, request, Person("", ""), new=True)

    @pages.post(NEW)
    def add(form: Posted) -> Response:
        require_administrator(room.app, form.me.name)
        wanted = _written(form, form.text("name"))

        def act() -> tuple[str, str]:
            person = add_person(room.app, form.me.name, wanted, room.now)
            return _path(person.name), f"已登记{person.name}。请发一个登录链接给本人，由本人设口令。"

        try:
            return once(room, form, act)
        except CannotDo as error:
            return _show_form(room, form.request, wanted, new=True, fault=error.says)

    @pages.get(TRIED)
    def tried(request: Request, me: Me) -> Response:
        name, page = text_of(request, "xingming"), page_of(request)
        found = sign_ins(room.app, me.name, name, page=page)
        return room.show(
            request,
            "people-sign-ins.html",
            found=[(one, in_words(one.browser)) for one in found[:PAGE]],
            more=len(found) > PAGE,
            page=page,
            name=name,
            address=addresses(path(TRIED), {"xingming": name}),
        )

    _add_one(pages, room)
    _add_access(pages, room)


def _add_one(pages: FastAPI, room: Room) -> None:
    @pages.get(ONE)
    def one(request: Request, me: Me, name: str) -> Response:
        return _show_one(room, request, me, name)

    @pages.get(ONE + "/xiugai")
    def edit(request: Request, me: Me, name: str) -> Response:
        require_administrator(room.app, me.name)
        return _show_form(room, request, one_person(room.app, name))

    @pages.post(ONE + "/xiugai")
    def change(form: Posted, name: str) -> Response:
        require_administrator(room.app, form.me.name)
        wanted = _written(form, name)
        try:
            change_person(room.app, form.me.name, wanted, now=room.now)
        except CannotDo as error:
            return _show_form(room, form.request, wanted, fault=error.says)
        return room.go(form.request, _path(name), f"{name}的单位、角色和办理范围已改好。")

    @pages.post(ONE + "/tingyong")
    def leave(form: Posted, name: str) -> Response:
        back = bool(form.text("back"))
        set_active(room.app, form.me.name, name, back, now=room.now)
        says = f"{name}已恢复。" if back else f"{name}已停用，登录已结束，记录都在。"
        return room.go(form.request, _path(name), says)


def _add_access(pages: FastAPI, room: Room) -> None:
    @pages.post(ONE + "/lianjie")
    def link(form: Posted, name: str) -> Response:
        word = make_link(room.app, form.me.name, name, afresh=bool(form.text("afresh")), now=room.now)
        address = one_time_link(room.home(form.request), word)
        return _show_one(room, form.request, form.me, name, link=address, until=room.now + LASTS)

    @pages.post(ONE + "/tuichu")
    def sign_out(form: Posted, name: str) -> Response:
        end_all_of(room.app, form.me.name, name, now=room.now)
        return room.go(form.request, _path(name), f"{name}的登录都已结束。")

    @pages.post(ONE + "/jiebang")
    def let_go(form: Posted, name: str) -> Response:
        count = unbind(room.app, form.me.name, name, now=room.now)
        return room.go(form.request, _path(name), f"已解除{name}绑定的 {count} 个聊天账号。")


def _manages(me: Signed) -> bool:
    return me.person.may(*RIGHTS[Right.PEOPLE])


def _path(name: str) -> str:
    return f"{PEOPLE}/ren/{quote(name)}"


def _written(form: Form, name: str) -> Person:
    roles, of, filed = (frozenset(form.sent.texts(field)) for field in ("role", "for-unit", "for-column"))
    return Person(name_of(name), form.text("unit"), roles, units=of, columns=filed)


def _show_list(room: Room, request: Request, me: Signed) -> Response:
    text, role, page = text_of(request, "wen"), text_of(request, "juese"), page_of(request)
    left = text_of(request, "tingyong") == "1"
    found = people(room.app, text=text, role=role, left=left, page=page)
    return room.show(
        request,
        "people.html",
        found=found[:PAGE],
        more=len(found) > PAGE,
        page=page,
        text=text,
        role=role,
        left=left,
        roles=_roles(room),
        manages=_manages(me),
        address=addresses(path(PEOPLE), {"wen": text, "juese": role, "tingyong": "1" if left else ""}),
    )


def _show_one(room: Room, request: Request, me: Signed, name: str, **more: Any) -> Response:
    person = one_person(room.app, name)
    found = access(room.app, me.name, name, room.now) if _manages(me) else None
    sessions = [(one, in_words(one.browser), False) for one in found.sessions] if found else []
    lately = [(one, in_words(one.browser)) for one in found.lately] if found else []
    values: dict[str, Any] = {"link": "", "until": None, **more}
    return room.show(
        request, "people-one.html", person=person, access=found, sessions=sessions, lately=lately, **values
    )


def _show_form(room: Room, request: Request, person: Person, *, new: bool = False, fault: str = "") -> Response:
    known = units(room.app)
    return room.show(
        request,
        "people-form.html",
        status=400 if fault else 200,
        person=person,
        new=new,
        fault=fault,
        roles=[(role, f"{role}（{DOES[role]}）" if role in DOES else role) for role in _roles(room)],
        units=list(dict.fromkeys([*known, *sorted(person.units)])),
        columns=list(dict.fromkeys([*room.app.columns, *sorted(person.columns)])),
        once=new_word(),
    )


def _roles(room: Room) -> list[str]:
    return list(dict.fromkeys((*ROLES, *room.app.settings.review)))
