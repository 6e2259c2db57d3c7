"""What somebody wrote while their session ended, or in a form of another session, is there after signing in."""

import html
import re

import httpx
import pytest
from playwright.sync_api import Browser

from bot.console.pages import ROOT
from bot.console.signed import csrf_of
from content.sessions import IDLE
from tests.bot.console.stage import DESKTOP, Seat, Stage, words
from tests.bot.console.test_every_page import faults_of
from tests.bot.console.test_sign_in import PASSWORD, give_password

FORM = {"name": "郑一", "unit": "综合办公室\n二楼 <b>", "role": ["信息员", "统计"], "once": "a-word"}


def fields_of(page: str, form: int = 0) -> list[tuple[str, str]]:
    """What a browser would send of the page's first form in its main part."""
    main = page.partition("<main")[2]
    text = re.findall(r"<form.*?</form>", main, re.DOTALL)[form]
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text)
    areas = re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', text, re.DOTALL)
    return [(html.unescape(name), html.unescape(value)) for name, value in (*hidden, *areas)]


def send(seat: Seat, path: str, fields: list[tuple[str, str]]) -> httpx.Response:
    parts = [(name, (None, value.encode())) for name, value in fields]
    return seat.http.post(path, files=parts)  # as multipart/form-data, a file or not


def test_the_form_goes_along_through_signing_in_and_is_sent_with_one_click(stage: Stage) -> None:
    give_password(stage, "钱一")
    with stage.seat("钱一") as seat:
        stage.office.later(IDLE)
        first = seat.post("/renyuan/xinzeng", FORM)
        assert first.status_code == 401
        assert "您写的内容都在" in words(first.text)
        second = send(
            seat, f"{ROOT}/denglu", [*fields_of(first.text), ("name", "钱一"), ("password", "错的口令错的口令")]
        )
        assert "姓名或口令不对" in words(second.text)  # a slip on the way loses nothing either
        third = send(seat, f"{ROOT}/denglu", [*fields_of(second.text), ("name", "钱一"), ("password", PASSWORD)])
        assert "再提交一次" in words(third.text)
        kept = fields_of(third.text)
        assert [value for name, value in kept if name == "role"] == ["信息员", "统计"]
        assert ("unit", FORM["unit"]) in kept
        assert send(seat, f"{ROOT}/renyuan/xinzeng", kept).status_code == 303
        assert "郑一" in words(seat.page("/renyuan"))


def test_a_form_of_an_earlier_session_is_offered_again_and_one_of_another_site_is_not(desk: Stage) -> None:
    with desk.seat("钱一") as seat:
        stale = seat.post("/renyuan/xinzeng", {**FORM, "csrf": csrf_of("another session")})
        assert (stale.status_code, "以钱一的名义提交" in words(stale.text)) == (403, True)
        assert ("csrf", csrf_of(seat.word)) in fields_of(stale.text)
        foreign = seat.post("/renyuan/xinzeng", FORM, origin="https://elsewhere.example", sec_fetch_site="cross-site")
        assert (foreign.status_code, "的名义提交" in words(foreign.text)) == (403, False)
    with desk.seat() as seat:  # nor does it go along with whoever signs in
        foreign = seat.post("/renyuan/xinzeng", FORM, origin="https://elsewhere.example", sec_fetch_site="cross-site")
        assert (foreign.status_code, "郑一" in foreign.text) == (303, False)


def test_passwords_and_files_do_not_go_along(desk: Stage) -> None:
    with desk.seat() as seat:
        answer = seat.post("/wode/kouling", {"password-former": "旧口令旧口令旧口令"})
        assert (answer.status_code, "旧口令" in answer.text) == (303, False)
        page = seat.post(
            "/kanbo/dengji", {"title": "一条"}, files=[("clipping", ("a.png", b"x" * 99, "image/png"))]
        ).text
        assert ("carried-file", "clipping") in fields_of(page)


def test_a_script_is_told_and_its_page_stays(desk: Stage) -> None:
    with desk.seat() as seat:
        for headers in ({"hx_request": "true"}, {"x_csrf": "of before"}):
            answer = seat.post("/renyuan/xinzeng", FORM, **headers)
            assert answer.status_code == 401
            assert "<main" not in answer.text
            assert "在新窗口登录" in words(answer.text)


@pytest.mark.part("chromium")
def test_in_a_browser_the_page_of_the_kept_form_is_accessible_and_sends_it(desk: Stage, browser: Browser) -> None:
    give_password(desk, "钱一")
    with desk.window(browser, "钱一", DESKTOP, scripts=False) as page:
        page.goto(f"{ROOT}/renyuan/xinzeng")
        page.fill("#f-name", "郑一")
        page.fill("#f-unit", "综合办公室")
        page.check("text=统计")
        desk.office.later(IDLE)
        page.click("main button")
        page.fill("#f-name", "钱一")
        page.fill("#f-password", PASSWORD)
        page.click("main button")
        page.click("text=以钱一的名义提交")
        assert "已登记郑一" in page.inner_text("main")
    assert faults_of(desk, browser, "钱一", "/renyuan/ren/郑一", size=DESKTOP) == []
