"""The console as one application below `/gzt`, which `gongkai serve` mounts beside the other doors."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from bot.actions.errors import NotAllowed, WrongUse
from bot.console import (
    account,
    applications,
    comments,
    dictionaries,
    drafts,
    editor,
    history,
    holidays,
    item,
    items,
    letters,
    links,
    log,
    log_verify,
    menu,
    page_checks,
    people,
    press,
    press_form,
    press_table,
    previews,
    registers,
    report,
    review,
    review_batch,
    review_page,
    sending,
    settings,
    sheet,
    sign_in,
    static,
    upload_confirm,
    uploads,
    versions,
    workbench,
)
from bot.console.pages import ROOT
from bot.console.room import Room
from bot.console.signed import NotFromHere, NotSignedIn
from bot.console.told import for_the_console, problem_for_the_console
from bot.headers import Headers
from bot.incoming import Unreadable
from content.problems import InWords
from content.store.store import is_trouble

if TYPE_CHECKING:
    from bot.app import App

RULES: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data: blob:; "
        "media-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
    ),
    "X-Frame-Options": "SAMEORIGIN",
    "X-Robots-Tag": "noindex, nofollow",
}
PARTS = (
    workbench,
    account,
    people,
    drafts,
    editor,
    previews,
    items,
    log,
    log_verify,
    sending,
    page_checks,
    uploads,
    upload_confirm,
    press,
    press_form,
    press_table,
    history,
    settings,
    menu,
    holidays,
    dictionaries,
    letters,
    comments,
    applications,
    item,
    versions,
    sheet,
    review,
    review_batch,
    review_page,
    registers,
    report,
)
"""Each part's `add_to(pages, room)` adds its routes; `Me` and `Posted` in their parameters ask who is there."""
SORRY = {404: "没有这一页，或您要找的已经不在了。", 405: "这一页不能这样打开。"}
NOT_FROM_HERE = "这份表单不是从现在登录的页面提交的，没有办理。请核对下面的内容，再提交一次。"
BROKEN = "系统出了故障，这次没有办成。请过一会儿再试；再不行，请告诉管理员现在的时间和这一页的网址。"


def add_to(web: FastAPI, app: "App") -> None:
    pages = make_console(app)
    web.state.room = pages.state.room
    web.mount(ROOT, pages)


def make_console(app: "App") -> FastAPI:
    """Everything below ROOT; its faults are told on pages of its own."""
    room = Room(app)
    pages = FastAPI(title="工作台", docs_url=None, redoc_url=None, openapi_url=None)
    pages.state.room = room
    pages.add_middleware(Headers, own=RULES)
    _add_faults(pages, room)
    _add_doubts(pages, room)
    static.add_to(pages)
    sign_in.add_to(pages, room)
    links.add_to(pages, room)
    for part in PARTS:
        part.add_to(pages, room)
    return pages


def _add_faults(pages: FastAPI, room: Room) -> None:
    @pages.exception_handler(Unreadable)
    def unreadable(request: Request, error: Unreadable) -> Response:
        answer = room.sorry(request, error.status, error.says)
        answer.headers["Connection"] = "close"  # the rest of what was sent is not read
        return answer

    @pages.exception_handler(InWords)
    def refused(request: Request, error: InWords) -> Response:
        problems = [problem_for_the_console(one) for one in getattr(error, "problems", ())]
        return room.sorry(request, _status(error), for_the_console(error.says), problems=problems)

    @pages.exception_handler(HTTPException)
    def not_there(request: Request, error: HTTPException) -> Response:
        return room.sorry(request, error.status_code, SORRY.get(error.status_code, str(error.detail)))

    @pages.exception_handler(RequestValidationError)
    def unreadable_address(request: Request, error: RequestValidationError) -> Response:  # noqa: ARG001  # in English
        return room.sorry(request, 404, SORRY[404])

    @pages.exception_handler(Exception)
    def broken(request: Request, error: Exception) -> Response:
        says = "数据库现在连不上或写不进去，这次没有办成。请告诉管理员，过一会儿再试。" if is_trouble(error) else BROKEN
        return room.sorry(request, 500, says)


def _add_doubts(pages: FastAPI, room: Room) -> None:
    """Who is not signed in, and forms whose proof is missing: what was written is kept in the page."""

    @pages.exception_handler(NotSignedIn)
    def stranger(request: Request, error: NotSignedIn) -> Response:
        return sign_in.first(room, request, error.sent)

    @pages.exception_handler(NotFromHere)
    def doubtful(request: Request, error: NotFromHere) -> Response:
        return sign_in.again(room, request, error.sent, NOT_FROM_HERE)


def _status(error: InWords) -> int:
    if isinstance(error, NotAllowed):
        return 403
    return 400 if isinstance(error, WrongUse) else 409
