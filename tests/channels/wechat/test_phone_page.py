"""The phone in a real browser: a follower talks to a door through it, and its levers are pulled."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from channels.wechat.sandbox.followers import openid_of
from tests.browsing import STICKS_OUT, complaints, violations
from tests.channels.wechat.account import Office
from tests.channels.wechat.door import AES_KEY, TOKEN, Door, door
from tests.channels.wechat.test_images import picture

pytestmark = [pytest.mark.part("chromium"), pytest.mark.part("fonts")]

PHONE, DESK = 375, 1280
MENU = [
    {"name": "信息公开", "sub_button": [{"type": "click", "name": "搜索信息", "key": "搜索"}]},
    {"name": "官网", "type": "view", "url": "http://127.0.0.1:9/"},
    {"name": "扫一扫", "type": "scancode_push", "key": "x"},
]
FAULT = "该公众号暂时无法提供服务，请稍后再试"
URL = "https://www.example.gov.cn/1.html"
LINK = f'见<a href="{URL}">通知</a>，<script>alert(1)</script><a href="javascript:alert(1)">别点</a>'


@dataclass
class Held:
    """A page that shows the phone of 张三, the account behind it and the door it pushes to."""

    page: Page
    office: Office
    door: Door
    scripts: bool

    def open(self, query: str = "") -> None:
        self.page.goto(f"{self.office.sandbox.url}/phone{query}")
        self.look()

    def look(self) -> None:
        """Nothing sticks out, and axe, which is itself a script, finds nothing."""
        assert self.page.evaluate(STICKS_OUT) <= 0
        if not self.scripts:
            return
        assert violations(self.page) == {}

    def write(self, words: str) -> None:
        self.page.get_by_label("要说的话").fill(words)
        self.page.get_by_role("button", name="发送").click()

    def sees(self, words: str) -> None:
        expect(self.page.locator(".bubble, .note").filter(has_text=words).last).to_be_visible()

    def told(self, words: str) -> None:
        expect(self.page.locator("#levers")).to_contain_text(words)

    def pull(self, title: str, button: str) -> None:
        lever = self.page.locator(".lever").filter(has=self.page.get_by_role("heading", name=title, exact=True))
        lever.get_by_role("button", name=button).click()


@pytest.fixture(params=[(PHONE, True), (PHONE, False), (DESK, True)], ids=["phone", "phone without scripts", "desk"])
def held(request: pytest.FixtureRequest, at: Office, browser: Browser) -> Iterator[Held]:
    width, scripts = request.param
    with door() as opened:
        keys = {"callback": opened.url, "callback_token": TOKEN, "callback_aes_key": AES_KEY, "callback_mode": "safe"}
        at.sandbox.set(**keys, push_seconds=2.0)
        at.sandbox.make_menu_on_website(MENU)
        context = browser.new_context(viewport={"width": width, "height": 760}, java_script_enabled=scripts)
        context.set_default_timeout(30_000)
        page = context.new_page()
        errors = complaints(page)
        yield Held(page, at, opened, scripts)
        context.close()
        assert errors == []


def tell(office: Office, text: str) -> None:
    """A customer message, as the account sends it."""
    office.channel().tell(openid_of("张三"), text)


def test_a_follower_follows_presses_asks_and_is_answered(held: Held) -> None:
    held.open()
    held.door.answer = lambda message: {"event": "您好。", "text": LINK}.get(message.type, "收到。")
    held.page.get_by_role("button", name="关注公众号").click()
    held.sees("您好。")
    held.page.locator(".menu summary").click()
    held.page.get_by_role("button", name="搜索信息").click()
    held.sees("你点了菜单“搜索信息”")
    held.write("<b>居住证</b>怎么办")
    held.sees("<b>居住证</b>怎么办")
    held.sees("见通知")
    held.sees("<script>alert(1)</script>别点")
    assert held.page.locator(".bubble a").get_attribute("href") == URL
    assert held.page.locator("a[href^=javascript]").count() == 0
    assert [message.type for message in held.door.heard] == ["event", "event", "text"]
    assert "msg_signature" in held.door.queries[-1]
    held.told("文字“<b>居住证</b>怎么办”：第 1 次 HTTP 200")
    held.page.locator(".pushes summary").first.click()
    held.told("<MsgType><![CDATA[text]]></MsgType>")
    held.told("<Encrypt><![CDATA[")
    held.look()


def test_of_many_people_the_chosen_one_is_in_view(held: Held) -> None:
    for name in ("王五", "赵六", "钱一", "周八", "冯一", "吴十一"):
        act = f"{held.office.sandbox.url}/phone/act"
        httpx.post(act, data={"who": name, "do": "follow"}, headers={"origin": held.office.sandbox.url})
    for name in ("吴十一", "王五"):
        held.open(f"?who={name}")
        people = held.page.locator("header ul")
        expect(people.locator("li")).to_have_count(8)
        for left in (0, 9999):
            people.evaluate("(row, left) => { row.scrollLeft = left; }", left)
            row, chosen = people.bounding_box(), people.locator("[aria-current]").bounding_box()
            assert row
            assert chosen
            assert row["x"] <= chosen["x"]
            assert chosen["x"] + chosen["width"] <= row["x"] + row["width"]


def test_what_the_account_tells_later_arrives_by_itself(held: Held) -> None:
    held.office.sandbox.follow()
    held.open()
    held.write("路灯坏了")
    held.told("还能给张三发 5 条")
    tell(held.office, "路灯修好了。")
    if not held.scripts:
        held.page.reload()
    held.sees("路灯修好了。")
    expect(held.page.locator(".later")).to_have_count(1)
    held.told("还能给张三发 4 条")


def test_pictures_places_links_and_voice_are_sent(held: Held, tmp_path: Path) -> None:
    (tmp_path / "路灯.jpg").write_bytes(picture("JPEG"))
    (tmp_path / "路灯.txt").write_text("不是图片", encoding="utf-8")
    held.office.sandbox.follow()
    held.open()
    for label, file in (("发图片", "路灯.jpg"), ("发位置", ""), ("发链接", ""), ("发语音", ""), ("发图片", "路灯.txt")):
        if held.page.locator(".more[open]").count() == 0:
            held.page.locator(".more > summary").click()
        if file:
            held.page.get_by_label("图片", exact=True).set_input_files(tmp_path / file)
        with held.page.expect_response("**/phone/act"):
            held.page.get_by_role("button", name=label).click()
    held.sees("科学大道100号")
    held.told("图片只能是 JPG、PNG、GIF")
    assert [message.type for message in held.door.heard[1:]] == ["image", "location", "link", "voice"]
    assert held.page.locator(".bubble img").evaluate("image => image.naturalWidth") > 0


def test_a_page_of_the_menu_opens_and_the_door_is_told(held: Held) -> None:
    held.office.sandbox.follow()
    held.open()
    sent = httpx.get(f"{held.office.sandbox.url}/phone/open?who=张三&at=1", trust_env=False)
    assert (sent.status_code, sent.headers["location"]) == (303, "http://127.0.0.1:9/")
    ends = time.monotonic() + 30
    while held.door.heard[-1].event != "view":  # after the browser was sent on
        assert time.monotonic() < ends
        time.sleep(0.01)
    assert held.page.locator(".menu > li > a").inner_text().startswith("官网")
    assert held.page.locator(".dead").is_visible()  # what only a real phone can do


def test_several_followers_have_phones_of_their_own(held: Held) -> None:
    held.office.sandbox.follow()
    held.office.sandbox.say("我是张三")
    held.open()
    held.sees("我是张三")
    held.page.get_by_role("link", name="李四").click()
    expect(held.page.get_by_text("李四没有关注这个公众号。")).to_be_visible()
    assert held.page.get_by_text("我是张三").count() == 0
    held.page.get_by_label("另一个人的名字").fill("王五")
    held.page.get_by_role("button", name="换", exact=True).click()
    held.page.get_by_role("button", name="关注公众号").click()
    held.sees("好的。")
    assert openid_of("王五") == held.door.heard[-1].source


def test_a_slow_door_is_asked_three_times_and_then_it_is_said(held: Held) -> None:
    held.office.sandbox.follow()
    held.office.sandbox.set(push_seconds=0.3)
    held.open()
    held.page.get_by_label("晚几秒").fill("9")
    held.pull("应答慢", "改")
    held.told("应答晚 9 秒")
    held.write("有人吗")
    held.sees(FAULT)
    held.told("第 1 次请求超时，第 2 次请求超时，第 3 次请求超时")
    assert len({message.id for message in held.door.heard[1:]}) == 1
    held.look()


def test_the_levers_of_trouble_do_what_they_say(held: Held) -> None:
    held.office.sandbox.follow()
    held.open()
    held.write("你好")
    held.told("文字“你好”：第 1 次 HTTP 200")
    held.sees("好的。")
    held.pull("重复推送", "再推一次")
    held.told("上一条原样又推送了一次。")
    assert held.door.heard[-1].id == held.door.heard[-2].id
    held.pull("用完额度", "用完")
    held.told("额度用完了，一条也不能发")
    held.pull("拒收消息", "拒收")
    held.told("张三拒收，不能发")
    held.pull("静默一分钟（MarkFail）", "开始静默")
    held.told("静默到")
    held.write("听得到吗")
    held.sees(FAULT)
    held.told("MarkFail：一分钟内不推送")
    held.pull("静默一分钟（MarkFail）", "提前结束")
    held.pull("断网", "断开")
    held.told("断网，推送到不了服务器")
    held.write("现在呢")
    held.told("第 3 次连不上")
    held.pull("断网", "恢复")
    held.told("网络恢复。")
    held.pull("核对推送地址", "核对")
    held.told("核对通过")


def test_articles_are_read_and_commented_on(held: Held) -> None:
    held.office.sandbox.set(comments=True)
    held.office.sandbox.follow()
    channel = held.office.channel(comments=True, need_open_comment=True)
    (receipt,) = held.office.live(channel, held.office.dispatch())
    held.open("?who=张三&show=articles")
    expect(held.page.get_by_role("link", name="第 1 号通知")).to_be_visible()
    held.page.get_by_label("留言", exact=True).fill("写得<好>")
    held.pull("给文章留言", "写留言")
    held.told("留言写好了")
    article, place = channel.article_of(receipt.evidence)
    (comment,) = channel.comments(article, place)
    channel.elect(article, place, comment.comment_id, yes=True)
    channel.reply_to(article, place, comment.comment_id, "谢谢")
    held.page.goto(receipt.url)
    expect(held.page.locator(".said")).to_contain_text("写得<好>")
    expect(held.page.locator(".said")).to_contain_text("作者回复：谢谢")


@pytest.mark.parametrize("held", [(PHONE, True), (DESK, True)], indirect=True, ids=["phone", "desk"])
def test_the_menu_is_pressed_with_the_keyboard_alone(held: Held) -> None:
    held.office.sandbox.follow()
    held.open()
    held.page.get_by_label("要说的话").focus()
    held.page.keyboard.type("你好")
    held.page.keyboard.press("Enter")
    held.sees("你好")
    held.page.locator(".menu summary").focus()
    held.page.keyboard.press("Enter")
    held.page.keyboard.press("Escape")
    expect(held.page.get_by_role("button", name="搜索信息")).to_be_hidden()
    held.page.keyboard.press("Enter")
    held.page.keyboard.press("Tab")
    held.page.keyboard.press("Enter")
    held.sees("你点了菜单“搜索信息”")


def test_another_page_in_the_browser_cannot_act_here(at: Office) -> None:
    acts = {"who": "张三", "do": "follow"}
    for headers in ({"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"host": "www.example.com"}):
        for path in ("act", "lever"):
            refused = httpx.post(f"{at.sandbox.url}/phone/{path}", data=acts, headers=headers, trust_env=False)
            assert refused.status_code == 403
    assert at.sandbox.chat() == []
