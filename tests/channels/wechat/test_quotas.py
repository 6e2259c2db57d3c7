"""What staff see of WeChat's limits once WeChat itself says that one is used up."""

from datetime import timedelta
from typing import Any

import pytest

from channels.errors import TryLater
from channels.wechat.days import next_day, next_month
from tests.channels.wechat.account import Office

SUBMIT, LEFT = "freepublish/submit", "今天还可发布（次）"


def shown(channel: Any, at: Office) -> dict[str, int]:
    return {quota.name: quota.left for quota in channel.allowance(at.scene.clock())}


def used_up_elsewhere(at: Office, call: str = SUBMIT) -> None:
    """Somebody else's program has called for the same account."""
    at.sandbox.fault("code", call, code=45009)


def test_what_wechat_says_is_used_up_is_shown_until_midnight_in_shanghai(at: Office) -> None:
    channel = at.channel()
    used_up_elsewhere(at)
    assert shown(channel, at)[LEFT] == 100
    with pytest.raises(TryLater):
        at.send(channel, at.dispatch())
    (quota,) = [one for one in channel.allowance(at.scene.clock()) if one.name.startswith(LEFT)]
    assert (quota.name, quota.left, quota.resets) == (f"{LEFT}，微信说已用完", 0, next_day(at.scene.clock()))
    drafts = at.sandbox.calls()["draft/add"]
    with pytest.raises(TryLater):
        at.send(channel, at.dispatch(at.edition(2)))
    assert at.sandbox.calls()["draft/add"] == drafts, "no draft is made that could not be submitted"
    at.scene.clock.on(timedelta(hours=12))
    assert shown(channel, at)[LEFT] == 100


def test_a_limit_that_was_given_anew_is_noticed_by_the_check_of_the_channel(at: Office) -> None:
    at.sandbox.set(quotas=True)
    channel = at.channel()
    page = {"offset": 0, "count": 1}
    for _ in range(100):
        channel.api.call("freepublish/batchget", page)
    with pytest.raises(TryLater):
        channel.api.call("freepublish/batchget", page)
    (problem,) = channel.health(at.scene.clock())
    assert "已用完" in problem.says
    assert shown(channel, at)["今天还可翻查发布列表（次），微信说已用完"] == 0
    channel.api.call("clear_quota", {"appid": "wx0000000000000000"})
    assert channel.health(at.scene.clock()) == []
    assert not [name for name in shown(channel, at) if "微信说" in name]


def test_an_account_for_drafts_shows_only_what_is_withheld(at: Office) -> None:
    channel = at.channel(send_as="draft", verified=False)
    assert channel.allowance(at.scene.clock()) == []
    used_up_elsewhere(at, "draft/add")
    with pytest.raises(TryLater):
        at.send(channel, at.dispatch())
    assert shown(channel, at) == {"今天还可新建草稿（次），微信说已用完": 0}


def test_sends_used_up_by_hand_are_none_left_this_month_either(at: Office) -> None:
    channel = at.channel(send_as="mass", account="service")
    at.sandbox.fault("code", "message/mass/sendall", code=45028)
    with pytest.raises(TryLater):
        at.send(channel, at.dispatch())
    today, month = channel.allowance(at.scene.clock())
    assert (today.left, month.left, month.resets) == (0, 0, next_month(at.scene.clock()))
    assert "微信说已用完" in month.name
