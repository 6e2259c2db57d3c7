"""群发 against the sandbox: bundles, the key that makes a repeat harmless, the administrator, the limits."""

from dataclasses import replace
from datetime import timedelta

import pytest

from channels.channel import CannotTell, Found, SurelyAbsent
from channels.errors import CannotCorrect, Late, TryLater, Unconfirmed
from content.delivery import Act
from content.receipt import Standing
from tests.channels.stages import NOON
from tests.channels.wechat.account import Office

SENDALL = "message/mass/sendall"


def test_a_bundle_goes_out_as_one_message(at: Office) -> None:
    channel = at.channel(send_as="mass", bundle=3)
    assert channel.capacity == 3
    receipts = at.live(channel, at.dispatch(*(at.edition(number) for number in (1, 2, 3))))
    assert [receipt.standing for receipt in receipts] == [Standing.LIVE] * 3
    assert [receipt.evidence["idx"] for receipt in receipts] == ["1", "2", "3"]
    assert {article["way"] for article in at.public()} == {"mass"}
    assert at.sandbox.calls()[SENDALL] == 1


def test_a_lost_answer_is_looked_up_by_repeating_under_the_same_key(at: Office) -> None:
    channel, dispatch = at.channel(send_as="mass"), at.dispatch()
    at.sandbox.fault("lose_after", SENDALL)
    with pytest.raises(Unconfirmed):
        at.send(channel, dispatch)
    found = channel.look(at.marked(dispatch))
    assert isinstance(found, Found)
    assert channel.follow(found.receipts[0]).standing == Standing.LIVE
    assert len(at.public()) == 1


def test_a_repeat_that_comes_too_soon_waits_a_minute(at: Office) -> None:
    at.sandbox.set(quotas=True)
    channel, dispatch = at.channel(send_as="mass"), at.dispatch()
    at.sandbox.fault("lose_after", SENDALL)
    with pytest.raises(Unconfirmed):
        at.send(channel, dispatch)
    with pytest.raises(TryLater):
        channel.look(at.marked(dispatch))
    at.sandbox.forward(61)
    assert isinstance(channel.look(at.marked(dispatch)), Found)
    assert len(at.public()) == 1


def test_what_never_arrived_goes_out_with_the_repeat_once(at: Office) -> None:
    channel, dispatch = at.channel(send_as="mass"), at.dispatch()
    at.sandbox.fault("lose_before", SENDALL)
    with pytest.raises(Unconfirmed):
        at.send(channel, dispatch)
    assert at.public() == []
    for _ in range(2):
        assert isinstance(channel.look(at.marked(dispatch)), Found)
    assert len(at.public()) == 1


def test_after_a_day_the_key_proves_nothing_and_a_person_is_asked(at: Office) -> None:
    channel, dispatch = at.channel(send_as="mass"), at.dispatch()
    at.sandbox.fault("lose_after", SENDALL)
    with pytest.raises(Unconfirmed):
        at.send(channel, dispatch)
    at.scene.clock.on(timedelta(hours=23, minutes=1))
    assert isinstance(channel.look(at.marked(dispatch)), CannotTell)
    assert at.sandbox.calls()[SENDALL] == 1


def test_with_a_msg_id_the_platform_is_asked_by_it(at: Office) -> None:
    channel, dispatch = at.channel(send_as="mass"), at.dispatch()
    at.send(channel, dispatch)
    at.scene.clock.on(timedelta(days=3))
    found = channel.look(at.marked(dispatch))
    assert isinstance(found, Found)
    assert found.receipts[0].standing == Standing.LIVE


def test_before_a_draft_was_made_nothing_can_be_out(at: Office) -> None:
    assert isinstance(at.channel(send_as="mass").look(at.dispatch()), SurelyAbsent)


def test_past_the_deadline_nothing_goes_out(at: Office) -> None:
    with pytest.raises(Late):
        at.send(at.channel(send_as="mass"), replace(at.dispatch(), deadline=NOON))
    assert SENDALL not in at.sandbox.calls()


@pytest.mark.parametrize("way", ["quiet", "said"])
@pytest.mark.parametrize(("yes", "standing"), [(True, Standing.LIVE), (False, Standing.REFUSED)])
def test_it_waits_for_the_administrator(at: Office, way: str, yes: bool, standing: Standing) -> None:
    at.sandbox.set(confirm=way)
    channel = at.channel(send_as="mass")
    (held,) = at.send(channel, at.dispatch())
    assert held.standing == Standing.HELD
    assert "管理员" in held.says
    held = channel.follow(held)
    assert held.standing == Standing.HELD
    at.sandbox.confirm(yes)
    assert channel.follow(held).standing == standing


