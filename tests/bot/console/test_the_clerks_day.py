"""The clerk's whole day in a real browser: from a Word file to four channels and the counts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from bot.console.pages import ROOT, SIGN_IN
from bot.demo import people
from bot.demo.console import PASSWORD, give_passwords
from bot.demo.reviewing import SECRECY
from bot.demo.samples import made_up_id_number
from bot.demo.stage import Stage, stage
from channels.handover_person import upload
from channels.packages import PAGE
from tests.bot.console.stage import DESKTOP, PHONE
from tests.browsing import STICKS_OUT, complaints, violations
from tests.channels.stages import video_bytes

TITLE = "一分钟看懂用电安全检查"
SECONDS = 60_000


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path / "demo") as set_up:
        people.register(set_up.app, set_up.app.clock())
        give_passwords(set_up.app)
        yield set_up


@contextmanager
def sitting(house: Stage, browser: Browser, name: str, *, phone: bool = False) -> Iterator[Page]:
    """Somebody who signs in with their password, works, and is told of no fault by the browser meanwhile."""
    size = PHONE if phone else DESKTOP
    context = browser.new_context(viewport=size, base_url=house.places["console"], accept_downloads=True)  # type: ignore[arg-type]
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(SECONDS)
    errors = complaints(page)
    page.goto(ROOT + SIGN_IN)
    page.get_by_label("姓名").fill(name)
    page.get_by_label("口令").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1, name="工作台")).to_be_visible()
    yield page
    assert errors == []
    context.close()


def word_file(folder: Path) -> Path:
    """As a unit hands it in: a heading, paragraphs, a table, and an identity number that must not be public."""
    document = Document()
    document.add_paragraph(TITLE)
    document.add_paragraph("三月起，辖区企业用电安全检查分两批进行，请各企业先行自查。")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("批次", "时间", "第一批", "三月上旬"), strict=True
    ):
        cell.text = text
    document.add_paragraph(f"联系人张三，身份证号{made_up_id_number()}。")
    path = folder / f"{TITLE}.docx"
    document.save(str(path))
    return path


@pytest.mark.part("chromium")
def test_a_clerks_day_from_a_word_file_to_the_counts(house: Stage, browser: Browser, tmp_path: Path) -> None:
    with sitting(house, browser, people.WRITER) as page:
        write(page, word_file(tmp_path), tmp_path)
    for name in (people.FIRST, people.SECOND, people.LAST):
        with sitting(house, browser, name) as page:
            pass_on(page, name)
    with sitting(house, browser, people.PUBLISHER) as page:
        publish(page)
        with sitting(house, browser, people.UPLOADER, phone=True) as small:
            for channel in ("shipinhao", "douyin"):
                hand_over(small, house, channel, tmp_path / channel)
        page.goto(ROOT + "/")
        expect(page.get_by_text("主动公开政府信息数总计4条")).to_be_visible()
        assert violations(page) == {}


def write(page: Page, word: Path, folder: Path) -> None:
    page.get_by_role("link", name="稿件", exact=True).click()
    page.get_by_role("link", name="新建稿件").click()
    page.get_by_label("选一个 .docx 文件").set_input_files(word)
    page.get_by_role("button", name="读入").click()
    expect(page.locator("#f-title")).to_have_value(TITLE)
    page.locator("#f-column").select_option("政策解读")
    page.get_by_label("成文日期").fill("2026-03-02")
    page.get_by_label("内容概述").fill("三月起分两批检查辖区企业的用电安全。")
    (folder / "自查.mp4").write_bytes(video_bytes(frame_rate=25))
    page.get_by_label("上传文件").set_input_files(folder / "自查.mp4")
    mend(page)
    hand_in(page)
    page.get_by_role("link", name="人工智能生成").first.click()
    page.get_by_label("人工智能生成").select_option("否")
    hand_in(page)
    page.get_by_role("button", name="送审").click()
    expect(page.get_by_text("审核中").first).to_be_visible()


def hand_in(page: Page) -> None:
    """The editor, where problems have links and the button has the same name, is left behind."""
    page.get_by_role("button", name="送审").click()
    expect(page.get_by_role("heading", name="送审：")).to_be_visible()


def mend(page: Page) -> None:
    """What blocks leads to its place; mended, it is gone."""
    body = page.locator("#f-body")
    problem = page.locator("#found-box").get_by_text("身份证").first
    expect(problem).to_be_visible()
    problem.click()
    body.fill(body.input_value().replace(f"，身份证号{made_up_id_number()}", ""))
    expect(problem).to_be_hidden()


def pass_on(page: Page, name: str) -> None:
    page.get_by_role("link", name="审核", exact=True).click()
    page.get_by_role("link", name=TITLE).click()
    if name == people.SECOND:
        page.get_by_label("保密审查结论").fill(SECRECY)
    for reason in page.get_by_label("保留：").all():
        reason.fill("已核对。")
    page.get_by_role("button", name="通过", exact=True).click()
    expect(page.locator("#said")).to_contain_text("通过")


def publish(page: Page) -> None:
    page.get_by_role("link", name="发布", exact=True).click()
    page.get_by_role("link", name="安排发布").click()
    page.get_by_role("button", name="下令发布").click()
    for channel in ("website", "wechat"):
        expect(page.locator(f"#{channel}").get_by_text("已公开")).to_be_visible()


def hand_over(page: Page, house: Stage, channel: str, folder: Path) -> None:
    """On a phone: claim it, fetch texts and files, put them up, bring the link back."""
    page.goto(f"{ROOT}/shangchuan?channel={channel}")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="领取").click()
    assert page.evaluate(STICKS_OUT) <= 0
    fetch(page, folder)
    link = upload(house.places[channel], folder)
    for declared in page.locator("[name=declared]").all():
        declared.check()
    page.get_by_label("作品链接").fill(link)
    page.get_by_role("button", name="确认已办好").click()
    expect(page.locator("#said")).to_contain_text("已公开，已计入台账")


def fetch(page: Page, folder: Path) -> None:
    """Every text and file of the task, as the phone's owner copies and saves them."""
    folder.mkdir()
    for text in page.locator(".copyable").all():
        name = text.locator("label").inner_text().split()[0]
        text.get_by_role("button", name="复制").click()
        (folder / f"{name}.txt").write_text(page.evaluate("navigator.clipboard.readText()"), encoding="utf-8")
    for link in page.get_by_role("link", name="保存到本机").all():
        with page.expect_download() as coming:
            link.click()
        coming.value.save_as(folder / coming.value.suggested_filename)
    (folder / PAGE).write_text(page.content(), encoding="utf-8")
