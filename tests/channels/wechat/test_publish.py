"""发布 (freepublish) against the sandbox: what is sent, what is found out afterwards, what cannot be done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from channels.channel import CannotTell, Found, SurelyAbsent
from channels.errors import (
    CannotCorrect,
    CannotWithdraw,
    Late,
    Misconfigured,
    NotSent,
    Refused,
    TryLater,
    Unconfirmed,
)
from content.delivery import FROM_BACKUP, Act
from content.receipt import Receipt, Standing
from tests.channels.stages import NOON
from tests.channels.wechat.account import PAGE, Office

SUBMIT = "freepublish/submit"


def only(found: object) -> Receipt:
    assert isinstance(found, Found)
    (receipt,) = found.receipts
    return receipt


def test_one_item_becomes_one_public_article_that_leads_to_its_page(at: Office) -> None:
    channel, dispatch = at.channel(), at.dispatch()
    (held,) = at.send(channel, dispatch)
    assert (held.standing, held.key) == (Standing.HELD, "2026-00001.1@wechat")
    live = channel.follow(held)
    (article,) = at.public()
    assert (live.standing, live.url) == (Standing.LIVE, article["url"])
    assert article["content_source_url"].startswith(PAGE.format(item="2026-00001"))
    assert at.sandbox.public()["drafts"] == []


@pytest.mark.parametrize("ids", ["number", "string"])
def test_ids_are_texts_however_the_platform_writes_them_and_marked_before_the_next_step(at: Office, ids: str) -> None:
    at.sandbox.set(ids=ids)
    (live,) = at.live(at.channel(), at.dispatch())
    assert live.evidence["publish_id"] == at.marks["publish_id"] == "2650000001"
    assert at.marks["media_id"]
    assert live.remote_id == live.evidence["article_id"]


def test_the_time_of_publication_is_the_platforms(at: Office) -> None:
    at.sandbox.set(publish_seconds=600)
    channel = at.channel()
    (held,) = at.send(channel, at.dispatch())
    assert channel.follow(held) == held
    at.sandbox.forward(3600)
    at.scene.clock.on(timedelta(hours=2))
    assert timedelta(minutes=9) < channel.follow(held).at - NOON < timedelta(minutes=12)


@pytest.mark.parametrize(("outcome", "word"), [(2, "原创"), (3, "失败"), (4, "审核")])
def test_what_the_platform_refuses_after_taking_it_is_refused_in_words(at: Office, outcome: int, word: str) -> None:
    at.sandbox.set(outcome=outcome)
    (receipt,) = at.live(at.channel(), at.dispatch())
    assert receipt.standing == Standing.REFUSED
    assert word in receipt.says
    assert at.public() == []


def test_an_answer_lost_before_the_effect_is_surely_absent_and_the_draft_is_used_again(at: Office) -> None:
    channel, dispatch = at.channel(), at.dispatch()
    at.sandbox.fault("lose_before", SUBMIT)
    with pytest.raises(Unconfirmed):
        at.send(channel, dispatch)
    assert isinstance(channel.look(at.marked(dispatch)), SurelyAbsent)
    at.live(channel, at.again(dispatch))
    assert len(at.public()) == 1
    assert at.sandbox.calls()["draft/add"] == 1


def test_an_answer_lost_after_the_effect_is_found_by_its_marker_among_others(at: Office) -> None:
    channel, dispatch = at.channel(), at.dispatch(at.edition(5))
    for number in (1, 2, 3):
        at.send(channel, at.dispatch(at.edition(number)))
    at.sandbox.fault("lose_after", SUBMIT)
    with pytest.raises(Unconfirmed):
        at.send(channel, dispatch)
    at.send(channel, at.dispatch(at.edition(4)))
    found = only(channel.look(replace(dispatch, marks={"media_id": "consumed", "publish_id": ""})))
    assert found.standing == Standing.LIVE
    assert found.url in {a["url"] for a in at.public() if "2026-00005" in a["content_source_url"]}


def test_a_draft_that_is_gone_and_an_article_not_seen_yet_is_asked_after_again_then_by_a_person(at: Office) -> None:
    at.sandbox.set(outcome=4)
    channel, dispatch = at.channel(), at.dispatch()
    at.sandbox.fault("lose_after", SUBMIT)
    with pytest.raises(Unconfirmed):
        at.send(channel, dispatch)
    with pytest.raises(TryLater):
        channel.look(at.marked(dispatch))
    at.scene.clock.on(timedelta(hours=2))
    told = channel.look(at.marked(dispatch))
    assert isinstance(told, CannotTell)
    assert "第 1 号通知" in told.says


def test_a_withdrawn_article_is_not_taken_for_the_one_that_was_sent_again(at: Office) -> None:
    channel, dispatch = at.channel(), at.dispatch()
    (live,) = at.live(channel, dispatch)
    at.send(channel, at.dispatch(act=Act.WITHDRAW, held={"2026-00001": live}))
    at.scene.clock.on(timedelta(hours=2))
    assert isinstance(channel.look(replace(dispatch, marks={"media_id": "gone"})), CannotTell)


def test_with_a_publish_id_the_look_is_one_question(at: Office) -> None:
    channel, dispatch = at.channel(), at.dispatch()
    at.send(channel, dispatch)
    assert only(channel.look(at.marked(dispatch))).standing == Standing.LIVE
    assert "freepublish/batchget" not in at.sandbox.calls()


def test_a_draft_made_without_its_mark_is_found_and_used_again(at: Office) -> None:
    channel, dispatch = at.channel(), at.dispatch()
    at.sandbox.fault("lose_after", "draft/add")
    with pytest.raises(TryLater):
        at.send(channel, dispatch)
    at.send(channel, at.again(dispatch))
    assert at.sandbox.calls()["draft/add"] == 1
    assert len(at.public()) == 1


def test_a_draft_with_other_editions_in_it_is_not_used(at: Office) -> None:
    channel = at.channel()
    at.sandbox.fault("code", SUBMIT, code=53501)
    with pytest.raises(TryLater):
        at.send(channel, at.dispatch(at.edition(1)))
    at.send(channel, at.again(at.dispatch(at.edition(1, html="<p>改过的正文。</p>"))))
    assert "改过的正文" in at.public()[0]["content"]


def test_a_draft_submitted_twice_may_be_out_and_is_never_called_refused(at: Office) -> None:
    at.sandbox.set(draft_leaves="finish", publish_seconds=600)
    channel, dispatch = at.channel(), at.dispatch()
    at.sandbox.fault("lose_after", SUBMIT)
    with pytest.raises(Unconfirmed):
        at.send(channel, dispatch)
    with pytest.raises(Unconfirmed):
        at.send(channel, at.again(dispatch))
    at.sandbox.forward(700)
    assert only(channel.look(at.marked(dispatch))).standing == Standing.LIVE
    assert len(at.public()) == 1


def test_past_the_deadline_nothing_goes_out(at: Office) -> None:
    channel = at.channel()
    dispatch = replace(at.dispatch(), deadline=NOON)
    with pytest.raises(Late):
        at.send(channel, dispatch)
    assert SUBMIT not in at.sandbox.calls()
    assert isinstance(channel.look(at.marked(dispatch)), SurelyAbsent)


@pytest.mark.parametrize(
    ("code", "error", "word"),
    [
        (45009, TryLater, "零点"),
        (48001, Misconfigured, "权限"),
        (48004, Misconfigured, "封禁"),
        (53503, Refused, "检查"),
        (53504, Refused, "手工"),
        (53501, TryLater, "频繁"),
        (-1, Unconfirmed, "核对"),
        (99999, Unconfirmed, "99999"),
    ],
)
def test_a_code_on_the_irreversible_call_says_what_may_be_done_next(
    at: Office, code: int, error: type[Exception], word: str
) -> None:
    at.sandbox.fault("code", SUBMIT, code=code)
    with pytest.raises(error) as raised:
        at.send(at.channel(), at.dispatch())
    assert word in raised.value.says  # type: ignore[attr-defined]  # each of them is a ChannelError
    assert raised.value.evidence["rid"] == "0123abcd-0123abcd-0123abcd"  # type: ignore[attr-defined]  # likewise


@pytest.mark.parametrize("do", ["http", "html", "empty", "cut", "lose_before"])
@pytest.mark.parametrize(("path", "error"), [("draft/add", TryLater), (SUBMIT, Unconfirmed)])
def test_a_broken_answer_is_unconfirmed_only_where_it_cannot_be_undone(
    at: Office, do: str, path: str, error: type[Exception]
) -> None:
    at.sandbox.fault(do, path)
    with pytest.raises(error):
        at.send(at.channel(), at.dispatch())


def test_a_platform_that_answers_too_late_is_cut_off(at: Office) -> None:
    at.sandbox.fault("slow", SUBMIT, seconds=0.6)
    channel = at.channel(call_seconds=0.2)
    with pytest.raises(Unconfirmed):
        at.send(channel, at.dispatch())


def test_nobody_listening_means_nothing_was_sent(at: Office) -> None:
    channel = at.channel(api_base="http://127.0.0.1:1")
    with pytest.raises(TryLater):
        at.send(channel, at.dispatch())


def test_the_daily_limit_is_known_before_anything_is_made(at: Office) -> None:
    channel = at.channel()
    now = at.scene.clock()
    for _ in range(100):
        channel.api.quotas.spend(SUBMIT, now)
    assert {quota.name: quota.left for quota in channel.allowance(now)}["今天还可发布（次）"] == 0
    with pytest.raises(TryLater) as later:
        at.send(channel, at.dispatch())
    assert later.value.wait == timedelta(hours=12)  # noon in Shanghai
    assert "draft/add" not in at.sandbox.calls()


def test_following_leaves_twenty_questions_for_looking(at: Office) -> None:
    channel = at.channel()
    (held,) = at.send(channel, at.dispatch())
    for _ in range(80):
        channel.api.quotas.spend("freepublish/get", at.scene.clock())
    assert channel.follow(held) == held
    assert only(channel.look(at.marked(at.dispatch()))).standing == Standing.LIVE
    assert [channel.next_poll(asked).total_seconds() for asked in (0, 1, 5, 99)] == [10, 30, 1800, 1800]


def test_a_published_article_cannot_be_corrected_and_says_what_to_do(at: Office) -> None:
    channel = at.channel()
    (live,) = at.live(channel, at.dispatch())
    with pytest.raises(CannotCorrect, match="撤回后重新发布"):
        at.send(channel, at.dispatch(at.edition(1, html="<p>改</p>"), act=Act.CORRECT, held={"2026-00001": live}))


def test_a_published_article_is_withdrawn(at: Office) -> None:
    channel = at.channel()
    (live,) = at.live(channel, at.dispatch())
    withdrawal = at.dispatch(act=Act.WITHDRAW, held={"2026-00001": live})
    assert isinstance(channel.look(withdrawal), SurelyAbsent)
    (gone,) = at.send(channel, withdrawal)
    assert (gone.standing, at.public()) == (Standing.WITHDRAWN, [])
    assert only(channel.look(withdrawal)).standing == Standing.WITHDRAWN


def test_a_withdrawal_whose_answer_was_lost_is_found_done(at: Office) -> None:
    channel = at.channel()
    (live,) = at.live(channel, at.dispatch())
    withdrawal = at.dispatch(act=Act.WITHDRAW, held={"2026-00001": live})
    at.sandbox.fault("lose_after", "freepublish/delete")
    with pytest.raises(Unconfirmed):
        at.send(channel, withdrawal)
    assert only(channel.look(withdrawal)).standing == Standing.WITHDRAWN


def test_without_the_articles_id_withdrawing_is_a_persons_job(at: Office) -> None:
    confirmed = Receipt("2026-00001.1@wechat", Standing.LIVE, NOON, url="https://mp.weixin.qq.com/s/abc")
    with pytest.raises(CannotWithdraw, match="发表记录"):
        at.send(at.channel(), at.dispatch(act=Act.WITHDRAW, held={"2026-00001": confirmed}))


@pytest.mark.parametrize("send_as", ["publish", "mass"])
def test_a_withdrawal_without_the_articles_id_was_surely_not_done_by_us(at: Office, send_as: str) -> None:
    confirmed = Receipt("2026-00001.1@wechat", Standing.LIVE, NOON, url="https://mp.weixin.qq.com/s/abc")
    withdrawal = at.dispatch(act=Act.WITHDRAW, held={"2026-00001": confirmed})
    assert isinstance(at.channel(send_as=send_as).look(withdrawal), SurelyAbsent)


def test_after_a_restored_backup_it_is_looked_for_although_nothing_was_noted(at: Office) -> None:
    channel, restored = at.channel(settle_seconds=60), replace(at.dispatch(), marks={FROM_BACKUP: "1"})
    with pytest.raises(TryLater):
        channel.look(restored)
    at.scene.clock.on(timedelta(minutes=2))
    assert isinstance(channel.look(restored), SurelyAbsent)
    (live,) = at.live(channel, at.dispatch())
    assert only(channel.look(restored)).url == live.url


@pytest.mark.parametrize("send_as", ["draft", "mass"])
def test_where_it_cannot_be_looked_for_after_a_restored_backup_a_person_is_asked(at: Office, send_as: str) -> None:
    restored = replace(at.dispatch(), marks={FROM_BACKUP: "1"})
    told = at.channel(send_as=send_as).look(restored)
    assert isinstance(told, CannotTell)
    assert "备份" in told.says


def test_a_cover_deleted_on_the_website_is_uploaded_anew(at: Office) -> None:
    channel = at.channel()
    at.send(channel, at.dispatch(at.edition(1)))
    at.sandbox.fault("code", "draft/add", code=40007)
    with pytest.raises(NotSent):
        at.send(channel, at.dispatch(at.edition(2)))
    at.send(channel, at.dispatch(at.edition(2)))
    assert at.sandbox.calls()["material/add_material"] == 2
