"""What stays of what somebody wrote, for how long, and what is not handed in."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from starlette.requests import Request
from starlette.types import Message

from bot.actions.drafts import KEPT, clear_closed
from bot.console.pages import ROOT
from bot.console.signed import BOUNDS
from bot.incoming import Sent, Unreadable, read_form
from tests.bot.console.stage import Stage, words
from tests.bot.console.test_drafts import WRITTEN, begun
from tests.content.papers import picture

PASTED = """([html, plain]) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/html", html);
  const box = document.getElementById("f-text");
  box.setSelectionRange(box.value.length, box.value.length);
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard }));
  box.setRangeText(plain, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste" }));
}"""


def test_what_is_left_of_a_draft_goes_long_after_it_was_handed_in_or_thrown_away(stage: Stage) -> None:
    app, office = stage.office.app, stage.office
    with stage.seat("张三") as seat:
        dropped, handed_in, still_open = begun(seat), begun(seat), begun(seat)
        seat.done(f"{dropped}/shanchu")
        seat.done(handed_in, {**WRITTEN, "version": "1", "act": "save"})
        seat.done(f"{handed_in}/tijiao", {"version": "2"})
    office.later(KEPT - timedelta(minutes=1))
    assert clear_closed(app, office.now) == 0
    with stage.seat("张三") as seat:
        seat.post(f"{handed_in}/cun", {**WRITTEN, "body": "提交以后还写的。", "version": "2"})
        office.later(timedelta(minutes=2))
        assert clear_closed(app, office.now) == 1
        assert "满 30 天" in words(seat.get(dropped).text)
        assert "提交以后还写的。" in seat.page(f"{handed_in}/fuben/2")
        assert "还没有标题" in words(seat.page("/gaojian/caogao"))
        office.later(KEPT)
        assert clear_closed(app, office.now) == 1
        assert seat.get(f"{handed_in}/fuben/2").status_code != 200
    with stage.seat("张三") as seat:
        assert seat.get(still_open).status_code == 200


def test_a_draft_is_thrown_away_and_brought_back(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        path = begun(seat)
        assert "已删除" in seat.done(f"{path}/shanchu")
        assert "恢复" in words(seat.page(path))
        assert f"{ROOT}{path}" in seat.page("/gaojian/caogao")
        assert "已恢复" in seat.done(f"{path}/huifu")


def test_what_a_draft_began_with_and_what_was_replaced_within_minutes_can_be_had_back(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        path = begun(seat, **{"from": "text", "text": "各企业：请于三月底以前完成自查，并把自查表报综合办公室。"})
        other = {**WRITTEN, "body": "误贴进来的另外一篇文章，比原来的还要长，把原来写的整个盖掉了。", "version": "1"}
        assert seat.post(f"{path}/cun", other).status_code == 200
        assert "三月底以前完成自查" in seat.page(f"{path}/fuben/1")
        more = {**other, "body": other["body"] + "又写了一句。", "version": "2"}
        assert seat.post(f"{path}/cun", {**more, "summary": WRITTEN["summary"] * 2}).status_code == 200
        assert seat.post(f"{path}/cun", {**more, "summary": "", "version": "3"}).status_code == 200
        assert WRITTEN["summary"] * 2 in seat.page(f"{path}/fuben/2")
        assert seat.get(f"{path}/fuben/3").status_code == 200


def test_a_picture_without_words_is_not_handed_in(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        path = begun(seat)
        seat.post(f"{path}/wenjian", files=[("upload", ("检查 现场.png", picture(".png"), "image/png"))])
        seat.done(path, {**WRITTEN, "body": "检查现场：\n\n![](检查-现场.png)", "version": "1", "act": "save"})
        asked = seat.page(f"{path}/tijiao")
        assert "必须改 正文：图片“检查-现场.png”没有文字说明" in words(asked)
        assert '<button class="first">送审' not in asked
        refused = seat.post(f"{path}/tijiao", {"version": "2"})
        assert refused.status_code == 409
        assert words(refused.text).count("没有文字说明") == 1
        seat.done(path, {**WRITTEN, "body": "![两名检查员在看灭火器](检查-现场.png)", "version": "2", "act": "save"})
        assert "已送审" in seat.done(f"{path}/tijiao", {"version": "3"})


@pytest.mark.part("chromium")
def test_what_was_written_without_a_network_stays_until_somebody_decides(desk: Stage, browser: Browser) -> None:
    with desk.seat("张三") as seat:
        path = begun(seat)
    with desk.window(browser, "张三") as page:
        page.goto(ROOT + path)
        page.context.set_offline(True)
        page.fill("#f-body", "断网时写的")
        page.click("button[value=save]")
        page.wait_for_selector("#state:has-text('连不上服务器')")
        assert page.input_value("#f-body") == "断网时写的"
        page.close()
        again = page.context.new_page()
        page.context.set_offline(False)
        again.goto(ROOT + path)
        again.wait_for_selector("#rescue button:has-text('恢复它')")
        again.fill("#f-body", "没看提示，接着写的")
        again.wait_for_selector("#state:has-text('已保存')")
        again.reload()
        again.click("#rescue button:has-text('恢复它')")
        assert again.input_value("#f-body") == "断网时写的"
        again.click("button[value=submit]")
        again.wait_for_url("**/tijiao")
        assert again.evaluate("localStorage.length") == 0
        again.goto(f"{ROOT}/gaojian/xinjian")
        again.evaluate(PASTED, ["<p>先贴<b>一段</b></p>", "先贴一段"])
        again.evaluate(PASTED, ["<table><tr><td>甲</td><td>乙</td></tr></table>", "甲乙"])
        again.click("text=放进正文")
        again.wait_for_url("**/bianji/*")
        assert again.input_value("#f-body") == "先贴**一段**\n\n| 甲 | 乙 |\n| --- | --- |"
        again.set_viewport_size({"width": 375, "height": 812})
        again.press("#menu", "Space")
        assert again.is_visible("nav >> text=工作台")
        again.press("#menu", "Escape")
        assert not again.is_visible("nav >> text=工作台")


def test_a_large_file_of_staff_may_take_its_time() -> None:
    async def slowly() -> Message:
        await asyncio.sleep(0.05)
        return {"type": "http.request", "body": b"title=%E9%80%9A", "more_body": False}

    async def read(patience: float) -> Sent:
        kind = (b"content-type", b"application/x-www-form-urlencoded")
        scope = {"type": "http", "method": "POST", "headers": [kind]}
        return await read_form(Request(scope, slowly), replace(BOUNDS, patience=patience))

    with ThreadPoolExecutor(1) as beside:  # where the browser's own loop does not run
        late, in_time = (beside.submit(lambda p=p: asyncio.run(read(p))) for p in (0.01, BOUNDS.patience))
        assert in_time.result().text("title") == "通"
        with pytest.raises(Unreadable, match="太长"):
            late.result()
    assert BOUNDS.file / BOUNDS.patience < 1 << 18
