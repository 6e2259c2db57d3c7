"""In a real browser, with and without scripts, on a desk and on a phone: driven as people do, and axe finds nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from content.letters import Did, State, Step
from tests.bot.office import make_office
from tests.bot.public.stage import LATER, LETTER, LETTERS, NUMBER, PROGRESS, PUBLIC, Stage, opened, picture
from tests.browsing import STICKS_OUT, complaints, violations

pytestmark = [pytest.mark.part("chromium"), pytest.mark.part("fonts")]

PHONE, DESK = 375, 1280
TOO_SMALL = """[...document.querySelectorAll('main button, main select, main input:not([type=hidden], .lure input)')]
    .filter(e => e.getBoundingClientRect().height < (e.matches('[type=radio],[type=checkbox]') ? 20 : 44))
    .map(e => e.outerHTML)"""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    office = make_office(tmp_path_factory.mktemp("public"), more=PUBLIC)
    office.register()
    office.put_out(office.approved(office.item("关于开展安全生产检查的通知")))
    with opened(office) as built:
        yield built
    office.app.close()


@dataclass
class Visit:
    """Somebody at a page."""

    page: Page
    stage: Stage

    def open(self, path: str) -> None:
        self.page.goto(self.stage.home + path)
        self.look()

    def press(self, words: str) -> None:
        """A while after the page was opened."""
        self.stage.office.later(LATER)
        self.page.get_by_role("main").get_by_role("button", name=words).first.click()
        self.page.wait_for_load_state()

    def look(self) -> None:
        """Nothing sticks out, and everything can be hit with a finger."""
        assert self.page.evaluate(STICKS_OUT) <= 0, self.page.url
        assert self.page.evaluate(TOO_SMALL) == [], self.page.url

    def says(self, words: str) -> None:
        self.look()
        assert words in self.page.inner_text("main"), self.page.inner_text("main")


@pytest.fixture(params=[(PHONE, True), (PHONE, False), (DESK, True)], ids=["phone", "phone without scripts", "desk"])
def visit(request: pytest.FixtureRequest, browser: Browser, stage: Stage) -> Iterator[Visit]:
    width, scripts = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    page = context.new_page()
    errors = complaints(page)
    yield Visit(page, stage)
    context.close()
    # A form that comes back is answered 422, which a console calls an error.
    assert [error for error in errors if "422" not in error and "404" not in error] == []


def test_a_letter_is_written_corrected_sent_and_asked_after(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    (tmp_path / "路灯.jpg").write_bytes(picture())
    visit.open(LETTERS)
    page.get_by_label("内容").fill(f"路灯不亮，请派人看看。{tmp_path}")
    page.get_by_label("附件").set_input_files(tmp_path / "路灯.jpg")
    visit.press("提交")
    visit.says("还没有提交成功")
    visit.says("已收到：路灯.jpg")
    page.get_by_label("投诉").check()
    page.get_by_label("联系电话").fill("13800000002")
    page.get_by_label("同意在隐去个人信息后").check()
    visit.press("提交")
    visit.says("留言已收到")
    number = page.inner_text(".number")
    page.get_by_role("link", name="查询办理进度").click()
    page.get_by_label("编号").fill(number)
    page.get_by_label("联系电话后四位").fill("0002")
    visit.press("查询")
    visit.says("待答复")


def test_an_answer_is_read_and_rated(visit: Visit, tmp_path: Path) -> None:
    number = visit.stage.number(LETTERS, {**LETTER, "text": f"{LETTER['text']}{tmp_path}"})
    with visit.stage.office.app.store.write() as work:
        work.letters.add_step(
            number, Step(Did.ANSWERED, "张三", visit.stage.office.now, "请带户口簿。\n周一到周五都可以。")
        )
        work.letters.change(number, state=State.ANSWERED)
    visit.open(PROGRESS)
    visit.page.get_by_label("编号").fill(number)
    visit.page.get_by_label("联系电话后四位").fill("0001")
    visit.press("查询")
    visit.says("请带户口簿。")
    visit.page.get_by_label("非常满意", exact=True).check()
    visit.press("提交评价")
    visit.says("谢谢您的评价。")


def test_an_application_begins_with_a_look_at_what_is_published(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    visit.open("/hd/shenqing")
    page.get_by_label("想要什么信息").fill("安全生产检查")
    visit.press("找一找")
    visit.says("关于开展安全生产检查的通知")
    page.get_by_role("link", name="填写申请表").first.click()
    visit.look()
    page.get_by_label("自然人").check()
    page.get_by_label("姓名或名称").fill("张三")
    visit.press("提交申请")
    visit.says("没有写证件号码")
    page.get_by_label("证件名称").select_option("护照")
    page.get_by_label("证件号码").fill("E00000000")
    page.get_by_label("联系电话").fill("13800000003")
    page.get_by_label("信息名称").fill(f"部门预算{tmp_path}"[-100:])
    page.get_by_label("电子文档").check()
    page.get_by_label("当面领取").check()
    visit.press("提交申请")
    visit.says("申请已提交")
    assert "依申请" in page.inner_text(".number")


@pytest.mark.parametrize("width", [320, 640], ids=["a desk at 400 %", "a desk at 200 %"])
def test_words_without_an_end_stay_on_a_page_made_large(visit: Visit, tmp_path: Path, width: int) -> None:
    page, long = visit.page, "W" * 90
    page.set_viewport_size({"width": width, "height": 400})
    (tmp_path / f"{long}.jpg").write_bytes(picture())
    (tmp_path / f"{long}.exe").write_bytes(b"MZ")
    visit.open(LETTERS)
    page.get_by_label("附件").set_input_files([tmp_path / f"{long}.jpg", tmp_path / f"{long}.exe"])
    visit.press("提交")
    visit.says(f"已收到：{long}.jpg")
    visit.open(f"/hd/sousuo?q={long}")
    visit.says("没有找到")
    visit.open(f"/hd/shenqing?q={long}")
    visit.open(PROGRESS)
    visit.open("/hd/shenqing/zhizhi")


def test_the_search_finds_and_says_what_to_do_when_it_does_not(visit: Visit) -> None:
    visit.open("/hd/")
    visit.page.get_by_role("main").get_by_role("link", name="信息搜索").click()
    visit.page.get_by_label("想找什么").fill("安全生产检查")
    visit.press("搜索")
    visit.says("共找到 1 条")
    visit.page.get_by_label("想找什么").fill("火星")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**q=%E7%81%AB%E6%98%9F*")
    visit.says("没有找到与“火星”有关的公开信息")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_axe_finds_nothing_on_any_page(browser: Browser, stage: Stage, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, bypass_csp=True)
    for path in ("/hd/", LETTERS, PROGRESS, "/hd/shenqing?q=安全生产", "/hd/shenqing/tianxie", "/hd/shenqing/zhizhi",
                 "/hd/sousuo?q=安全生产", "/hd/sousuo?q=火星", "/hd/wenda", "/hd/nowhere"):  # fmt: skip
        page.goto(stage.home + path)
        assert violations(page) == {}, path
    for path in (LETTERS, "/hd/shenqing/tianxie"):
        page.goto(stage.home + path)
        page.locator("main form button").last.click()
        page.wait_for_selector(".faults")
        assert violations(page) == {}, path
    page.close()


def test_the_keyboard_goes_from_a_fault_to_its_field(browser: Browser, stage: Stage) -> None:
    page = browser.new_page()
    page.goto(stage.home + LETTERS)
    page.locator("main form button").last.click()
    page.wait_for_selector(".faults")
    page.get_by_role("link", name="联系电话").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") in ("phone", "")
    assert page.url.endswith("#phone")
    page.close()


def test_what_somebody_wrote_is_no_script_to_the_browser(browser: Browser, stage: Stage) -> None:
    page = browser.new_page()
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.goto(stage.home + LETTERS)
    page.get_by_label("姓名").fill('"><img src=x onerror=alert(1)>')
    page.get_by_label("内容").fill("</textarea><script>alert(1)</script>")
    page.locator("main form button").last.click()
    page.wait_for_selector(".faults")
    assert page.get_by_label("姓名").input_value() == '"><img src=x onerror=alert(1)>'
    assert page.get_by_label("内容").input_value() == "</textarea><script>alert(1)</script>"
    page.goto(f"{stage.home}/hd/sousuo?q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    assert ran == []
    page.close()


def test_the_receipt_prints_as_a_slip(browser: Browser, stage: Stage) -> None:
    answer = stage.send(LETTERS, {**LETTER, "text": "打印回执用的一件留言。"})
    page = browser.new_page()
    page.goto(stage.home + answer.headers["location"])
    page.emulate_media(media="print")
    assert NUMBER.search(page.content())
    assert page.locator(".slip").is_visible()
    assert not page.locator("nav.bar").is_visible()
    assert not page.locator("main .no-print").first.is_visible()
    page.close()
