"""信息搜索: what is published, in people's own words."""

from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response

from bot.incoming import clean
from bot.limits import SEARCHED
from bot.public.pages import PAGES, ROOT
from bot.public.window import Window
from bot.views.search import search
from content.search.hits import Found

PER_PAGE = 10
LAST_PAGE = 100
LONGEST_QUESTION = 100
PATH = PAGES["搜索"].path.removeprefix(ROOT)
TOO_OFTEN = "查得太频繁了，请过几分钟再试。"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of results: its number from 1, and the addresses of its neighbours ("" = none)."""

    number: int
    newer: str = ""
    older: str = ""


def add_to(pages: FastAPI, window: Window) -> None:
    @pages.get(PATH)
    def show(request: Request, q: str = "", page: str = "1") -> Response:
        words = clean(q).strip()[:LONGEST_QUESTION]
        if not words:
            return window.show("search.html", words="", found=None, leaf=Leaf(1), says="")
        if not window.limits.look(SEARCHED, window.address(request), window.now):
            return window.show("search.html", status=429, words=words, found=None, leaf=Leaf(1), says=TOO_OFTEN)
        number, found = _found(window, words, page_number(page))
        return window.show("search.html", words=words, found=found, leaf=_leaf(words, number, found.total), says="")


def _found(window: Window, words: str, number: int) -> tuple[int, Found]:
    """A page of what is found, with its number: beyond the last one there is the last one."""
    found = search(window.app, words, limit=PER_PAGE, skip=(number - 1) * PER_PAGE)
    last = _last(found.total)
    if found.hits or number <= last or not last:
        return number, found
    return last, search(window.app, words, limit=PER_PAGE, skip=(last - 1) * PER_PAGE)


def _last(total: int) -> int:
    return min(-(-total // PER_PAGE), LAST_PAGE)


def page_number(text: str) -> int:
    """A page's number from an address that anybody may have typed."""
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 5 else 1


def _leaf(words: str, number: int, total: int) -> Leaf:
    last = _last(total)
    return Leaf(
        number,
        _address(words, number - 1) if number > 1 else "",
        _address(words, number + 1) if number < last else "",
    )


def _address(words: str, number: int) -> str:
    return f"{PAGES['搜索'].path}?{urlencode({'q': words, 'page': number})}"
