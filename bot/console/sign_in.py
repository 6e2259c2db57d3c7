"""Signing in: name and password, the code where somebody has a second step, and what was being written meanwhile."""

from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from bot.actions.errors import CannotDo
from bot.actions.sign_in import Caller, Half, In, half_of, sign_in, sign_in_with_code, sign_out
from bot.console.carried import Carried, carried_in, carried_of
from bot.console.pages import ROOT, SIGN_IN, SIGN_OUT, path
from bot.console.qr import picture_of
from bot.console.room import Room, is_part
from bot.console.signed import COOKIE, STRANGERS, Signed, below_root, csrf_of, find_signed, known_word
from bot.incoming import Sent, Unreadable, read_form
from bot.limits import SIGN_INS
from content.sessions import key_of

TOO_OFTEN = "从这个网络地址登录得太频繁，请过十分钟再试。"
FIRST = "登录已结束，或还没有登录。请先登录。"
KEPT = "登录已结束。您写的内容都在，登录后还是这份表单，再提交一次即可。"
NOT_OUT = "没有退出：这份表单不是从工作台提交的。要退出，请在工作台的页面上点“退出”。"
CODE = "/yanzhengma"


async def _sent(request: Request) -> Sent:
    """What a form of whoever is not signed in brings: words alone."""
    return await read_form(request, STRANGERS)


StrangersForm = Annotated[Sent, Depends(_sent)]


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(SIGN_IN)
    def show(request: Request, dao: str = "") -> Response:
        to = below_root(dao)
        if find_signed(request):
            return RedirectResponse(to, 303)
        return _show_first(room, request, to=to)

    @pages.post(SIGN_IN)
    def with_password(request: Request, sent: StrangersForm) -> Response:
        try:
            _require_from_here(room, request)
            name = sent.text("name")
            caller = caller_of(room, request, name)
            came = sign_in(room.app, name, sent.text("password"), caller=caller, now=room.now)
        except CannotDo as error:
            return _show_first(room, request, sent, fault=error.says)
        return _show_code(room, request, sent, came) if isinstance(came, Half) else _enter(room, request, sent, came)

    @pages.post(SIGN_IN + CODE)
    def with_code(request: Request, sent: StrangersForm) -> Response:
        word = sent.text("half")
        try:
            _require_from_here(room, request)
            half = half_of(room.app, word, room.now)
        except CannotDo as error:
            return _show_first(room, request, sent, fault=error.says)
        try:
            caller = caller_of(room, request, half.name)
            came = sign_in_with_code(room.app, word, sent.text("code"), caller=caller, now=room.now)
        except CannotDo as error:
            return _show_code(room, request, sent, half, fault=error.says)
        return _enter(room, request, sent, came)

    _add_sign_out(pages, room)


def _add_sign_out(pages: FastAPI, room: Room) -> None:
    @pages.post(SIGN_OUT)
    def leave(request: Request) -> Response:
        me = find_signed(request)
        if not room.is_from_here(request):
            return room.sorry(request, 403, NOT_OUT)
        if me is not None:
            sign_out(room.app, me.name, me.session.key, caller=caller_of(room, request, me.name), now=room.now)
        answer = room.go(request, SIGN_IN, "已退出。")
        answer.delete_cookie(COOKIE, path=ROOT)
        return answer


def first(room: Room, request: Request, sent: Sent | None) -> Response:
    """Sign in first; what was `sent` goes on afterwards. A script is told, and leaves the page as it is."""
    if is_part(request) or "x-csrf" in request.headers:
        return room.show(request, "_sign-in-first.html", status=401, sign_in=path(SIGN_IN))
    carried = carried_of(request, sent) if room.is_from_here(request) else None
    if carried is not None:
        return _show_first(room, request, carried=carried, to=carried.to, status=401, says=KEPT)
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{path(SIGN_IN)}?dao={quote(here if request.method == 'GET' else ROOT + '/')}", 303)


def again(room: Room, request: Request, sent: Sent | None, says: str) -> Response:
    """The form once more, to be sent from here. What another site sent is not offered to anybody."""
    carried = carried_of(request, sent)
    if carried is None or not room.is_from_here(request) or is_part(request):
        return room.sorry(request, 403, says)
    return _show_again(room, request, carried, says=says, status=403)


def caller_of(room: Room, request: Request, name: str) -> Caller:
    return Caller(room.address(request), request.headers.get("user-agent", ""), known_word(request, name))


def enter(room: Room, request: Request, answer: Response, came: In) -> None:
    """Give the browser its new session; the one it had ends."""
    if former := request.cookies.get(COOKIE):
        with room.app.store.write() as work:
            work.sessions.end(key_of(former))
    room.sign_in(request, answer, came.word)
    room.keep_known(request, answer, came.person.name, came.known)


def _enter(room: Room, request: Request, sent: Sent, came: In) -> Response:
    carried = carried_in(sent)
    if carried is None or not carried.fields:
        answer: Response = RedirectResponse(below_root(sent.text("dao")), 303)
    else:
        request.state.me = Signed(came.person, came.session, csrf_of(came.word))
        answer = _show_again(room, request, carried, says="已登录。这是刚才那份表单，请核对后再提交一次。")
    enter(room, request, answer, came)
    return answer


def _require_from_here(room: Room, request: Request) -> None:
    if not room.is_from_here(request):
        raise CannotDo("这份表单不是从登录页面提交的，请在这里登录。")
    if not room.limits.count(SIGN_INS, room.address(request), room.now):
        raise Unreadable(429, TOO_OFTEN)


def _show_first(
    room: Room,
    request: Request,
    sent: Sent | None = None,
    *,
    carried: Carried | None = None,
    to: str = "",
    says: str = "",
    fault: str = "",
    status: int = 200,
) -> Response:
    carried = carried or (carried_in(sent) if sent else None)
    name = sent.text("name") if sent else ""
    to = to or below_root(sent.text("dao") if sent else "")
    status = 403 if fault else status
    with room.app.store.glance() as work:
        unclaimed = not work.credentials.anybody()
    return room.show(
        request,
        "sign-in.html",
        status=status,
        name=name,
        to=to,
        carried=carried,
        says=says,
        fault=fault,
        unclaimed=unclaimed,
    )


def _show_code(room: Room, request: Request, sent: Sent, half: Half, *, fault: str = "") -> Response:
    picture = picture_of(room.app, half.name, half.secret) if half.secret else ""
    return room.show(
        request,
        "sign-in-code.html",
        status=403 if fault else 200,
        half=half,
        picture=picture,
        to=below_root(sent.text("dao")),
        carried=carried_in(sent),
        fault=fault,
    )


def _show_again(room: Room, request: Request, carried: Carried, *, says: str, status: int = 200) -> Response:
    return room.show(request, "sign-in-again.html", status=status, carried=carried, says=says)
