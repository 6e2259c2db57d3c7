"""The door and the sandbox's platform together: each knows only what the platform's pages say."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.actions.tell import tell_due
from channels.wechat.sandbox import Sandbox
from tests.bot.chat.door_office import SECRETS, DoorOffice, open_door, write_settings
from tests.bot.chat.follower import AES_KEY, APP_ID, TOKEN

NOW = datetime(2026, 3, 4, 1, tzinfo=UTC)
KEYS = {"app_id": APP_ID, "secret": SECRETS["WECHAT_SECRET"], "callback_token": TOKEN, "callback_aes_key": AES_KEY}


@pytest.fixture
def wechat(tmp_path: Path) -> Iterator[Sandbox]:
    offset = NOW.timestamp() - time.time()
    with Sandbox(tmp_path / "wechat.db", **KEYS, callback_mode="safe", clock_offset=offset) as sandbox:
        yield sandbox


@pytest.fixture
def office(tmp_path: Path, wechat: Sandbox) -> Iterator[DoorOffice]:
    with open_door(write_settings(tmp_path, wechat=wechat.url), lambda: NOW) as opened:
        wechat.set(callback=str(opened.client.base_url.join("/wechat/wechat")))
        yield opened


@pytest.mark.usefixtures("office")
def test_the_address_can_be_saved_and_a_follower_is_greeted_and_answered(wechat: Sandbox) -> None:
    assert wechat.check_callback() == ""
    assert wechat.follow().text
    for mode in ("safe", "compat"):
        wechat.set(callback_mode=mode)
        heard = wechat.say("开放时间")
        assert (heard.text, heard.bad, heard.tries) == ("周一至周五上午 9 点到下午 5 点。", "", ("HTTP 200",))


@pytest.mark.usefixtures("office")
def test_a_repeated_push_gets_the_same_answer(wechat: Sandbox) -> None:
    wechat.follow()
    first = wechat.say("留言")
    assert wechat.repeat().text == first.text


@pytest.mark.usefixtures("office")
def test_all_that_can_be_sent_is_taken_well(wechat: Sandbox) -> None:
    wechat.follow()
    heard = [
        wechat.send_voice(),
        wechat.send_video(),
        wechat.send_place(34.8, 113.5, "科学大道 100 号"),
        wechat.send_link("办事指南", "https://www.example.gov.cn/"),
        wechat.tap("留言"),
        wechat.view("https://www.example.gov.cn/"),
        wechat.scan("7"),
        wechat.event("LOCATION", Latitude="34.8", Longitude="113.5", Precision="60"),
        wechat.leave(),
    ]
    assert [(one.bad, one.lost) for one in heard] == [("", False)] * len(heard)


@pytest.mark.parametrize("kind", ["signature", "appid", "xxe", "cut"])
@pytest.mark.usefixtures("office")
def test_what_is_forged_is_not_answered(wechat: Sandbox, kind: str) -> None:
    wechat.follow()
    heard = wechat.forge(kind)
    assert (heard.type, all(one.startswith("HTTP 4") for one in heard.tries)) == ("", True)


def test_who_wrote_is_told_later_within_the_allowance(office: DoorOffice, wechat: Sandbox) -> None:
    wechat.follow()
    wechat.say("开放时间")
    with office.app.store.write() as work:
        work.notices.add(wechat.openid("张三"), "您的留言已答复。", about="letter:1", now=NOW)
    assert tell_due(office.app) == 1
    assert wechat.told() == ["您的留言已答复。"]
