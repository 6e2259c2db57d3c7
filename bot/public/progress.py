"""进度查询: how far a letter or an application is, by its number and the phone left with it; and rating an answer."""

from fastapi import FastAPI, Request, Response

from bot.actions.errors import CannotDo
from bot.actions.rate_letter import rate_on_page
from bot.incoming import FormSent, Sent
from bot.public.forms import NOT_FROM_HERE
from bot.public.pages import PAGES, ROOT
from bot.public.window import Window
from bot.views import applications, letters, numbers
from content.letters import Asker, number_in

PATH = PAGES["查询"].path.removeprefix(ROOT)
LONGEST_TAIL = 30
"""Somebody may write the whole telephone number."""
RATE = f"{PATH}/pingjia"
STARS = {"5": "非常满意", "4": "满意", "3": "基本满意", "2": "不满意", "1": "非常不满意"}


def add_to(pages: FastAPI, window: Window) -> None:
    @pages.get(PATH)
    def show(request: Request, bianhao: str = "") -> Response:
        now = window.now
        if (away := window.visitors.send_round(request, now)) is not None:
            return away
        return _ask(window, request, number=bianhao[:40])

    @pages.post(PATH)
    def ask(request: Request, sent: FormSent) -> Response:
        if not window.is_from_here(request):
            return window.sorry(403, NOT_FROM_HERE)
        return _found(window, request, sent)

    @pages.post(RATE)
    def rate(request: Request, sent: FormSent) -> Response:
        if not window.is_from_here(request):
            return window.sorry(403, NOT_FROM_HERE)
        return _rated(window, request, sent)


def _ask(window: Window, request: Request, *, number: str = "", says: str = "") -> Response:
    """The question, and what a visitor who is known wrote."""
    visitor = window.visitors.of(request, window.now)
    return window.show(
        "progress.html",
        status=422 if says else 200,
        number=number,
        says=says,
        known=bool(visitor),
        letters=letters.mine(window.app, visitor) if visitor else [],
        applications=applications.progress_of(window.app, visitor) if visitor else [],
    )


def _found(window: Window, request: Request, sent: Sent, *, thanks: bool = False, says: str = "") -> Response:
    number, tail = sent.text("number")[:40], sent.text("tail")[:LONGEST_TAIL]
    if not number:
        return _ask(window, request, says="请填写编号。")
    try:
        asker, who = _asker(window, request, tail), window.address(request)
        found = numbers.progress(window.app, number, asker, who=who, now=window.now)
    except CannotDo as refused:
        return _ask(window, request, number=number, says=refused.says)
    if isinstance(found, letters.Progress):
        return window.show("letter-progress.html", letter=found, tail=tail, stars=STARS, thanks=thanks, says=says)
    return window.show("application-progress.html", application=found)


def _rated(window: Window, request: Request, sent: Sent) -> Response:
    if sent.text("stars") not in STARS:
        return _found(window, request, sent, says="请先选满意程度，再提交评价。")
    asker = _asker(window, request, sent.text("tail")[:LONGEST_TAIL])
    try:
        rate_on_page(
            window.app,
            number_in(sent.text("number")[:40]),
            asker,
            who=window.address(request),
            stars=int(sent.text("stars")),
            words=sent.text("words"),
            now=window.now,
        )
    except CannotDo as refused:
        return _ask(window, request, number=sent.text("number")[:40], says=refused.says)
    return _found(window, request, sent, thanks=True)


def _asker(window: Window, request: Request, tail: str) -> Asker:
    return Asker(visitor=window.visitors.of(request, window.now), tail=tail)
