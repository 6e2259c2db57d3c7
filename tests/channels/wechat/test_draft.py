"""Drafts for a person to publish: what an account without 认证 may do."""

import pytest

from channels.channel import Context, Found, HandsOver, Sends, SurelyAbsent
from channels.errors import CannotCorrect, CannotWithdraw, Refused, TryLater
from channels.pieces import Evidence
from content.delivery import Act, Delivery, State
from content.receipt import Receipt, Standing
from tests.channels.stages import NOON
from tests.channels.wechat.account import Office


@pytest.fixture
def unverified(at: Office) -> Office:
    at.sandbox.set(verified=False)
    return at


def delivery(receipt: Receipt) -> Delivery:
    return Delivery(
        receipt.key, "2026-00001", 1, "wechat", "wechat-7", State.WAITING, NOON, remote_id=receipt.remote_id
    )


def test_the_draft_waits_for_a_person_whose_link_makes_it_live(unverified: Office) -> None:
    at = unverified
    channel = at.channel(send_as="draft", verified=False)
    assert isinstance(channel, Sends)
    assert isinstance(channel, HandsOver)
    assert channel.health(NOON) == []
    (held,) = at.send(channel, at.dispatch())
    assert held.standing == Standing.HELD
    assert at.sandbox.public()["drafts"][0]["media_id"] == held.remote_id
    assert channel.package(at.edition(), Context("https://www.example.gov.cn/1.html")).texts["标题"] == "第 1 号通知"
    (url,) = at.sandbox.press(held.remote_id)
    live = channel.accept(delivery(held), Evidence("李四", at.scene.clock(), url))
    assert (live.standing, live.url) == (Standing.LIVE, url)


@pytest.mark.parametrize("address", ["s/..", "s/preview", "s/", "", "s?__biz=A&tempkey=B"])
def test_an_address_of_the_platform_that_is_no_article_is_refused(unverified: Office, address: str) -> None:
    channel = unverified.channel(send_as="draft", verified=False)
    (held,) = unverified.send(channel, unverified.dispatch())
    with pytest.raises(Refused, match="不是一条作品的链接"):
        channel.accept(delivery(held), Evidence("李四", NOON, f"https://mp.weixin.qq.com/{address}"))


def test_a_lost_answer_leaves_one_draft(unverified: Office) -> None:
    at = unverified
    channel, dispatch = at.channel(send_as="draft", verified=False), at.dispatch()
    at.sandbox.fault("lose_after", "draft/add")
    with pytest.raises(TryLater):
        at.send(channel, dispatch)
    assert isinstance(channel.look(at.marked(dispatch)), SurelyAbsent)
    at.send(channel, at.again(dispatch))
    assert len(at.sandbox.public()["drafts"]) == 1
    assert isinstance(channel.look(at.marked(dispatch)), Found)


def test_a_draft_published_meanwhile_is_said_to_be_gone_and_still_waits_for_its_link(unverified: Office) -> None:
    at = unverified
    channel, dispatch = at.channel(send_as="draft", verified=False), at.dispatch()
    (held,) = at.send(channel, dispatch)
    at.sandbox.press(held.remote_id)
    found = channel.look(at.marked(dispatch))
    assert isinstance(found, Found)
    assert found.receipts[0].standing == Standing.HELD
    assert "已不在草稿箱" in found.receipts[0].says


def test_the_package_of_a_correction_speaks_of_the_published_article_not_of_a_draft(unverified: Office) -> None:
    channel, edition = unverified.channel(send_as="draft", verified=False), unverified.edition()
    out = "https://mp.weixin.qq.com/s/Aw6JVUIxlX4z0Zk9MmQyVQ"
    package = channel.package(edition, Context(replaces=(out,)))
    assert package.texts["要更正的文章"] == out
    words = " ".join((package.says, *package.checklist))
    assert "没有新草稿" in words
    assert "草稿已在公众号草稿箱" not in words
    assert "打开“草稿箱”" in " ".join(channel.package(edition).checklist)


def test_what_a_person_published_only_a_person_corrects_or_withdraws(unverified: Office) -> None:
    at = unverified
    channel = at.channel(send_as="draft", verified=False)
    (held,) = at.send(channel, at.dispatch())
    at.sandbox.press(held.remote_id)
    with pytest.raises(CannotCorrect):
        at.send(channel, at.dispatch(act=Act.CORRECT, held={"2026-00001": held}))
    with pytest.raises(CannotWithdraw, match="发表记录"):
        at.send(channel, at.dispatch(act=Act.WITHDRAW, held={"2026-00001": held}))
