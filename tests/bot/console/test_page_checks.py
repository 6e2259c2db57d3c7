"""What was found on public pages, in the browser: on the workbench, beside the channel, and what may be done."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bot.actions.look_at_pages import look_at_pages, look_now
from bot.cli.main import call
from bot.console.pages import ROOT
from channels.static import sandbox
from tests.bot.console.stage import PHONE, Stage, opened, words
from tests.bot.office import make_office
from tests.bot.test_engine import wait_until
from tests.bot.test_look_at_pages import BODY, served
from tests.browsing import STICKS_OUT, complaints, violations

KEY = "2025-00001.1@website"


@pytest.fixture
def stage(folder: Path) -> Iterator[Stage]:
    """With one item that is out, whose page somebody changed on the website."""
    office = make_office(folder)
    with sandbox.serving(folder / "var/site") as home:
        served(office, home.rstrip("/"))
        office.register()
        office.put_out(office.approved(office.item(body=BODY)))
        page = folder / "var/site/tzgg/2025/2025-00001.html"
        page.write_text(page.read_text("utf-8").replace("三月起", "四月起"), "utf-8")
        with opened(office) as stage:
            yield stage
        office.app.close()


def test_a_changed_page_comes_to_the_publisher_who_takes_note_of_it(stage: Stage) -> None:
    office = stage.office
    with stage.seat("周八") as publisher, stage.seat("张三") as writer:
        assert "还没有核对" in words(publisher.page("/gaojian/2025-00001"))
        for wait in (1, 10):
            office.later(timedelta(minutes=wait))
            look_at_pages(office.app)
        assert "网页与稿件不一致 1" in words(publisher.page("/"))
        assert f'href="{ROOT}/fabu/wangye/{KEY}"' in publisher.page("/")
        assert "网页与稿件不一致" not in writer.page("/")
        assert "网页核对 内容变了 没有了：“三月起" in words(publisher.page("/gaojian/2025-00001"))
        assert "内容变了 没有了：“三月起" in words(publisher.page("/fabu/wangye"))
        assert [way in publisher.page(f"/fabu/wangye/{KEY}") for way in ("/fabu/chehui/", "记下")] == [True, True]
        assert "由发布员处理" in writer.page(f"/fabu/wangye/{KEY}")
        assert writer.post(f"/fabu/wangye/zhidao/{KEY}", {"shuoming": "好。"}).status_code == 403
        long = publisher.post(f"/fabu/wangye/zhidao/{KEY}", {"shuoming": "长" * 201})
        assert (long.status_code, "最多 200 字" in long.text, "长" * 201 in long.text) == (409, True, True)
        assert "已记下" in publisher.done(f"/fabu/wangye/zhidao/{KEY}", {"shuoming": "网站值班室在改。"})
        assert "没有变动" in publisher.page("/fabu/wangye")
        assert "周八：网站值班室在改。" in words(publisher.page("/fabu/wangye", kan="zhidao"))
        assert "网页与稿件不一致" not in publisher.page("/")


def test_anybody_may_have_a_page_looked_at_again_and_sees_what_came_of_it(stage: Stage) -> None:
    with stage.seat("张三") as writer:
        seen = writer.done(f"/fabu/wangye/kan/{KEY}")
        assert "张三" in seen
        assert wait_until(lambda: "办好了" in writer.page(f"/fabu/wangye/{KEY}"))
        assert "内容变了。没有了：“三月起" in words(writer.page(f"/fabu/wangye/{KEY}"))
        assert writer.get("/fabu/wangye/2025-00001.9@website").status_code == 400
        stage.office.put_out(stage.office.approved(stage.office.video_item()))
        assert "这一页没有核对" in writer.page("/fabu/wangye/2025-00002.1@douyin")


def test_the_commands_tell_the_same(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    settings = ["--settings", str(stage.office.settings)]
    assert call(["pages", "list", *settings]) == 0
    assert call(["pages", "look", "2025-00001", *settings]) == 1
    assert "没有了：“三月起" in capsys.readouterr().out
    assert call(["pages", "list", "--json", *settings]) == 1
    assert f'"key": "{KEY}"' in capsys.readouterr().out
    assert call(["pages", "note", KEY, "--says", "在改。", "--by", "周八", *settings]) == 0
    assert call(["pages", "list", *settings]) == 0
    assert call(["pages", "list", "--noted", *settings]) == 0
    assert "周八：在改。" in capsys.readouterr().out
    assert call(["pages", "look", "2025-00009", *settings]) == 2


@pytest.mark.part("chromium")
def test_the_pages_work_on_a_phone(stage: Stage, browser: Browser) -> None:
    look_now(stage.office.app, KEY)
    with stage.window(browser, "周八", PHONE) as page:
        errors = complaints(page)
        for path in ("/fabu/wangye", f"/fabu/wangye/{KEY}", "/gaojian/2025-00001"):
            page.goto(ROOT + path)
            assert violations(page) == {}, path
            assert page.evaluate(STICKS_OUT) <= 0, path
        assert errors == []
