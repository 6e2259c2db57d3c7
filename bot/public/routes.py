"""The public's pages as one application below `/hd`, which `gongkai serve` mounts beside the other doors."""

from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from starlette.exceptions import HTTPException

from bot.headers import Headers
from bot.incoming import Unreadable
from bot.public import answers, applications, letters, progress, search
from bot.public.pages import ROOT
from bot.public.visitors import BACK
from bot.public.window import Window
from channels import look

if TYPE_CHECKING:
    from bot.app import App

FOR_LONG = "public, max-age=31536000, immutable"
PARTS = (letters, progress, applications, search, answers)
SORRY = {404: "没有这一页。请从下面的入口进入。", 405: "这一页不能这样打开。请从下面的入口进入。"}


def add_to(web: FastAPI, app: "App") -> None:
    web.mount(ROOT, make_pages(app))


def make_pages(app: "App") -> FastAPI:
    """Everything below ROOT; its faults are told on pages of its own."""
    window = Window(app)
    pages = FastAPI(title="互动", docs_url=None, redoc_url=None, openapi_url=None)
    pages.add_middleware(Headers)
    _add_faults(pages, window)
    _add_frame(pages, window)
    for part in PARTS:
        part.add_to(pages, window)
    return pages


def _add_frame(pages: FastAPI, window: Window) -> None:
    @pages.get("/")
    def entrance() -> Response:
        return window.show("entrance.html")

    @pages.get("/style.css")
    def style() -> Response:
        return PlainTextResponse(window.style, headers={"Cache-Control": FOR_LONG}, media_type="text/css")

    @pages.get("/icon.svg")
    def icon() -> Response:
        return Response(look.ICON.read_bytes(), headers={"Cache-Control": FOR_LONG}, media_type="image/svg+xml")

    @pages.get(BACK)
    def come_back(request: Request) -> Response:
        return window.visitors.come_back(request, window.now)


def _add_faults(pages: FastAPI, window: Window) -> None:
    @pages.exception_handler(Unreadable)
    def unreadable(_: Request, error: Unreadable) -> Response:
        return _closing(window.sorry(error.status, error.says))  # the rest of what was sent is not read

    @pages.exception_handler(HTTPException)
    def refused(_: Request, error: HTTPException) -> Response:
        return window.sorry(error.status_code, SORRY.get(error.status_code, str(error.detail)))

    @pages.exception_handler(Exception)
    def broken(_: Request, __: Exception) -> Response:
        return _closing(window.sorry(500, "系统出了故障，这次没有办成。请过一会儿再试，或打电话联系我们。"))


def _closing(answer: Response) -> Response:
    """The server closes the connection after it: the browser is to know."""
    answer.headers["Connection"] = "close"
    return answer
