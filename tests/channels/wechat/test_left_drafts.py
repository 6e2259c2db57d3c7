"""Drafts of orders that were taken back: gone from the draft box before anybody presses 发表 on the wrong text."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from channels.by_hand import ByHand
from channels.desk import Desk
from channels.lane import Lane
from channels.orders import CannotOrder, Orders
from content.delivery import State
from content.log import Kind
from content.receipt import Standing
from content.store.store import Store
from tests.channels.wechat.account import office
from tests.channels.wechat.newsroom import Newsroom

SUBMIT = "freepublish/submit"


Opens = Callable[..., Newsroom]


@pytest.fixture
def opens(store: Store, tmp_path: Path) -> Iterator[Opens]:
    """`opens(send_as="draft")`."""
    with ExitStack() as stack:

        def newsroom(*, daily: str = "", **settings: Any) -> Newsroom:
            at = stack.enter_context(office(tmp_path, store.shelf))
            lanes, numbers = {"wechat": Lane(at.channel(quotas=False, **settings), at=daily)}, count()
            desk = Desk(store, lanes, counts=lambda _: True, clock=at.scene.clock, worker="one")
            orders = Orders(store, lanes, lambda: f"{next(numbers):06x}")
            return Newsroom(at, store, desk, orders, ByHand(store, lanes, lambda _: True))

        yield newsroom


def test_a_waiting_draft_that_is_cancelled_leaves_the_draft_box_and_no_trace_in_the_log(opens: Opens) -> None:
    room = opens(send_as="draft")
    edition = room.edition()
    assert room.publish(edition).state == State.WAITING
    done = room.cancel(edition)
    assert (done.state, done.standing, room.drafts()) == (State.SETTLED, Standing.WITHDRAWN, [])
    assert room.logged() == []
    assert room.publish(edition).state == State.WAITING
    assert room.confirm(edition, room.press()).standing == Standing.LIVE


def test_a_correction_replaces_the_draft_nobody_has_pressed_yet(opens: Opens) -> None:
    room = opens(send_as="draft")
    old = room.edition()
    room.publish(old)
    new = room.revise(old, "改过的通知")
    assert room.correct(new).state == State.WAITING
    assert room.drafts() == [["改过的通知"]]
    room.confirm(new, room.press())
    assert room.logged() == [Kind.PUBLISHED]


def test_an_item_withdrawn_while_its_draft_waits_cannot_be_pressed_any_more(opens: Opens) -> None:
    room = opens(send_as="draft")
    edition = room.edition()
    room.publish(edition)
    assert room.withdraw(edition).state == State.SETTLED
    assert (room.drafts(), room.logged()) == ([], [])


def test_where_the_draft_is_gone_a_person_looks_before_the_new_one_is_made(opens: Opens) -> None:
    room = opens(send_as="draft")
    old = room.edition()
    room.publish(old)
    url = room.press()
    new = room.revise(old, "改过的通知")
    assert room.correct(new).state == State.DUE
    job = room.delivery(old)
    assert job.state == State.WAITING
    assert "“发表记录”里有没有《通知》" in job.says
    with pytest.raises(CannotOrder, match="不能取消"):
        room.cancel(old)
    with pytest.raises(CannotOrder, match="等删除或核对"):
        room.publish(old)
    assert room.drafts() == []
    assert room.confirm(old, url).standing == Standing.WITHDRAWN
    assert room.ran(new).state == State.WAITING
    assert (room.drafts(), room.logged()) == ([["改过的通知"]], [])


@pytest.mark.parametrize(("lost", "then"), [("lose_before", State.SETTLED), ("lose_after", State.WAITING)])
def test_a_lost_answer_to_the_deletion_ends_with_the_draft_gone_or_with_a_person(
    opens: Opens, lost: str, then: State
) -> None:
    room = opens(send_as="draft")
    edition = room.edition()
    room.publish(edition)
    room.at.sandbox.fault(lost, "draft/delete")
    assert room.cancel(edition).state == State.DUE
    room.later(timedelta(minutes=2))
    assert (room.ran(edition).state, room.drafts()) == (then, [])
    if then == State.WAITING:
        assert room.confirm(edition).standing == Standing.WITHDRAWN
    assert room.logged() == []


def test_a_worker_that_died_while_deleting_is_asked_after(opens: Opens) -> None:
    room = opens(send_as="draft")
    edition = room.edition()
    room.publish(edition)
    room.at.sandbox.fault("slow", "draft/delete", seconds=1)
    delivery = room.delivery(edition)
    room.orders.cancel(delivery.dispatch_id, room.at.scene.clock(), by="李四")
    with room.store.write() as work:
        removal = work.deliveries.get(delivery.key).dispatch_id
        fence = {"state": State.BEGUN, "worker": "dead", "begun_at": room.at.scene.clock()}
        work.dispatches.begin(removal, "wechat", after=(), parallel=1, now=room.at.scene.clock(), **fence)
        work.dispatches.move(removal, 1, (State.BEGUN,), ask_at=room.at.scene.clock())
    room.later(timedelta(minutes=11))
    assert (room.ran(edition).state, room.drafts()) == (State.SETTLED, [])


def test_a_draft_whose_submission_must_wait_for_tomorrow_goes_with_its_cancellation(opens: Opens) -> None:
    room = opens(send_as="publish")
    edition = room.edition()
    room.at.sandbox.fault("code", SUBMIT, code=45009)
    assert (room.publish(edition).state, room.drafts()) == (State.DUE, [["通知"]])
    assert room.cancel(edition).state == State.SETTLED
    assert (room.drafts(), room.logged()) == ([], [])


def test_what_a_person_pressed_while_it_waited_for_tomorrow_is_not_published_again(opens: Opens) -> None:
    room = opens(send_as="publish")
    edition = room.edition()
    room.at.sandbox.fault("code", SUBMIT, code=45009)
    room.publish(edition)
    url = room.press()
    room.later(timedelta(hours=13))
    room.ran(edition)
    room.later(timedelta(minutes=11))
    done = room.ran(edition)
    assert (done.standing, done.url) == (Standing.LIVE, url)
    assert len(room.at.public()) == 1
    assert room.logged() == [Kind.PUBLISHED]


def test_a_refused_draft_stays_to_be_looked_at_until_another_takes_its_place(opens: Opens) -> None:
    room = opens(send_as="publish")
    old = room.edition()
    room.at.sandbox.fault("code", SUBMIT, code=53503)
    assert (room.publish(old).state, room.drafts()) == (State.FAILED, [["通知"]])
    new = room.revise(old, "改过的通知")
    room.publish(new)
    assert room.followed(new).standing == Standing.LIVE
    assert room.drafts() == []
    assert [article["title"] for article in room.at.public()] == ["改过的通知"]


def test_the_same_text_ordered_again_uses_the_draft_it_left(opens: Opens) -> None:
    room = opens(send_as="publish")
    edition = room.edition()
    room.at.sandbox.fault("code", SUBMIT, code=53503)
    room.publish(edition)
    room.publish(edition)
    assert room.followed(edition).standing == Standing.LIVE
    assert (room.at.sandbox.calls()["draft/add"], room.drafts()) == (1, [])


def test_a_refused_draft_goes_when_its_item_is_withdrawn(opens: Opens) -> None:
    room = opens(send_as="publish")
    edition = room.edition()
    room.at.sandbox.fault("code", SUBMIT, code=53503)
    room.publish(edition)
    assert room.withdraw(edition).state == State.SETTLED
    assert (room.drafts(), room.logged()) == ([], [])


def test_a_draft_nobody_was_told_of_is_found_and_removed_too(opens: Opens) -> None:
    room = opens(send_as="publish")
    edition = room.edition()
    room.at.sandbox.fault("lose_after", "draft/add")
    assert room.publish(edition).state == State.DUE
    assert room.cancel(edition).state == State.SETTLED
    assert room.drafts() == []


def test_one_withdrawn_while_it_was_being_sent_leaves_no_draft(opens: Opens) -> None:
    room = opens(send_as="publish")
    edition = room.edition()
    room.at.sandbox.fault("lose_before", SUBMIT)
    assert room.publish(edition).state == State.BEGUN
    room.withdraw(edition)
    room.later(timedelta(minutes=11))
    assert room.ran(edition).state == State.SETTLED
    assert (room.drafts(), room.at.public(), room.logged()) == ([], [], [])


def test_of_a_bundles_draft_what_was_withdrawn_is_in_no_draft_any_more(opens: Opens) -> None:
    room = opens(send_as="mass", daily="17:00")
    first, second = room.edition("甲"), room.edition("乙")
    room.publish(first)
    room.publish(second)
    room.at.sandbox.fault("code", "message/mass/sendall", code=45028)
    room.later(timedelta(hours=5))
    assert (room.ran(first).state, room.drafts()) == (State.DUE, [["甲", "乙"]])
    assert room.withdraw(first).state == State.SETTLED
    assert room.drafts() == []
    room.later(timedelta(days=1))
    assert room.followed(second).standing == Standing.LIVE
    assert [article["title"] for article in room.at.public()] == ["乙"]


def test_a_bundle_that_grew_overnight_replaces_its_draft(opens: Opens) -> None:
    room = opens(send_as="mass", daily="17:00")
    first = room.edition("甲")
    room.publish(first)
    room.at.sandbox.fault("code", "message/mass/sendall", code=45028)
    room.later(timedelta(hours=5))
    assert room.ran(first).state == State.DUE
    second = room.edition("乙")
    room.publish(second)
    room.later(timedelta(days=1))
    assert room.followed(second).standing == Standing.LIVE
    assert sorted(article["title"] for article in room.at.public()) == ["乙", "甲"]
    assert room.drafts() == []
