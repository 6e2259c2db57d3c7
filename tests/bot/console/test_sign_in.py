"""Signing in, as people do it in a browser without scripts."""

import re
from datetime import timedelta

import httpx
from argon2 import PasswordHasher

from bot.actions.links import make_link, set_by_link
from bot.actions.wrong_tries import count_try
from bot.console.pages import ROOT
from bot.limits import SIGN_INS, Limits
from tests.bot.console.stage import Seat, Stage, words

PASSWORD = "三只白鹭过河去 2025"


def give_password(stage: Stage, name: str = "张三", *, afresh: bool = False) -> None:
    office = stage.office
    word = make_link(office.app, "钱一", name, afresh=afresh, now=office.now)
    set_by_link(office.app, word, PASSWORD, now=office.now)


def enter(seat: Seat, name: str = "张三", password: str = PASSWORD, **more: str) -> httpx.Response:
    return seat.post("/denglu", {"name": name, "password": password, **more})


def try_wrongly(stage: Stage, name: str, times: int) -> None:
    for _ in range(times):
        count_try(stage.office.app, name, stage.office.now)


def test_who_signs_in_comes_to_the_page_they_wanted(stage: Stage) -> None:
    give_password(stage)
    with stage.seat() as seat:
        answer = seat.get("/", zt="1")
        assert answer.status_code == 303
        page = seat.http.get(answer.headers["location"]).text
        wanted = re.search('name="dao" value="([^"]+)"', page)
        assert wanted is not None
        answer = enter(seat, dao=wanted[1])
        assert (answer.status_code, answer.headers["location"]) == (303, f"{ROOT}/?zt=1")
        assert "httponly" in answer.headers["set-cookie"].lower()
        assert "张三" in words(seat.page("/"))
        assert seat.get("/denglu").status_code == 303


def test_nothing_told_differs_between_a_known_name_and_another(desk: Stage) -> None:
    give_password(desk)
    told = {}
    with desk.seat() as seat:
        for name in ("张三", "李四", "路人甲"):  # with a password, without, nobody
            first = words(enter(seat, name, "一个猜的口令啊啊").text)
            try_wrongly(desk, name, 4)
            told[name] = (first, words(enter(seat, name, "一个猜的口令啊啊").text))
        assert told["张三"] == told["李四"] == told["路人甲"]
        assert "姓名或口令不对" in told["张三"][0]
        assert "暂停登录，2025-03-04 09:15 以后再试" in told["张三"][1]
        assert "暂停登录" in words(enter(seat).text)
        desk.office.later(timedelta(minutes=15))
        assert enter(seat).status_code == 303


def test_each_further_five_wrong_tries_lock_twice_as_long(desk: Stage) -> None:
    give_password(desk)
    with desk.seat() as seat:
        try_wrongly(desk, "张三", 5)
        desk.office.later(timedelta(minutes=15))
        try_wrongly(desk, "张三", 5)
        assert "09:45" in words(enter(seat).text)


def test_strangers_lock_nobody_out_of_a_browser_she_signed_in_with_before(desk: Stage) -> None:
    give_password(desk)
    with desk.seat() as seat, desk.seat() as stranger, desk.seat() as thief:
        kept = enter(seat).headers.get_list("set-cookie")[1]
        assert kept.startswith("gongkai_known_")
        assert all(rule in kept for rule in ("HttpOnly", "Max-Age=15552000", f"Path={ROOT}", "SameSite=lax"))
        try_wrongly(desk, "张三", 5)
        assert "您以前登录过的浏览器不受影响" in words(enter(stranger).text)
        seat.post("/tuichu")
        assert enter(seat).status_code == 303
        assert "暂停登录" in words(enter(stranger).text)  # that she got in helps no stranger
        thief.http.headers["cookie"] = kept.partition(";")[0]
        for _ in range(5):
            assert "口令不对" in words(enter(thief, password="一个猜的口令啊啊").text)
        assert "暂停登录" in words(enter(thief).text)


def test_a_browser_is_known_no_more_when_the_password_is_another(desk: Stage) -> None:
    give_password(desk)
    with desk.seat() as seat:
        enter(seat)
        seat.post("/tuichu")
        desk.office.later(timedelta(minutes=1))
        give_password(desk)
        try_wrongly(desk, "张三", 5)
        assert "暂停登录" in words(enter(seat).text)


def test_one_address_cannot_try_without_end(desk: Stage) -> None:
    limits = Limits(desk.office.app.store.shelf, desk.office.app.store.hurried_shelf)
    with desk.seat() as seat:
        assert enter(seat).status_code == 403
        while limits.count(SIGN_INS, "127.0.0.1", desk.office.now):
            pass
        assert enter(seat).status_code == 429


def test_what_was_encoded_with_other_parameters_is_encoded_anew(desk: Stage) -> None:
    store = desk.office.app.store
    with store.write() as work:
        work.credentials.set_password(
            "张三", PasswordHasher(time_cost=1, memory_cost=1024).hash(PASSWORD), desk.office.now
        )
    with desk.seat() as seat:
        assert enter(seat).status_code == 303
    with store.read() as work:
        kept = work.credentials.of("张三").password
    assert "m=65536" in kept
    assert PasswordHasher().verify(kept, PASSWORD)
