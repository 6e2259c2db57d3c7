"""The account that talks, against the sandbox: both are strict, so what they agree on is what the facts say."""

from datetime import timedelta

import httpx
import pytest

from channels.errors import ChannelError, Misconfigured, Refused, TryLater, Unconfirmed
from channels.talking import ShowsComments, Talks
from channels.wechat.telling import MOST_BYTES
from tests.channels.wechat.account import Office
from tests.channels.wechat.test_images import picture


@pytest.fixture
def visitor(at: Office) -> str:
    at.sandbox.follow()
    at.sandbox.say("你好")
    return at.sandbox.openid("张三")


def test_every_way_to_send_can_talk_too(at: Office) -> None:
    for way in ("draft", "publish", "mass"):
        assert isinstance(at.channel(send_as=way), Talks)
        assert isinstance(at.channel(send_as=way), ShowsComments)


def test_what_is_told_arrives(at: Office, visitor: str) -> None:
    at.channel().tell(visitor, '您的留言已答复：<a href="https://www.example.gov.cn/">查看</a>')
    assert at.sandbox.told() == ['您的留言已答复：<a href="https://www.example.gov.cn/">查看</a>']


def test_five_are_told_after_a_message_and_no_more(at: Office, visitor: str) -> None:
    channel = at.channel()
    for number in range(5):
        channel.tell(visitor, f"第 {number} 条")
    with pytest.raises(Refused, match="条数已用完"):
        channel.tell(visitor, "第 6 条")
    at.sandbox.say("还在吗")
    channel.tell(visitor, "在的")


def test_three_are_told_within_a_minute_of_a_press(at: Office) -> None:
    at.sandbox.follow()
    at.sandbox.forward(61)
    at.sandbox.tap("help")
    channel, visitor = at.channel(), at.sandbox.openid("张三")
    for number in range(3):
        channel.tell(visitor, f"第 {number} 条")
    with pytest.raises(Refused, match="条数已用完"):
        channel.tell(visitor, "第 4 条")
    at.sandbox.forward(61)
    with pytest.raises(Refused, match="48 小时"):
        channel.tell(visitor, "太晚了")


def test_after_48_hours_nobody_is_told_anything(at: Office, visitor: str) -> None:
    at.sandbox.forward(48 * 3600 + 1)
    with pytest.raises(Refused, match="48 小时"):
        at.channel().tell(visitor, "太晚了")


def test_who_left_is_told_nothing(at: Office, visitor: str) -> None:
    at.sandbox.leave()
    with pytest.raises(Refused, match="取消关注"):
        at.channel().tell(visitor, "再见")


def test_who_wants_no_messages_gets_none(at: Office, visitor: str) -> None:
    at.sandbox.refuse()
    with pytest.raises(Refused, match="不接收"):
        at.channel().tell(visitor, "您好")


def test_a_stranger_is_refused(at: Office) -> None:
    with pytest.raises(Refused, match="不认识"):
        at.channel().tell("oNobody", "您好")


@pytest.mark.parametrize(("code", "error"), [(43004, Refused), (48004, Misconfigured), (45009, TryLater)])
def test_other_refusals_say_what_to_do(at: Office, visitor: str, code: int, error: type[ChannelError]) -> None:
    at.sandbox.fault("code", "message/custom/send", code=code)
    with pytest.raises(error):
        at.channel().tell(visitor, "您好")


def test_an_unverified_account_may_not_tell(at: Office, visitor: str) -> None:
    at.sandbox.set(verified=False)
    with pytest.raises(Misconfigured, match="认证"):
        at.channel().tell(visitor, "您好")


