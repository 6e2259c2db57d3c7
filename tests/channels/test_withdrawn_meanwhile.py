"""Withdrawals that meet something under way: never public after all, never a place in the queue that nobody leaves."""

import threading
from datetime import timedelta

import pytest

from channels.channel import SurelyAbsent
from channels.errors import CannotCorrect, CannotWithdraw, Refused, TryLater, Unconfirmed
from channels.lane import Lane
from channels.orders import CannotOrder
from channels.pieces import Evidence
from content.delivery import State
from content.log import Kind
from content.receipt import Standing
from content.store.store import Store

from .board import CANNOT_TELL
from .office import AFTER_PATIENCE, NINE, Office, make_office


@pytest.fixture
def office(store: Store) -> Office:
    return make_office(store)


def test_a_second_withdrawal_leaves_the_first_one_its_edition(office: Office) -> None:
    edition = office.edition()
    office.desk.run(office.publish(edition))
    office.withdraw(edition, voids=True)
    office.board.fails, office.board.after = [Unconfirmed("断了")], True
    begun = office.desk.next_ready("board")
    assert begun is not None
    office.desk.run(begun)
    office.withdraw(edition, voids=True)
    assert office.delivery(edition).dispatch_id == begun
    assert office.desk.next_ready("board") is None
    office.clock.on(AFTER_PATIENCE)
    office.board.tells = SurelyAbsent()
    office.board.after = False
    office.desk.ask_after(begun)
    office.run_ready()
    assert office.kinds() == [Kind.PUBLISHED, Kind.VOIDED]


def test_of_what_was_withdrawn_while_it_was_held_nothing_stays_public(office: Office) -> None:
    edition = office.edition()
    office.board.standing = Standing.HELD
    held = office.publish(edition)
    office.desk.run(held)
    office.withdraw(edition, voids=True)
    office.board.standing = Standing.LIVE
    office.clock.on(timedelta(minutes=1))
    office.desk.ask_after(held)
    office.run_ready()
    assert office.delivery(edition).standing == Standing.WITHDRAWN
    assert office.kinds() == [Kind.PUBLISHED, Kind.VOIDED]
    assert office.board.hung == {edition.key("board"): 0}


def test_what_was_withdrawn_before_it_proved_not_to_be_out_is_not_sent_again(office: Office) -> None:
    edition = office.edition()
    dispatch_id = office.publish(edition)
    office.board.fails = [Unconfirmed("断了")]
    office.desk.run(dispatch_id)
    office.withdraw(edition, voids=True)
    office.look_after(dispatch_id)
    assert office.run_ready() == 1
    assert office.delivery(edition).state == State.CANCELLED
    assert (office.board.hung, office.kinds()) == ({}, [])


def test_nor_when_a_person_says_that_it_is_not_out(office: Office) -> None:
    edition = office.edition()
    dispatch_id = office.publish(edition)
    office.board.fails, office.board.tells = [Unconfirmed("断了")], CANNOT_TELL
    office.desk.run(dispatch_id)
    office.look_after(dispatch_id)
    office.withdraw(edition, voids=True)
    office.by_hand.settle_unconfirmed(dispatch_id, out=False, evidence=Evidence(by="钱七", at=office.clock()))
    office.run_ready()
    assert office.delivery(edition).state == State.CANCELLED


def test_of_a_bundle_only_the_withdrawn_one_stays_behind(office: Office) -> None:
    office.board.capacity = 8
    office.lanes["board"] = Lane(office.board, at="17:00")
    first, second = office.edition("甲"), office.edition("乙")
    bundle = office.publish(first)
    assert office.publish(second) == bundle
    office.clock.on(timedelta(hours=9))
    office.board.fails = [Unconfirmed("断了")]
    office.desk.run(bundle)
    office.withdraw(first, voids=True)
    office.look_after(bundle)
    office.run_ready()
    assert office.board.hung == {second.key("board"): 1}
    assert office.delivery(first).state == State.CANCELLED


def test_what_stays_of_a_bundle_is_sent_again_as_often_as_its_answer_is_lost(office: Office) -> None:
    office.board.capacity = 8
    office.lanes["board"] = Lane(office.board, at="17:00")
    first, second, third = (office.edition(title) for title in "甲乙丙")
    bundle, _, _ = map(office.publish, (first, second, third))
    office.clock.on(timedelta(hours=9))
    office.board.fails = [Unconfirmed("断了"), Unconfirmed("又断了")]
    office.desk.run(bundle)
    office.withdraw(first, voids=True)
    for _ in range(2):
        office.look_after(bundle)
        office.run_ready()
    assert office.board.hung == {second.key("board"): 1, third.key("board"): 1}


