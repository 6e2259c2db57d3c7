"""What every kind that can be called must do: out once, found afterwards, never after its deadline."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from channels.channel import CannotTell, Found, Sends, SurelyAbsent
from channels.errors import ChannelError, Late
from content.delivery import Act
from content.receipt import Standing

from .sending import SendStage
from .stages import kinds_that, stage


@pytest.fixture(params=kinds_that("send"))
def at(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SendStage]:
    with stage(request.param, "send", tmp_path) as built:
        yield built


def lose(at: SendStage, when: str) -> None:
    if at.lose is None:
        pytest.skip("this kind has no wire")
    at.lose(when)


def test_it_is_one_that_sends_and_leaves_a_begun_dispatch_alone_long_enough(at: SendStage) -> None:
    assert isinstance(at.channel, Sends)
    assert at.channel.patience > at.channel.time_limit > timedelta(0)
    assert at.channel.health(at.clock()) == []
    assert all(0 <= quota.left <= quota.limit for quota in at.channel.allowance(at.clock()))


def test_a_good_edition_has_no_problems_and_always_the_same_rendition(at: SendStage) -> None:
    edition = at.editions[0]
    assert [problem for problem in at.channel.check(edition) if problem.blocks] == []
    assert at.prepared(edition) == at.prepared(edition)
    assert at.prepared(edition).key == edition.key(at.channel.name)


def test_what_is_sent_becomes_public_once_and_its_receipt_says_where_and_since_when(at: SendStage) -> None:
    for edition in at.editions:
        (live,) = at.ended(at.send(at.dispatch(edition)))
        assert (live.key, live.standing) == (edition.key(at.channel.name), Standing.LIVE)
        assert live.url.startswith("http")
        assert live.at.tzinfo is not None
        assert all(isinstance(value, str) for value in live.evidence.values())
    assert sorted(at.public()) == sorted(edition.key(at.channel.name) for edition in at.editions)


def test_before_anything_was_sent_it_is_surely_absent(at: SendStage) -> None:
    assert isinstance(at.channel.look(at.dispatch(at.editions[0])), SurelyAbsent)


def test_what_is_out_is_found(at: SendStage) -> None:
    dispatch = at.dispatch(at.editions[0])
    at.ended(at.send(dispatch))
    found = at.channel.look(at.marked(dispatch))
    assert isinstance(found, Found)
    assert [receipt.key for receipt in found.receipts] == list(dispatch.keys)
    assert {receipt.standing for receipt in at.ended(list(found.receipts))} == {Standing.LIVE}


def test_past_its_deadline_nothing_goes_out(at: SendStage) -> None:
    dispatch = at.dispatch(at.editions[0])
    at.clock.on(at.channel.time_limit)
    with pytest.raises(Late):
        at.send(dispatch)
    assert at.public() == []
    assert isinstance(at.channel.look(at.marked(dispatch)), SurelyAbsent)


def test_a_worker_that_is_fenced_off_while_noting_sends_nothing(at: SendStage) -> None:
    def fenced(_marks: Mapping[str, str]) -> None:
        raise Late("已由另一进程接手")

    dispatch = at.dispatch(at.editions[0])
    try:
        at.send(dispatch, fenced)
    except Late:
        assert at.public() == []
    else:
        assert at.public() == list(dispatch.keys)  # it has nothing to note


@pytest.mark.parametrize("when", ["before", "after"])
def test_whatever_answer_was_lost_looking_and_sending_again_makes_it_public_once(at: SendStage, when: str) -> None:
    dispatch = at.dispatch(at.editions[0])
    lose(at, when)
    with pytest.raises(ChannelError):
        at.send(dispatch)
    told = at.channel.look(at.marked(dispatch))
    if when == "after":
        assert not isinstance(told, SurelyAbsent)
    if isinstance(told, SurelyAbsent):
        at.ended(at.send(at.marked(dispatch, attempt=2)))
    assert not isinstance(told, CannotTell)
    assert at.public() == list(dispatch.keys)


def test_what_is_withdrawn_is_gone_and_found_gone(at: SendStage) -> None:
    edition, other = at.editions
    (live,) = at.ended(at.send(at.dispatch(edition)))
    at.ended(at.send(at.dispatch(other)))
    withdrawal = at.dispatch(edition, Act.WITHDRAW, {edition.item_id: live})
    assert isinstance(at.channel.look(withdrawal), SurelyAbsent)
    (gone,) = at.send(withdrawal)
    assert (gone.key, gone.standing) == (live.key, Standing.WITHDRAWN)
    assert at.public() == [other.key(at.channel.name)]
    assert isinstance(at.channel.look(withdrawal), Found)
