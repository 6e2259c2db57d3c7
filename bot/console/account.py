"""My account (我的账号): password, second step, where I am signed in, the chat's account."""

from typing import Any

from fastapi import FastAPI, Request, Response

from bot.actions.bindings import CODE_LASTS, make_code
from bot.actions.errors import CannotDo
from bot.actions.known_browsers import remember
from bot.actions.links import change_password
from bot.actions.second_step import begin_second_step, end_second_step, new_secret, requires_second_step
from bot.actions.sessions import end_others, end_session
from bot.browsers import in_words
from bot.console.pages import ACCOUNT
from bot.console.qr import picture_of
from bot.console.room import Room
from bot.console.signed import Me, Posted, Signed
from bot.views.people import own_access
from content.passwords import SHORTEST
from content.sessions import IDLE
from content.store.store import if_in_time

PASSWORD, SECOND, ELSEWHERE, BIND = "/kouling", "/liangbu", "/tuichu", "/bangding"
DIFFER = "两次输入的新口令不一样，请重新输入。"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(ACCOUNT)
    def account(request: Request, me: Me) -> Response:
        return _show(room, request, me)

    @pages.post(ACCOUNT + PASSWORD)
    def password(form: Posted) -> Response:
        new = form.text("password-new")
        if new != form.text("password-again"):
            return _show(room, form.request, form.me, faults={"password-again": DIFFER})
        former, session = form.text("password-former"), form.me.session.key
        try:
            change_password(room.app, form.me.name, former, new, session=session, now=room.now)
        except CannotDo as error:
            weak = "".join(one.says for one in error.problems)
            faults = {"password-new": weak} if weak else {"password-former": error.says}
            return _show(room, form.request, form.me, faults=faults)
        answer = room.go(form.request, ACCOUNT, "口令已修改，其他浏览器上的登录都已结束。")
        room.keep_known(form.request, answer, form.me.name, remember(room.app, form.me.name, "", room.now))
        return answer

    @pages.post(ACCOUNT + ELSEWHERE)
    def elsewhere(form: Posted) -> Response:
        if key := form.text("session"):
            end_session(room.app, form.me.name, key)
            return room.go(form.request, ACCOUNT, "那次登录已结束。")
        end_others(room.app, form.me.name, form.me.session.key)
        return room.go(form.request, ACCOUNT, "其他浏览器上的登录都已结束。")

    @pages.post(ACCOUNT + BIND)
    def bind(form: Posted) -> Response:
        code = make_code(room.app, form.me.name, form.me.name, now=room.now)
        return _show(room, form.request, form.me, code=code, until=room.now + CODE_LASTS)

    _add_second_step(pages, room)


def _add_second_step(pages: FastAPI, room: Room) -> None:
    @pages.get(ACCOUNT + SECOND)
    def second(request: Request, me: Me) -> Response:
        return _show_second(room, request, me)

    @pages.post(ACCOUNT + SECOND)
    def begin(form: Posted) -> Response:
        secret = _offered(room, form.me)
        try:
            begin_second_step(room.app, form.me.name, secret, form.text("code"), now=room.now)
        except CannotDo as error:
            return _show_second(room, form.request, form.me, fault=error.says)
        room.app.store.shelf.drop(_offer_key(form.me))
        return room.go(form.request, ACCOUNT, "两步验证已开启，以后登录要输手机上的六位数字。")

    @pages.post(ACCOUNT + SECOND + "/guanbi")
    def end(form: Posted) -> Response:
        try:
            end_second_step(room.app, form.me.person, form.text("code"), now=room.now)
        except CannotDo as error:
            return _show(room, form.request, form.me, faults={"code": error.says})
        return room.go(form.request, ACCOUNT, "两步验证已关闭。")


def _offered(room: Room, me: Signed) -> str:
    """The secret that the page shows until a code proves it: the same, so that nobody scans twice."""
    store, key = room.app.store, _offer_key(me)
    if (known := store.shelf.get(key, room.now)) is None:
        secret = new_secret()
        store.shelf.put(key, secret, room.now + IDLE)
        return secret
    with if_in_time():  # that it is kept for longer
        store.hurried_shelf.put(key, known, room.now + IDLE)
    return known


def _offer_key(me: Signed) -> str:
    return f"sign-in:offered:{me.session.key}"


def _show_second(room: Room, request: Request, me: Signed, *, fault: str = "") -> Response:
    if own_access(room.app, me.name, room.now).credential.totp:
        return room.go(request, ACCOUNT, "两步验证已经开启。")
    secret = _offered(room, me)
    picture = picture_of(room.app, me.name, secret)
    values = {"secret": secret, "picture": picture, "fault": fault}
    return room.show(request, "account-second-step.html", status=400 if fault else 200, **values)


def _show(room: Room, request: Request, me: Signed, *, faults: dict[str, str] | None = None, **more: Any) -> Response:
    own = own_access(room.app, me.name, room.now)
    return room.show(
        request,
        "account.html",
        status=400 if faults else 200,
        own=own,
        sessions=[(one, in_words(one.browser), one.key == me.session.key) for one in own.sessions],
        lately=[(one, in_words(one.browser)) for one in own.lately],
        required=requires_second_step(room.app, me.person),
        shortest=SHORTEST,
        faults=faults or {},
        **{"code": "", "until": None, **more},
    )
