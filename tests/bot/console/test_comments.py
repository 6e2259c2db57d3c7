"""Comments under articles in the browser: read, answered, shown to everybody; by whose task it is."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bot.actions.read_comments import read_comments
from bot.console.pages import ROOT
from tests.bot.account_office import SECRETS, account_office
from tests.bot.console.stage import PHONE, Stage, opened, words
from tests.browsing import STICKS_OUT, complaints, violations

CLERK = "陈十一"
ASKED = "什么时候开始检查？"


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setenv(*next(iter(SECRETS.items())))
    with account_office(tmp_path, database='"sqlite:///var/gongkai.db"') as office:
        office.wechat.follow()
        office.wechat.comment(office.published(), ASKED)
        office.later(timedelta(minutes=5))
        read_comments(office.app)
        with opened(office) as stage:
            yield stage


def test_a_comment_is_answered_shown_and_hidden_again_and_nothing_personal_goes_out(stage: Stage) -> None:
    with stage.seat(CLERK) as seat:
        assert ASKED in (page := seat.page("/pinglun"))
        assert "现在没有渠道读文章留言" not in page
        personal = seat.post("/pinglun/1/huifu", {"huifu": "请拨打13900000000。"})
        assert personal.status_code == 409
        assert "好像有个人信息" in personal.text
        assert "请拨打13900000000。" in personal.text
        assert "已回复" in seat.done("/pinglun/1/huifu", {"huifu": "三月起。"})
        assert "没有待办的文章留言" in seat.page("/pinglun")
        late = seat.post("/pinglun/1/huifu", {"huifu": "等通知。"})
        assert (late.status_code, "陈十一已经回复" in late.text, "等通知。" in late.text) == (409, True, True)
        assert "三月起。" in late.text
        assert "回复（陈十一）：三月起。" in words(seat.page("/pinglun", zt="quanbu", gaojian="2025-00001"))
        assert "已精选" in seat.done("/pinglun/1/jingxuan")
        assert "已取消精选" in seat.done("/pinglun/1/quxiao")
        assert "已撤回" in seat.done("/pinglun/1/chehui")
        assert ASKED in seat.page("/pinglun")
        assert seat.get("/pinglun/9").status_code == 400
    with stage.seat("张三") as seat:
        assert seat.get("/pinglun").status_code == 403
        assert seat.get("/pinglun/1").status_code == 403
        assert seat.post("/pinglun/1/jingxuan").status_code == 403


@pytest.mark.part("chromium")
def test_the_pages_of_comments_work_on_a_phone(stage: Stage, browser: Browser) -> None:
    with stage.window(browser, CLERK, PHONE) as page:
        errors = complaints(page)
        for path in ("/pinglun", "/pinglun/1"):
            page.goto(ROOT + path)
            assert violations(page) == {}, path
            assert page.evaluate(STICKS_OUT) <= 0, path
        assert errors == []