def test_a_bundle_the_administrator_was_asked_about_becomes_known_by_one_repeat(at: Office) -> None:
    at.sandbox.set(confirm="said", quotas=True)
    channel = at.channel(send_as="mass", bundle=3, quotas=False)
    held = at.send(channel, at.dispatch(*(at.edition(number) for number in (1, 2, 3))))
    at.sandbox.confirm()
    at.sandbox.forward(61)
    # The desk keeps nothing of a receipt that is still held, so each question begins with the same one.
    assert [channel.follow(receipt).standing for receipt in held] == [Standing.LIVE] * 3
    assert at.sandbox.calls()[SENDALL] == 2


def test_what_the_administrator_may_have_confirmed_a_day_ago_is_looked_at_by_a_person(at: Office) -> None:
    at.sandbox.set(confirm="said")
    channel = at.channel(send_as="mass")
    (held,) = at.send(channel, at.dispatch())
    at.sandbox.confirm()
    at.scene.clock.on(timedelta(hours=23))
    assert isinstance(channel.follow(held), CannotTell)


@pytest.mark.parametrize(("when", "answer", "seen"), [("before", CannotTell, 0), ("after", Found, 1)])
def test_looking_for_what_was_withdrawn_meanwhile_does_not_send_it(
    at: Office, when: str, answer: type, seen: int
) -> None:
    channel, dispatch = at.channel(send_as="mass"), at.dispatch()
    at.sandbox.fault(f"lose_{when}", SENDALL)
    with pytest.raises(Unconfirmed):
        at.send(channel, dispatch)
    at.marks["recall:2026-00001"] = "{}"
    assert isinstance(channel.look(at.marked(dispatch)), answer)
    assert len(at.public()) == seen


def test_an_administrator_who_is_silent_for_half_an_hour_has_refused(at: Office) -> None:
    at.sandbox.set(confirm="quiet")
    channel = at.channel(send_as="mass")
    (held,) = at.send(channel, at.dispatch())
    at.sandbox.forward(31 * 60)
    assert channel.follow(held).standing == Standing.REFUSED


def test_the_days_one_send_is_known_beforehand_and_given_back_when_it_failed(at: Office) -> None:
    channel = at.channel(send_as="mass")
    (held,) = at.send(channel, at.dispatch(at.edition(1)))
    assert channel.allowance(NOON)[0].left == 0
    with pytest.raises(TryLater) as later:
        at.send(channel, at.dispatch(at.edition(2)))
    assert later.value.wait == timedelta(hours=12)
    at.sandbox.set(mass_outcome="err(20013)")
    at.scene.clock.on(timedelta(days=1))
    (held,) = at.send(channel, at.dispatch(at.edition(3)))
    assert [channel.follow(held).standing for _ in range(2)] == [Standing.REFUSED] * 2
    assert channel.allowance(at.scene.clock())[0].left == 1


def test_the_platforms_own_count_is_heeded_too(at: Office) -> None:
    at.sandbox.set(quotas=True)
    at.send(at.channel(send_as="mass"), at.dispatch(at.edition(1)))
    with pytest.raises(TryLater, match="群发次数"):
        at.send(at.channel(send_as="mass", quotas=False), at.dispatch(at.edition(2)))


def test_a_service_account_has_four_a_month(at: Office) -> None:
    channel = at.channel(send_as="mass", account="service")
    for number in range(4):
        at.send(channel, at.dispatch(at.edition(number)))
        at.scene.clock.on(timedelta(days=1))
    assert {quota.name: quota.left for quota in channel.allowance(at.scene.clock())} == {
        "今天还可群发（次）": 1,
        "本月还可群发（次）": 0,
    }
    with pytest.raises(TryLater, match="下月"):
        at.send(channel, at.dispatch(at.edition(9)))


def test_one_article_of_a_bundle_is_withdrawn_and_none_can_be_corrected(at: Office) -> None:
    channel = at.channel(send_as="mass")
    editions = [at.edition(number) for number in (1, 2)]
    receipts = at.live(channel, at.dispatch(*editions))
    held = {edition.item_id: receipt for edition, receipt in zip(editions, receipts, strict=True)}
    with pytest.raises(CannotCorrect):
        at.send(channel, at.dispatch(editions[1], act=Act.CORRECT, held=held))
    at.send(channel, at.dispatch(editions[1], act=Act.WITHDRAW, held=held))
    assert [article["title"] for article in at.public()] == ["第 1 号通知"]
