"""The preview and the package, by their links: on a phone, to whoever has the link, for a day, and to nobody else."""

import re
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage

from bot.actions.people import set_active
from bot.web import make_web
from channels.loopback import serving
from tests.bot.chat.staff.desk import Desk
from tests.browsing import STICKS_OUT, violations
from tests.content.papers import picture

BODY = """各有关企业：

三月起开展安全生产检查，请登陆[网站](https://www.example.gov.cn/)查看。

![检查组在车间查看设备](1.jpg)

| 时间 | 范围 | 责任单位 | 联系电话 | 备注 | 其他 |
|---|---|---|---|---|---|
| 三月三日 | 化工企业 | 安全监管科 | 0000-00000000 | 带齐台账和安全责任制文件 | 无 |
"""
BROKEN = "[...document.images].filter(image => !image.naturalWidth).map(image => image.src)"


@pytest.fixture
def home(desk: Desk) -> Iterator[str]:
    with serving(make_web(desk.office.app)) as address:
        yield address


def link_in(desk: Desk, home: str) -> str:
    """The link that was answered last, at the address where the house answers here."""
    return home + re.findall(r"https://hd\.example\.gov\.cn(/\S+)", desk.answered)[-1]


def submitted(desk: Desk) -> str:
    (desk.office.folder / "1.jpg").write_bytes(picture(".jpg", (900, 600)))
    return desk.office.submitted(desk.office.item(body=BODY))


def test_a_reviewer_sees_on_the_phone_what_every_channel_will_be_sent(desk: Desk, home: str) -> None:
    desk.goes(f"李四> 看 {submitted(desk)}")
    page = httpx.get(link_in(desk, home))
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in page.headers["x-robots-tag"]
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for words in ("政府网站", "微信公众号", "问题 ", "请留意", "检查组在车间查看设备", "内部预览，请勿转发", "审核中"):
        assert words in page.text
    pictures = dict.fromkeys(re.findall(r'src="(files/[^"]+)"', page.text))
    assert pictures
    for address in pictures:
        found = httpx.get(link_in(desk, home) + address)
        assert (found.status_code, found.headers["content-type"]) == (200, "image/jpeg")
        assert found.headers["cache-control"] == "no-store"


def test_whatever_a_channel_is_sent_along_can_be_opened(desk: Desk, home: str) -> None:
    desk.goes(f"李四> 看 {desk.office.submitted(desk.office.video_item())}")
    link = link_in(desk, home)
    files = set(re.findall(r'(?:src|href)="(files/[^"]+)"', httpx.get(link).text))
    (video,) = (address for address in files if address.endswith(".mp4"))
    assert all(httpx.get(link + address).status_code == 200 for address in files)
    part = httpx.get(link + video, headers={"range": "bytes=0-99"})
    assert (part.status_code, len(part.content)) == (206, 100)


def test_what_does_not_belong_to_the_text_is_not_to_be_had(desk: Desk, home: str) -> None:
    other = desk.office.app.files.keep(b"of another item", "另一篇.txt")
    desk.goes(f"李四> 看 {submitted(desk)}")
    link = link_in(desk, home)
    for path in (f"files/{other.path}", "files/../../gongkai.yaml", "files/aa/..%2f..%2fgongkai.db", "files/aa/x"):
        assert httpx.get(link + path).status_code == 404, path
    assert httpx.get(f"{home}/hd/yulan/{'x' * 32}/").status_code == 404
    assert httpx.get(link.replace("yulan", "cailiao")).status_code == 404


def test_the_link_ends_with_the_day_or_with_the_person(desk: Desk, home: str) -> None:
    ref = submitted(desk)
    desk.goes(f"李四> 看 {ref}")
    of_li = link_in(desk, home)
    desk.goes(f"王五> 看 {ref}")
    of_wang = link_in(desk, home)
    set_active(desk.office.app, "钱一", "李四", False, now=desk.office.now)
    assert httpx.get(of_li).status_code == 404
    assert httpx.get(of_wang).status_code == 200
    desk.office.later(timedelta(hours=25))
    gone = httpx.get(of_wang)
    assert gone.status_code == 404
    assert "链接已经失效" in gone.text


def test_a_draft_is_previewed_before_anybody_has_it(desk: Desk, home: str) -> None:
    desk.goes(f"""
        张三> 投稿
        张三> 关于开展安全生产检查的通知
        张三> 三月起开展检查。<script>alert(1)</script>
        张三> [图片 {desk.picture()}]
        张三> 检查组进厂
        张三> 完成
        张三> 1
        张三> 今天
        张三> 0
        机关< 看预览
    """)
    page = httpx.get(link_in(desk, home))
    assert page.status_code == 200
    assert "草稿，还没有送审" in page.text
    assert "<script" not in page.text
    assert "检查组进厂" in page.text


def claimed(desk: Desk) -> None:
    ref = desk.office.put_out(desk.office.approved(desk.office.video_item()))
    desk.goes(f"孙七> 领取 {ref}@shipinhao")


def test_the_package_is_there_while_it_is_claimed(desk: Desk, home: str) -> None:
    claimed(desk)
    link = link_in(desk, home)
    page = httpx.get(link)
    assert page.status_code == 200
    assert "一分钟看懂安全生产检查" in page.text
    assert "script-src 'sha256-" in page.headers["content-security-policy"]
    (video,) = re.findall(r'href="([^"]+\.mp4)"', page.text)
    part = httpx.get(link + video, headers={"range": "bytes=0-99"})
    assert (part.status_code, len(part.content)) == (206, 100)
    desk.goes("孙七> 放弃 2025-00001.1@shipinhao")
    assert httpx.get(link).status_code == 404
    assert httpx.get(link + video).status_code == 404


def complain(message: ConsoleMessage, errors: list[str]) -> None:
    if message.type == "error" and "favicon" not in str(message.location):
        errors.append(message.text)


@pytest.mark.part("chromium")
@pytest.mark.part("fonts")
@pytest.mark.parametrize("width", [375, 1280])
def test_both_are_usable_in_a_browser(browser: Browser, desk: Desk, home: str, width: int) -> None:
    desk.goes(f"李四> 看 {submitted(desk)}")
    preview = link_in(desk, home)
    claimed(desk)
    for name, link in (("preview", preview), ("package", link_in(desk, home))):
        page = browser.new_page(viewport={"width": width, "height": 800})
        errors: list[str] = []
        page.on("console", lambda message, errors=errors: complain(message, errors))
        page.goto(link)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(STICKS_OUT) <= 0, name
        assert page.evaluate(BROKEN) == [], name
        assert errors == [], name
        assert violations(page) == {}, name
        page.close()
