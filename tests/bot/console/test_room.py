"""What holds on every page: who is there, where a form is from, what the browser is told."""

import time

from bot.actions.people import add_person
from bot.console.pages import ROOT
from bot.console.signed import BY_ITSELF
from content.people import Person
from content.sessions import IDLE
from tests.bot.console.stage import Stage, words


def test_a_page_shows_who_is_signed_in_and_nothing_from_elsewhere(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        answer = seat.get("/")
        assert answer.status_code == 200
        assert "张三 综合办公室" in words(answer.text)
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"


def test_what_a_page_asks_for_by_itself_keeps_nobody_signed_in(desk: Stage) -> None:
    with desk.seat("张三") as seat, desk.seat("张三") as at_work:
        for _ in range(3):
            desk.office.later(IDLE / 2)
            seat.http.get(f"{ROOT}/", headers={BY_ITSELF: "1"})
            assert at_work.get("/").status_code == 200
        assert seat.get("/").status_code == 303


def test_no_page_waits_until_others_have_written_much(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        draft = seat.post("/gaojian/xinjian").headers["location"].removeprefix(ROOT)
        assert seat.get("/wode/liangbu").status_code == 200
        desk.office.later(IDLE / 2)
        with desk.office.app.store.write():
            began = time.monotonic()
            for path in ("/gaojian", draft, f"{draft}/zaichang", "/wode/liangbu", "/nianbao/jidu?year=2024&period=q1"):
                assert seat.get(path).status_code == 200
            assert time.monotonic() - began < 20  # who waits for the database does so for thirty
        assert seat.get("/gaojian").status_code == 200
        desk.office.later(IDLE * 0.9)
        assert seat.get("/gaojian").status_code == 200


def test_the_navigation_leads_nobody_to_what_they_may_not_open(desk: Stage) -> None:
    letters = f'href="{ROOT}/liuyan"'
    with desk.seat("张三") as seat:
        assert letters not in seat.page("/")
        assert seat.get("/liuyan").status_code == 403
    add_person(desk.office.app, "钱一", Person("冯一", "综合办公室", frozenset({"信箱员"})), desk.office.now)
    with desk.seat("冯一") as seat:
        assert letters in seat.page("/")
