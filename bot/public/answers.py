"""公开问答: questions and answers that were published with the consent of who asked."""

from fastapi import FastAPI, Response

from bot.public.pages import PAGES, ROOT
from bot.public.search import Leaf, page_number
from bot.public.window import Window
from bot.views.letters import published

PER_PAGE = 20
PATH = PAGES["问答"].path.removeprefix(ROOT)


def add_to(pages: FastAPI, window: Window) -> None:
    @pages.get(PATH)
    def show(page: str = "1") -> Response:
        number = page_number(page)
        found = published(window.app, PER_PAGE + 1, (number - 1) * PER_PAGE)
        leaf = Leaf(
            number,
            f"{ROOT}{PATH}?page={number - 1}" if number > 1 else "",
            f"{ROOT}{PATH}?page={number + 1}" if len(found) > PER_PAGE else "",
        )
        return window.show("answers.html", found=found[:PER_PAGE], leaf=leaf)
