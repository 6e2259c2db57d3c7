"""What is special about Wagtail: text that it does not take as it is, pages that lie below other pages."""

from typing import Any

import pytest
import yaml

from channels.channel import Seen, Sight
from content.receipt import Standing

from .conftest import Open
from .newsroom import CHANNEL, Newsroom
from .wire import Fault

pytestmark = pytest.mark.parametrize("_running", ["wagtail"], indirect=True)


def test_what_rich_text_does_not_take_is_told(newsrooms: Open) -> None:
    newsroom = newsrooms(config={"home": "2", "article": "website.RichArticlePage"})
    live = newsroom.delivery(newsroom.put_out(newsroom.written()))
    assert live.standing is Standing.LIVE
    assert "网站去掉了 table" in live.says
    assert "表格应有" in live.says


def test_an_article_follows_its_column_to_another_place(newsroom: Newsroom) -> None:
    first = newsroom.put_out(newsroom.brief("演练通知"))
    before = newsroom.delivery(first)
    changed(newsroom, columns={"通知公告": ["政务公开", "应急", "通知公告"]})
    second = newsroom.corrected(first, body="改在四月。")
    after = newsroom.delivery(second)
    assert after.remote_id == before.remote_id
    assert after.url != before.url
    assert newsroom.seen(second) == Seen(Sight.THERE)
    assert after.says == ""


@pytest.mark.parametrize("write", ["/actions/move/", "PATCH"])
def test_it_follows_its_column_whichever_answer_was_lost(newsroom: Newsroom, write: str) -> None:
    first = newsroom.put_out(newsroom.brief("演练通知"))
    before = newsroom.delivery(first)
    changed(newsroom, columns={"通知公告": ["政务公开", "通知公告"]})
    newsroom.site.wire.fail(Fault.LOST_AFTER, which=lambda asked: write in f"{asked.method} {asked.path}")
    second = newsroom.corrected(first, body="改在四月。")
    assert not newsroom.site.wire.heal()
    newsroom.tidied()
    live = newsroom.delivery(second)
    assert (live.standing, live.remote_id) == (Standing.LIVE, before.remote_id)
    assert live.url != before.url
    assert newsroom.seen(second) == Seen(Sight.THERE)


def changed(newsroom: Newsroom, **more: Any) -> None:
    """The office, after somebody changed the channel's settings."""
    settings = yaml.safe_load(newsroom.settings.read_text(encoding="utf-8"))
    settings["channels"][CHANNEL].update(more)
    newsroom.settings.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    newsroom.reopen(newsroom.secrets)
