"""Public pages that are not as they should be: what was found, and what to do about it."""

from fastapi import FastAPI, Request, Response

from bot.actions.errors import CannotDo
from bot.actions.look_at_pages import look_now, silent_sites
from bot.actions.note_page import LONGEST, note_page
from bot.console.jobs import begin, job
from bot.console.once import new_word, once
from bot.console.pages import path
from bot.console.room import Room
from bot.console.sending.offers import may_publish, may_write
from bot.console.sending.showing import show
from bot.console.sending_paths import PAGES, page_path
from bot.console.signed import Form, Me, Posted, Signed
from bot.console.told import for_the_console
from bot.views.page_checks import NOTED, TOLD, in_words, page_shown, pages_told
from bot.words import query_of

LOOK, NOTE, WORD = f"{PAGES}/kan", f"{PAGES}/zhidao", "shuoming"
TABS = {TOLD: "要处理", NOTED: "已知道"}
EMPTY = {TOLD: "没有变动：看过的网页都与稿件一致，撤回的都已看不到。", NOTED: "没有记下“已知道”的网页。"}


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(PAGES)
    def listed(request: Request, me: Me, kan: str = "", ye: int = 1) -> Response:
        tab, page = kan if kan in TABS else TOLD, max(1, ye)
        found, more = pages_told(room.app, me.person, tab, page)
        return show(
            room,
            request,
            "pages.html",
            tabs=TABS,
            tab=tab,
            empty=EMPTY[tab],
            found=found,
            silent=silent_sites(room.app),
            in_words=in_words,
            page=page,
            more=more,
            query=lambda number: f"{path(PAGES)}{query_of(kan=tab, ye=str(number))}",
            tab_path=lambda name: f"{path(PAGES)}{query_of(kan=name)}",
        )

    @pages.get(PAGES + "/{key}")
    def one(request: Request, me: Me, key: str) -> Response:
        return _show(room, request, me, key)

    @pages.post(LOOK + "/{key}")
    def look(form: Posted, key: str) -> Response:
        page_shown(room.app, key)
        return once(room, form, lambda: _look(room, form, key))

    @pages.post(NOTE + "/{key}")
    def note(form: Posted, key: str) -> Response:
        def shown_again(error: CannotDo) -> Response:
            says = for_the_console(error.says)
            return _show(room, form.request, form.me, key, typed=form.text(WORD), fault=says)

        return once(room, form, lambda: _note(room, form, key), shown_again)


def _look(room: Room, form: Form, key: str) -> tuple[str, str]:
    def act() -> str:
        looked = in_words(look_now(room.app, key).check)
        return f"{looked.words}。{looked.says}"

    begin(room, _job(key), form.me.name, act)
    return page_path(key), ""


def _note(room: Room, form: Form, key: str) -> tuple[str, str]:
    note_page(room.app, form.me.name, key, form.text(WORD), now=room.now)
    return page_path(key), "已记下。同样的情况不再提醒；再有变化时还会提醒。"


def _job(key: str) -> str:
    return f"pages:look:{key}"


def _show(room: Room, request: Request, me: Signed, key: str, *, typed: str = "", fault: str = "") -> Response:
    found = page_shown(room.app, key)
    return show(
        room,
        request,
        "page.html",
        status=409 if fault else 200,
        found=found,
        now=in_words(found.check) if found.check else None,
        job=job(room, _job(key)),
        here_path=path(page_path(key)),
        look_path=f"{LOOK}/{key}",
        note_path=path(f"{NOTE}/{key}"),
        may=may_publish(room, me, found.edition.item),
        writes=may_write(me, found.edition.item),
        longest=LONGEST,
        typed=typed,
        fault=fault,
        once=new_word(),
    )
