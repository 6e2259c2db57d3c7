"""The pages of sending in a real browser: moving by themselves, by keyboard, on a phone, without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.actions.tidy import tidy
from bot.console.pages import ROOT
from tests.bot.console.sending_office import SendingOffice, sending_stage
from tests.bot.console.stage import PHONE, Stage
from tests.browsing import STICKS_OUT, complaints, violations

pytestmark = pytest.mark.part("chromium")


@pytest.fixture
def sending(folder: Path) -> Iterator[tuple[Stage, SendingOffice]]:
    with sending_stage(folder) as opened:
        yield opened


def test_from_the_order_to_the_public_link_without_reloading(
    sending: tuple[Stage, SendingOffice], browser: Browser
) -> None:
    stage, office = sending
    ref = office.approved()
    with stage.window(browser, "周八") as page:
        errors = complaints(page)
        page.goto(f"{ROOT}/fabu")
        page.get_by_role("link", name="安排发布").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="下令发布").press("Enter")
        website = page.get_by_role("region", name="政府网站")
        expect(website).to_contain_text("待发送")
        tidy(office.app)
        expect(website).to_contain_text("已公开", timeout=60_000)
        expect(website.get_by_role("link")).to_have_attribute(
            "href", "https://www.example.gov.cn/tzgg/2025/2025-00001.html"
        )
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="取消这个渠道的发送").click()
        expect(page.get_by_role("region", name="微信公众号")).to_contain_text("已取消")
        assert errors == []
    assert ref == "2025-00001.1"


def test_what_there_is_to_show_fits_and_is_accessible(sending: tuple[Stage, SendingOffice], browser: Browser) -> None:
    stage, office = sending
    doubtful = office.doubtful()
    late, soon = (office.approved(office.item(title)) for title in ("关于调整缴费标准的通知", "关于防汛值班的通知"))
    office.put_out(soon)
    with office.app.store.read() as work:
        doubt = work.deliveries.get(f"{doubtful}@wechat").dispatch_id
    paths = [
        *(f"/fabu/banci/{late}", f"/fabu/jindu/{doubtful}", f"/fabu/heshi/{doubt}"),
        *(f"/fabu/chehui/{soon.partition('.')[0]}", f"/fabu/tuisong/wechat/xin?gao={late}&gao={soon}", "/qudao/wechat"),
    ]
    faults = {}
    with stage.window(browser, "周八", PHONE) as page:
        for path in paths:
            page.goto(ROOT + path)
            if found := [*violations(page), *(["sticks out"] if page.evaluate(STICKS_OUT) > 0 else [])]:
                faults[path] = found
    assert faults == {}


def test_it_works_without_scripts(sending: tuple[Stage, SendingOffice], browser: Browser) -> None:
    stage, office = sending
    office.put_out(office.approved(office.item("甲通知")))
    office.put_out(office.approved(office.item("乙通知")))
    with stage.window(browser, "周八", PHONE, scripts=False) as page:
        page.goto(f"{ROOT}/fabu/tuisong/wechat")
        page.get_by_role("link", name="调整顺序、增减").click()
        page.get_by_role("link", name=re.compile("上移.*乙通知")).click()
        page.get_by_role("button", name="保存这次推送").click()
        expect(page.get_by_role("status")).to_contain_text("头条是《乙通知》")
