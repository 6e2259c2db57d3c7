"""The page of a one-time link: whoever opens it sets a password, or registers as the first 管理员."""

from urllib.parse import quote

from fastapi import FastAPI, Request, Response

from bot.actions.errors import CannotDo
from bot.actions.links import Link, link_of, set_by_link
from bot.actions.sign_in import In, sign_in
from bot.console.pages import LINK, ROOT, SIGN_IN
from bot.console.people import PEOPLE
from bot.console.room import Room
from bot.console.sign_in import StrangersForm, caller_of, enter
from bot.incoming import Sent
from content.passwords import SHORTEST
from content.people import Person

FIRST_IN = "口令已设好，并已登录。您是管理员：请在这里登记写稿、审核、发布的人，再给每人发一个登录链接。"
DIFFER = "两次输入的口令不一样，请重新输入。"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(LINK + "/{word}")
    def show(request: Request, word: str) -> Response:
        return _show(room, request, link_of(room.app, word, room.now))

    @pages.post(LINK + "/{word}")
    def set_password(request: Request, word: str, sent: StrangersForm) -> Response:
        link = link_of(room.app, word, room.now)
        if not room.is_from_here(request):
            return _show(room, request, link, sent, fault="这份表单不是从这一页提交的，请在这里设口令。")
        if sent.text("password") != sent.text("password-again"):
            return _show(room, request, link, sent, fault=DIFFER)
        first = Person(sent.text("name"), sent.text("unit"))
        try:
            person = set_by_link(room.app, word, sent.text("password"), first=first, now=room.now)
        except CannotDo as error:
            wrong = "".join(one.says for one in error.problems) or error.says
            return _show(room, request, link, sent, fault=wrong)
        return _go_in(room, request, person, sent.text("password"), is_first=not link.person)


def _go_in(room: Room, request: Request, person: Person, password: str, *, is_first: bool) -> Response:
    """Straight in; who has a second step signs in with it. Whoever is the first is shown where to register others."""
    came = sign_in(room.app, person.name, password, caller=caller_of(room, request, person.name), now=room.now)
    path, says = (PEOPLE, FIRST_IN) if is_first else ("/", "口令已设好，并已登录。")
    if not isinstance(came, In):
        return room.go(request, f"{SIGN_IN}?dao={quote(ROOT + path)}", "口令已设好，请登录。")
    answer = room.go(request, path, says)
    enter(room, request, answer, came)
    return answer


def _show(room: Room, request: Request, link: Link, sent: Sent | None = None, *, fault: str = "") -> Response:
    return room.show(
        request,
        "sign-in-link.html",
        status=400 if fault else 200,
        link=link,
        sent=sent or Sent(),
        shortest=SHORTEST,
        fault=fault,
    )
