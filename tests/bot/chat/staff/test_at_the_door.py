"""Staff at the real door: signed, sealed messages over HTTP, on either database; each delivered again acts once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.actions.bindings import make_code
from bot.actions.people import add_person
from content.people import Person
from tests.bot.chat.door_office import DoorOffice, open_door, write_settings

NOW = datetime(2026, 3, 4, 1, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path, address: str) -> Iterator[DoorOffice]:
    with open_door(write_settings(tmp_path, database=address), lambda: NOW) as opened:
        add_person(opened.app, "", Person("钱一", "综合办公室", frozenset({"管理员", "信息员"})), NOW)
        yield opened


def test_an_account_is_bound_and_writes_an_item(office: DoorOffice) -> None:
    clerk = office.follower()
    code = make_code(office.app, "钱一", "钱一", now=NOW)
    assert "已绑定：钱一" in clerk.says(f"绑定 {code}")
    for said in ("投稿", "关于举办招聘会的公告", "四月举办招聘会。", "完成", "1", "今天"):
        clerk.says(said)
    assert "没有问题就回“提交”送审" in clerk.says("0")
    submitting = clerk.message({"MsgType": "text", "Content": "提交"})
    answers = [clerk.shown(clerk.delivers(submitting)) for _ in range(3)]
    assert len(set(answers)) == 1
    assert "已送审：2026-00001.1《关于举办招聘会的公告》，已批准" in answers[0]
    with office.app.store.read() as work:
        assert [one.ref for one in work.reviews.in_states(["approved"])] == ["2026-00001.1"]


def test_a_code_sent_by_two_at_once_binds_one(office: DoorOffice) -> None:
    code = make_code(office.app, "钱一", "钱一", now=NOW)
    two = (office.follower(), office.follower(visitor="oSampleVisitor0000000000000li"))
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda one: one.says(f"绑定{code}"), two))
    assert sum("已绑定" in one for one in told) == 1
    with office.app.store.read() as work:
        assert work.bindings.counts() == {"钱一": 1}
