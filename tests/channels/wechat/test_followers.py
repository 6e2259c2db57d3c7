"""The sandbox's other half: followers who talk, and a platform that pushes as strictly as it takes the answers."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from channels.wechat.sandbox import Sandbox
from channels.wechat.sandbox.pushing import UNAVAILABLE
from tests.channels.wechat.door import AES_KEY, TOKEN, Door, door
from tests.channels.wechat.test_images import picture
from tests.channels.wechat.test_sandbox import Caller

MODES = ("plain", "compat", "safe")


@pytest.fixture
def opened() -> Iterator[Door]:
    with door() as made:
        yield made


@pytest.fixture
def wechat(tmp_path: Path, opened: Door) -> Iterator[Sandbox]:
    """With a follower, and a door that answers 好的。"""
    keys = {"callback": opened.url, "callback_token": TOKEN, "callback_aes_key": AES_KEY}
    with Sandbox(tmp_path / "wechat.db", **keys, callback_mode="safe", push_seconds=1.0) as sandbox:
        sandbox.follow()
        opened.heard.clear()
        opened.bodies.clear()
        yield sandbox


@pytest.mark.parametrize("mode", MODES)
def test_what_a_follower_says_reaches_the_door_and_the_answer_the_follower(
    wechat: Sandbox, opened: Door, mode: str
) -> None:
    wechat.set(callback_mode=mode)
    opened.answer = lambda message: f"收到 {len(message.content)} 个字 <&>"
    assert wechat.say("怎么办居住证 <a>&]]>").text == "收到 14 个字 <&>"
    assert opened.heard[-1].content == "怎么办居住证 <a>&]]>"
    assert ("msg_signature" in opened.queries[-1]) == (mode != "plain")


def test_the_address_is_checked_as_when_it_is_saved(wechat: Sandbox, opened: Door) -> None:
    assert wechat.check_callback() == ""
    wechat.set(callback=f"{opened.url}/elsewhere")
    assert wechat.check_callback() == "HTTP 404"


def test_all_that_people_send_is_what_another_client_understands(wechat: Sandbox, opened: Door) -> None:
    wechat.send_picture(picture("JPEG"))
    wechat.send_voice()
    wechat.send_video()
    wechat.send_place(34.8, 113.5, "科学大道 100 号")
    wechat.send_link("办事指南", "https://www.example.gov.cn/bszn/")
    wechat.tap("search")
    wechat.view("https://www.example.gov.cn/")
    wechat.scan("7")
    wechat.leave()
    assert [message.type for message in opened.heard[:5]] == ["image", "voice", "video", "location", "link"]
    assert [message.event for message in opened.heard[5:]] == ["click", "view", "scan", "unsubscribe"]
    assert (float(opened.heard[3].location_x), opened.heard[3].label) == (34.8, "科学大道 100 号")


def test_a_repeated_push_is_the_same_message(wechat: Sandbox, opened: Door) -> None:
    wechat.say("你好")
    wechat.repeat()
    assert opened.heard[0].id == opened.heard[1].id


def test_a_late_answer_is_asked_for_again_and_then_the_follower_sees_a_fault(wechat: Sandbox, opened: Door) -> None:
    wechat.set(slow_door=5.0, push_seconds=0.1)
    heard = wechat.say("你好")
    assert (heard.text, heard.lost, len(heard.tries), len(opened.heard)) == (UNAVAILABLE, True, 3, 3)
    assert {message.id for message in opened.heard} == {opened.heard[0].id}
    assert wechat.chat()[-1]["by"] == "wechat"


def test_after_many_lost_pushes_there_is_silence_for_a_minute(wechat: Sandbox, opened: Door) -> None:
    wechat.set(outage=True, markfail_after=2)
    for _ in range(2):
        wechat.say("有人吗")
    wechat.set(outage=False)
    assert "MarkFail" in wechat.say("听得到吗").tries[0]
    assert opened.heard == []
    wechat.forward(61)
    assert wechat.say("现在呢").text == "好的。"


def test_silence_can_begin_by_a_lever(wechat: Sandbox) -> None:
    wechat.mark_fail()
    assert wechat.say("你好").lost


@pytest.mark.parametrize(
    "raw",
    [
        "<html>Internal Server Error</html>",
        '{"errcode": 0}',
        "<xml><MsgType>text</MsgType></xml>",
        "<!DOCTYPE xml [<!ENTITY a 'b'>]><xml>&a;</xml>",
    ],
)
@pytest.mark.parametrize("mode", MODES)
def test_an_answer_that_is_none_is_shown_as_a_fault(wechat: Sandbox, opened: Door, mode: str, raw: str) -> None:
    wechat.set(callback_mode=mode)
    opened.raw = raw
    heard = wechat.say("你好")
    assert (heard.text, len(heard.tries)) == (UNAVAILABLE, 1)
    assert heard.bad


@pytest.mark.parametrize("raw", ["success", ""])
def test_success_or_nothing_is_silence(wechat: Sandbox, opened: Door, raw: str) -> None:
    opened.raw = raw
    heard = wechat.say("你好")
    assert (heard.text, heard.bad, heard.lost) == ("", "", False)


def test_a_text_too_long_is_a_fault(wechat: Sandbox, opened: Door) -> None:
    opened.answer = lambda _message: "长" * 683
    assert "字节" in wechat.say("你好").bad
    opened.answer = lambda _message: "长" * 682
    assert wechat.say("你好").text == "长" * 682


def test_a_clear_answer_in_safe_mode_is_a_fault(wechat: Sandbox, opened: Door) -> None:
    wechat.set(callback_mode="plain")
    wechat.say("你好")
    opened.raw = "<xml><ToUserName>a</ToUserName><MsgType>text</MsgType></xml>"
    wechat.set(callback_mode="safe")
    assert "没有加密" in wechat.say("你好").bad


def test_who_does_not_follow_cannot_talk(wechat: Sandbox) -> None:
    with pytest.raises(ValueError, match="没有关注"):
        wechat.say("你好", name="李四")


def test_the_phone_keeps_what_was_said(wechat: Sandbox) -> None:
    wechat.say("你好")
    assert [(line["by"], line["text"]) for line in wechat.chat()[-2:]] == [("follower", "你好"), ("account", "好的。")]


@pytest.mark.parametrize("kind", ["signature", "appid", "cut"])
def test_what_is_forged_can_be_told_from_what_the_platform_sends(wechat: Sandbox, opened: Door, kind: str) -> None:
    assert wechat.forge(kind).lost
    assert opened.heard == []


def test_publishing_is_told_by_the_same_way(wechat: Sandbox, opened: Door) -> None:
    wechat.set(publish_seconds=0)
    caller = Caller(wechat)
    publish_id = str(caller("freepublish/submit", media_id=caller.draft())["publish_id"])
    until = time.monotonic() + 30
    while not opened.heard and time.monotonic() < until:
        time.sleep(0.05)
    caller.wire.close()
    (told,) = opened.bodies
    assert f"<publish_id><![CDATA[{publish_id}]]>" in told


def test_an_account_without_an_address_is_silent(wechat: Sandbox) -> None:
    wechat.set(callback="")
    heard = wechat.say("你好")
    assert (heard.text, heard.tries, heard.lost) == ("", (), False)
