"""The workbench: to everybody what waits for them, and no more; it renews itself without disturbing anybody."""

import re

import pytest
from playwright.sync_api import Browser

from bot.actions.return_ import return_
from bot.console.pages import ROOT
from bot.views.outlook import look_out
from content.delivery import State
from tests.bot.console.stage import DESKTOP, PHONE, Stage, words
from tests.bot.console.test_every_page import faults_of


def test_each_step_of_an_item_is_on_the_workbench_of_whoever_is_to_take_it(stage: Stage) -> None:
    office = stage.office
    with stage.seat("张三") as writer, stage.seat("李四") as reviewer, stage.seat("周八") as publisher:
        ref = office.submitted()
        assert f'href="{ROOT}/shenhe/{ref}"' in reviewer.page("/")
        assert ref not in writer.page("/")
        assert [f'href="{ROOT}/gaojian/xinjian"' in seat.page("/") for seat in (writer, reviewer)] == [True, False]
        return_(office.app, "李四", ref, reason="请写明范围。", now=office.now)
        assert f'href="{ROOT}/gaojian/{ref[:10]}"' in writer.page("/")
        ref = office.approved(office.item(body="四月起开展检查。"), item_id=ref[:10])
        assert f'href="{ROOT}/fabu/banci/{ref}"' in publisher.page("/")
        office.put_out(ref)
        page = words(publisher.page("/"))
        assert "已批准，等发布" in page.partition("现在没有要办的")[2]
        assert "主动公开政府信息数总计1条。其中，通过政府网站公开信息1条。" in page
        assert re.search(r"政府网站 稍候 1 0 0", page)


def test_what_failed_or_is_in_doubt_is_shown_to_who_can_settle_it(desk: Stage) -> None:
    office = desk.office
    ref = office.put_out(office.approved(office.video_item()))
    with office.app.store.write() as work:
        for delivery, state in zip(work.deliveries.of_item(ref[:10]), (State.FAILED, State.UNCONFIRMED), strict=True):
            attempt = work.dispatches.get(delivery.dispatch_id).attempt
            work.dispatches.move(delivery.dispatch_id, attempt, list(State), state=state)
    with desk.seat("周八") as publisher, desk.seat("吴九") as other:
        page = publisher.page("/")
        assert f'href="{ROOT}/fabu/jindu/{ref}#website"' in page
        assert "结果不明，要人核实" in page
        assert ref not in other.page("/")


def test_the_engine_looks_at_the_channels_and_the_page_only_reads_what_it_saw(desk: Stage) -> None:
    office, written = desk.office, desk.office.item()
    written.write_text(written.read_text().replace("made_on: 2025-03-03", "made_on: 2025-01-02"))
    ref = office.approved(written)
    with desk.seat("周八") as publisher:
        assert "系统启动后一分钟内开始查看渠道状况。" in words(publisher.page("/"))
        look_out(office.app, office.now)
        page = words(publisher.page("/"))
        assert "渠道状况是 2025-03-04 09:00 查看的" in page
        assert "政府网站首页还没有内容" in page
        assert "应公开而没有公开 1" in page
        office.put_out(ref)
        look_out(office.app, office.now)
        page = words(publisher.page("/"))
        assert "政府网站首页" not in page
        assert "应公开而没有公开" not in page


def test_nothing_is_sent_where_nothing_changed(desk: Stage) -> None:
    with desk.seat("李四") as reviewer:
        again = re.search(rf'hx-get="{ROOT}(/gongzuotai)\?seen=(\w+)"', reviewer.page("/"))
        assert again is not None
        assert reviewer.get(again[1], seen=again[2]).status_code == 204
        ref = desk.office.submitted()
        answer = reviewer.get(again[1], seen=again[2])
        assert ref in answer.text
        assert "<html" not in answer.text


@pytest.mark.part("chromium")
def test_who_is_at_a_link_stays_there_when_the_cards_are_renewed(desk: Stage, browser: Browser) -> None:
    desk.office.put_out(desk.office.approved())
    with desk.window(browser, "李四") as page:
        page.goto(f"{ROOT}/")
        page.focus("#to-reviews")
        desk.office.submitted(desk.office.item("关于开展消防检查的通知"))
        page.evaluate(
            "htmx.ajax('GET', document.querySelector('#workbench').getAttribute('hx-get'), "
            "{target: '#workbench', swap: 'outerHTML'})"
        )
        page.wait_for_selector("#reviews-1")
        assert page.evaluate("document.activeElement.id") == "to-reviews"
    for size in (DESKTOP, PHONE):
        assert faults_of(desk, browser, "李四", "/", size=size) == []
