"""What WeChat tells of a publication reaches the dispatch at once, whoever polls when."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.actions.people import add_person
from bot.actions.publish import publish
from bot.actions.submit import submit
from bot.actions.tidy import tidy
from bot.views.channels import health
from channels.wechat.sandbox import Sandbox
from content.people import Person
from content.receipt import Standing
from tests.bot.chat.door_office import SECRETS, DoorOffice, open_door, write_settings
from tests.bot.chat.follower import APP_ID

NOW = datetime(2026, 3, 4, 1, tzinfo=UTC)
ITEM = """\
---
title: 关于开展安全生产检查的通知
column: 通知公告
unit: 综合办公室
made_on: 2026-03-02
disclosure: 主动公开
summary: 三月起检查。
secrecy: {by: 李四, on: 2026-03-02, conclusion: 可以公开}
---
三月起对辖区企业开展安全生产检查。
"""


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    offset = NOW.timestamp() - datetime.now(UTC).timestamp()
    given = {"app_id": APP_ID, "secret": SECRETS["WECHAT_SECRET"], "publish_seconds": 3600, "clock_offset": offset}
    with Sandbox(tmp_path / "wechat.db", **given) as started:
        yield started


@pytest.fixture
def office(tmp_path: Path, address: str, sandbox: Sandbox) -> Iterator[DoorOffice]:
    with open_door(write_settings(tmp_path, database=address, wechat=sandbox.url), lambda: NOW) as opened:
        add_person(opened.app, "", Person("李四", "综合办公室", frozenset({"管理员", "保密审查员"})), NOW)
        add_person(opened.app, "李四", Person("张三", "综合办公室", frozenset({"信息员", "发布员"})), NOW)
        yield opened


OUTCOMES = {0: Standing.LIVE, 4: Standing.REFUSED}


@pytest.mark.parametrize("name", ["PUBLISHJOBFINISH", "FREEPUBLISHJOBFINISH"])
@pytest.mark.parametrize("status", OUTCOMES)
def test_a_publication_is_settled_by_the_event(name: str, status: int, office: DoorOffice, tmp_path: Path) -> None:
    path = tmp_path / "稿件.md"
    path.write_text(ITEM, encoding="utf-8")
    ref = submit(office.app, "张三", path, now=NOW).edition.ref
    publish(office.app, "张三", ref, now=NOW)
    tidy(office.app)
    held = delivery(office)
    assert held.standing == Standing.HELD
    told: dict[str, Any] = {"publish_id": held.evidence["publish_id"], "publish_status": status}
    if status == 0:
        url = "http://mp.weixin.qq.com/s/sample"
        told |= {"article_id": "sample\n", "article_detail": {"count": 1, "item": {"idx": 1, "article_url": url}}}
    platform = office.follower(visitor="mphelper")
    for _ in range(3):
        assert platform.does(name, PublishEventInfo=told) == ""
    assert delivery(office).standing == OUTCOMES[status]


def test_news_of_what_is_not_ours_changes_nothing(office: DoorOffice) -> None:
    told = {"publish_id": "1", "publish_status": 0}
    assert office.follower(visitor="mphelper").does("PUBLISHJOBFINISH", PublishEventInfo=told) == ""


def test_news_of_the_account_stands_beside_the_channel_until_all_is_well(office: DoorOffice) -> None:
    platform = office.follower(visitor="mphelper")
    for _ in range(2):
        assert platform.does("verify_expired", ExpiredTime=1) == ""
    (problem,) = health(office.app, office.app.channels["wechat"], NOW).problems
    assert problem.says.startswith("账号认证已过期")
    assert not problem.blocks
    assert platform.does("qualification_verify_success", ExpiredTime=1) == ""
    assert not health(office.app, office.app.channels["wechat"], NOW).problems


def delivery(office: DoorOffice) -> Any:
    with office.app.store.read() as work:
        (found,) = work.deliveries.all()
    return found