def test_a_correction_waits_for_what_is_on_its_way_before_anything_is_ordered(office: Office) -> None:
    edition = office.edition()
    office.desk.run(office.publish(edition, "board", "echo"))
    office.echo.standing = Standing.HELD
    office.desk.run(office.delivery(edition, "echo").dispatch_id)
    newer = office.revise(edition, "改过的")
    with pytest.raises(CannotOrder, match="echo"):
        office.orders.correct(newer, by="钱七", now=office.clock(), reason="笔误", renew=True)
    with pytest.raises(KeyError):
        office.delivery(newer)


def test_a_renewal_whose_withdrawal_is_refused_does_not_wait_for_ever(office: Office) -> None:
    edition = office.edition()
    office.desk.run(office.publish(edition))
    newer = office.revise(edition, "改过的")
    office.orders.correct(newer, by="钱七", now=office.clock(), reason="笔误", renew=True)
    office.board.fails = [CannotCorrect("不许改"), Refused("不许删")]
    office.run_ready()
    assert office.delivery(newer).state == State.CANCELLED
    assert office.delivery(edition).standing == Standing.LIVE


def test_what_waits_for_a_persons_withdrawal_is_at_rest(office: Office) -> None:
    edition = office.edition()
    office.desk.run(office.publish(edition))
    newer = office.revise(edition, "改过的")
    office.orders.correct(newer, by="钱七", now=office.clock(), reason="笔误", renew=True)
    office.board.fails = [CannotCorrect("不许改"), CannotWithdraw("请人删")]
    office.run_ready()
    assert office.delivery(newer).state == State.DUE
    assert office.desk.at_rest(office.delivery(newer).dispatch_id)


def test_what_another_day_must_do_waits_for_the_daily_time(office: Office) -> None:
    office.lanes["board"] = Lane(office.board, at="17:00")
    edition = office.edition()
    dispatch_id = office.publish(edition)
    office.clock.on(timedelta(hours=9))
    office.board.fails = [TryLater("今天的次数已用完", wait=timedelta(hours=6))]
    again = office.desk.run(dispatch_id)
    assert again is not None
    assert f"{again.due_at.astimezone(office.lanes['board'].slot(NINE).tzinfo):%d %H:%M}" == "03 17:00"


def test_in_a_bundle_another_time_is_another_place(office: Office) -> None:
    office.board.capacity = 8
    office.lanes["board"] = Lane(office.board, at="17:00")
    first, second = office.edition("甲"), office.edition("乙")
    bundle = office.publish(first)
    assert office.publish(second) == bundle
    later = office.clock() + timedelta(days=3)
    (moved,) = office.orders.publish(first, ["board"], by="钱七", now=office.clock(), at=later)
    assert moved.dispatch_id != bundle
    with office.store.read() as work:
        assert [edition.item_id for edition in work.dispatches.get(bundle).editions] == [second.item_id]
        assert work.dispatches.get(moved.dispatch_id).due_at == office.lanes["board"].slot(later)


def test_of_two_withdrawals_at_once_one_is_placed(office: Office) -> None:
    edition = office.edition()
    office.desk.run(office.publish(edition))
    threads = [threading.Thread(target=office.withdraw, args=(edition,), kwargs={"voids": True}) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    office.run_ready()
    assert office.kinds() == [Kind.PUBLISHED, Kind.VOIDED]
    with office.store.read() as work:
        assert not work.dispatches.in_state(State.BEGUN)
        assert not work.dispatches.in_state(State.DUE)


def test_one_that_is_not_sent_after_all_does_not_stop_those_behind_it(office: Office) -> None:
    edition = office.edition()
    dispatch_id = office.publish(edition)
    office.board.fails = [Unconfirmed("断了")]
    office.desk.run(dispatch_id)
    office.withdraw(edition, voids=True)
    office.look_after(dispatch_id)
    ended = office.desk.run(dispatch_id)
    assert ended is not None
    assert ended.state == State.CANCELLED
    assert office.desk.freed_by(ended) == ["board"]
