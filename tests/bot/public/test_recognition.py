"""Inside WeChat a browser is recognised without a question; elsewhere, and when that fails, the page works as well."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from bot.actions.forget import forget
from bot.app import App
from bot.web import make_web
from channels.loopback import serving
from channels.wechat.sandbox import APP_ID, SECRET, Sandbox
from content.registers.applications import Way
from tests.bot.office import NOW
from tests.bot.public.stage import APPLICATION, APPLICATIONS, LATER, LETTER, LETTERS, PROGRESS, hidden, numbered
from tests.channels.board import Clocked
from tests.databases import free_port

INSIDE = "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50"
OPENID = "oVISITOR0000000000000000001"
SETTINGS = """\
office: {{name: 示范高新区管委会, code: 12410000MB0000000X}}
database: "{database}"
engine: sqlite:///var/engine.db
files: var/files
media: [公众号]
channels:
  wechat: {{kind: wechat, medium: 公众号, app_id: {app_id}, secret: "${{WECHAT_SECRET}}", api_base: "{wechat}",
           verified: true, oauth: true, send_as: publish}}
chat: {{channel: wechat}}
public: {{base_url: "{home}"}}
demo: true
"""


@dataclass
class Place:
    app: App
    sandbox: Sandbox
    home: str
    clock: Clocked

    def browser(self, agent: str = INSIDE) -> httpx.Client:
        return httpx.Client(base_url=self.home, headers={"user-agent": agent, "origin": self.home}, timeout=30)

    def open(self, browser: httpx.Client, path: str) -> httpx.Response:
        """As a browser goes, over the platform's page and back."""
        answer = browser.get(path, follow_redirects=True)
        self.clock.on(LATER)
        return answer

    def send(self, browser: httpx.Client, path: str, fields: dict[str, str]) -> httpx.Response:
        token = hidden(self.open(browser, path), "once")
        return browser.post(path, data={"once": token, **fields}, follow_redirects=True)


@pytest.fixture
def place(tmp_path: Path, address: str) -> Iterator[Place]:
    port = free_port()
    home, clock = f"http://127.0.0.1:{port}", Clocked(NOW)
    with Sandbox() as sandbox:
        text = SETTINGS.format(database=address, app_id=APP_ID, wechat=sandbox.url, home=home)
        (tmp_path / "gongkai.yaml").write_text(text, encoding="utf-8")
        httpx.post(f"{sandbox.url}/__sandbox__/followers", json={"do": "follow", "openid": OPENID})
        with (
            App.open(tmp_path / "gongkai.yaml", clock=clock, environ={"WECHAT_SECRET": SECRET}) as app,
            serving(make_web(app), port),
        ):
            yield Place(app, sandbox, home, clock)


def test_a_followers_letter_is_theirs_and_needs_no_phone(place: Place) -> None:
    with place.browser() as browser:
        assert "您已通过微信识别" in place.open(browser, LETTERS).text
        receipt = place.send(browser, LETTERS, {**LETTER, "phone": ""})
        assert "没有留电话，只有用这个微信号、并且一直关注，才能查到" in receipt.text
        assert "后四位" not in receipt.text
        number = numbered(receipt)
        with place.app.store.read() as work:
            assert work.letters.get(number).visitor == OPENID
        mine = place.open(browser, PROGRESS)
        assert f"留言 {number}" in mine.text
        assert "待答复" in browser.post(PROGRESS, data={"number": number}).text
        assert OPENID not in mine.text


def test_a_followers_application_is_theirs_too(place: Place) -> None:
    with place.browser() as browser:
        number = numbered(place.send(browser, APPLICATIONS, APPLICATION))
        with place.app.store.read() as work:
            kept = work.applications.get(number)
        assert (kept.visitor, kept.draft.way) == (OPENID, Way.WECHAT)
        assert "待确认收到" in browser.post(PROGRESS, data={"number": number}).text