@pytest.mark.parametrize("words", [" ", "长" * (MOST_BYTES // 3 + 1)])
def test_what_is_empty_or_too_long_is_not_sent(at: Office, visitor: str, words: str) -> None:
    with pytest.raises(Refused):
        at.channel().tell(visitor, words)
    assert at.sandbox.told() == []


def test_a_message_whose_answer_is_lost_may_have_arrived(at: Office, visitor: str) -> None:
    at.sandbox.fault("lose_after", "message/custom/send")
    with pytest.raises(Unconfirmed):
        at.channel().tell(visitor, "只说一遍")
    assert at.sandbox.told() == ["只说一遍"]


@pytest.mark.parametrize("do", ["html", "empty", "cut", "http"])
def test_an_answer_nobody_understands_may_mean_that_it_arrived(at: Office, visitor: str, do: str) -> None:
    at.sandbox.fault(do, "message/custom/send")
    with pytest.raises(Unconfirmed):
        at.channel().tell(visitor, "您好")


def test_a_refused_token_is_renewed_once(at: Office, visitor: str) -> None:
    channel = at.channel()
    channel.tell(visitor, "第一条")
    at.sandbox.revoke()
    channel.tell(visitor, "第二条")
    assert at.sandbox.told() == ["第一条", "第二条"]


@pytest.mark.usefixtures("visitor")
def test_a_picture_is_fetched_for_three_days(at: Office) -> None:
    at.sandbox.send_picture(picture("PNG"), "image/png")
    media = at.sandbox.chat()[-1]["media"]
    fetched = at.channel().fetch(media)
    assert (fetched.content, fetched.type) == (picture("PNG"), "image/png")
    at.sandbox.forward(timedelta(days=3).total_seconds())
    with pytest.raises(Refused, match="三天"):
        at.channel().fetch(media)


@pytest.mark.usefixtures("visitor")
def test_bytes_that_look_like_json_stay_bytes(at: Office) -> None:
    at.sandbox.send_picture(b"12345", "image/jpeg")
    assert at.channel().fetch(at.sandbox.chat()[-1]["media"]).content == b"12345"


@pytest.mark.usefixtures("visitor")
def test_a_video_is_left_where_it_is(at: Office) -> None:
    at.sandbox.send_video()
    with pytest.raises(Refused, match="视频"):
        at.channel().fetch(at.sandbox.chat()[-1]["media"])


def test_media_that_never_was_is_refused(at: Office) -> None:
    with pytest.raises(Refused):
        at.channel().fetch("nothing")


@pytest.mark.usefixtures("visitor")
def test_a_fetch_that_breaks_off_is_tried_later(at: Office) -> None:
    at.sandbox.send_picture(picture("JPEG"))
    media = at.sandbox.chat()[-1]["media"]
    at.sandbox.fault("lose_after", "media/get")
    with pytest.raises(TryLater):
        at.channel().fetch(media)


def test_a_visitor_of_a_page_is_recognised(at: Office, visitor: str) -> None:
    channel = at.channel(oauth=True)
    back = "http://127.0.0.1:1/letters?from=menu"
    sent = httpx.get(channel.recognition_url(back, "s1"), trust_env=False)
    arrived = httpx.URL(sent.headers["location"])
    assert (arrived.path, arrived.params["from"], arrived.params["state"]) == ("/letters", "menu", "s1")
    assert channel.recognise(arrived.params["code"]) == visitor
    with pytest.raises(Refused, match="失效"):
        channel.recognise(arrived.params["code"])


@pytest.mark.usefixtures("visitor")
def test_a_code_lives_five_minutes(at: Office) -> None:
    channel = at.channel(oauth=True)
    code = httpx.URL(
        httpx.get(channel.recognition_url("http://127.0.0.1:1/", "s"), trust_env=False).headers["location"]
    ).params["code"]
    at.sandbox.forward(301)
    with pytest.raises(Refused, match="失效"):
        channel.recognise(code)


@pytest.mark.parametrize("code", ["", "made-up"])
def test_a_code_that_is_none_is_refused(at: Office, code: str) -> None:
    with pytest.raises(Refused, match="失效"):
        at.channel(oauth=True).recognise(code)


def test_where_the_account_may_not_recognise_there_is_no_address(at: Office) -> None:
    assert at.channel().recognition_url("https://www.example.gov.cn/", "s") == ""
    at.sandbox.set(oauth=False)
    with pytest.raises(Misconfigured, match="网页授权"):
        at.channel(oauth=True).recognise("code")


def test_the_real_platform_is_asked_at_its_own_page(at: Office) -> None:
    channel = at.channel(oauth=True, api_base="https://api.weixin.qq.com")
    address = channel.recognition_url("https://www.example.gov.cn/liuyan/?a=1", "s")
    assert address.startswith(
        "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx0000000000000000&redirect_uri="
    )
    assert "redirect_uri=https%3A%2F%2Fwww.example.gov.cn%2Fliuyan%2F%3Fa%3D1&response_type=code" in address
    assert address.endswith("#wechat_redirect")


def test_an_unverified_account_that_is_talked_to_says_what_it_cannot_do(at: Office) -> None:
    at.sandbox.set(verified=False)
    channel = at.channel(verified=False, send_as="draft", token="sampletoken")
    (problem,) = channel.health(at.scene.clock())
    assert (problem.code, problem.blocks) == ("channel_limited", False)
    assert at.channel(verified=False, send_as="draft").health(at.scene.clock()) == []