def test_a_follower_who_leaves_no_phone_is_told_how_the_application_is_asked_after(place: Place) -> None:
    with place.browser() as browser:
        receipt = place.send(browser, APPLICATIONS, {**APPLICATION, "phone": "", "email": "zhang@example.cn"}).text
    assert ("后四位" in receipt, "这个微信号" in receipt) == (False, True)


def test_who_leaves_the_account_is_known_in_none_of_their_browsers(place: Place) -> None:
    with place.browser() as browser, place.browser() as other:
        for one in (browser, other):
            assert "您已通过微信识别" in place.open(one, LETTERS).text
        with place.app.store.write() as work:
            forget(work, "oSOMEBODYELSE", place.clock.now)
        assert "您已通过微信识别" in browser.get(LETTERS).text
        page = browser.get(LETTERS)
        with place.app.store.write() as work:
            forget(work, OPENID, place.clock.now)
        place.clock.on(LATER)
        written = {**LETTER, "once": hidden(page, "once")}
        number = numbered(browser.post(LETTERS, data=written, follow_redirects=True))
        with place.app.store.read() as work:
            assert work.letters.get(number).visitor == ""
        assert f"留言 {number}" not in other.post(PROGRESS, data={"number": number}).text


def test_a_browser_that_keeps_no_cookies_sees_the_page_all_the_same(place: Place) -> None:
    with place.browser() as browser:
        for path in (LETTERS, f"{PROGRESS}?bianhao=12345678"):
            address = path
            for _ in range(4):
                answer = browser.get(address)
                browser.cookies.clear()
                if answer.status_code == 200:
                    break
                address = answer.headers["location"]
            assert answer.status_code == 200
            assert 'name="once"' in answer.text or 'value="12345678"' in answer.text


def test_who_is_sent_round_comes_back_to_the_very_address(place: Place) -> None:
    with place.browser() as browser:
        assert 'value="12345678"' in place.open(browser, f"{PROGRESS}?bianhao=12345678").text


def test_the_browser_keeps_a_random_name_that_no_page_and_no_script_sees(place: Place) -> None:
    with place.browser() as browser:
        answer = place.open(browser, LETTERS)
        set_at = [cookie for step in answer.history for cookie in step.headers.get_list("set-cookie")]
        kept = next(cookie for cookie in set_at if cookie.startswith("gk_visitor="))
        assert OPENID not in kept
        assert "HttpOnly" in kept
        assert "SameSite=lax" in kept
        assert "Path=/hd" in kept
        with place.app.store.read() as work:
            shelf = str(work.session.connection().exec_driver_sql("SELECT key, value FROM shelf").all())
        assert browser.cookies["gk_visitor"] not in shelf


def test_nobody_can_be_made_to_write_in_anothers_name(place: Place) -> None:
    with place.browser() as attacker, place.browser() as victim:
        away = attacker.get(LETTERS)
        back = httpx.get(away.headers["location"]).headers["location"]
        victim.get(LETTERS)
        answer = victim.get(back)
        assert answer.headers["location"] == "/hd/"
        assert "gk_visitor" not in victim.cookies


@pytest.mark.parametrize("more", ["code=stale", "code=", ""])
def test_where_the_platform_does_not_know_them_the_page_works_and_they_are_not_sent_round_again(
    place: Place, more: str
) -> None:
    with place.browser() as browser:
        away = browser.get(LETTERS)
        state = parse_qs(urlsplit(away.headers["location"]).query)["state"][0]
        assert browser.get(f"/hd/renzheng?state={state}&{more}").headers["location"] == LETTERS
        page = browser.get(LETTERS)
        assert page.status_code == 200
        assert "您已通过微信识别" not in page.text
        assert browser.get(f"/hd/renzheng?state={state}&{more}").headers["location"] == "/hd/"


def test_other_browsers_and_forms_that_come_in_are_never_sent_round(place: Place) -> None:
    with place.browser("Mozilla/5.0") as browser:
        assert browser.get(LETTERS).status_code == 200
        assert browser.get("/hd/renzheng?state=x&code=y").headers["location"] == "/hd/"
    with place.browser() as browser:
        assert browser.post(LETTERS, data=LETTER).status_code == 422
