"""The desk: written down before sent, asked after and never sent again blindly, one winner of two."""

from datetime import datetime, timedelta

import pytest

from channels.desk import Desk
from channels.errors import Misconfigured, Refused, TryLater, Unconfirmed
from channels.lane import Lane
from channels.orders import CannotOrder
from channels.pieces import Evidence
from content.delivery import State
from content.log import Kind
from content.problems import Problem
from content.receipt import Receipt, Standing
from content.store.store import Store

from .board import CANNOT_TELL, Board
from .office import NINE, Office, make_office

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def office(store: Store) -> Office:
    return make_office(store)


def test_a_dispatch_that_went_well_is_live_logged_and_counted(office: Office) -> None:
    edition = office.edition()
    dispatch = office.desk.run(office.publish(edition))
    assert dispatch is not None
    assert dispatch.state == State.SETTLED
    delivery = office.delivery(edition)
    assert (delivery.standing, delivery.url) == (Standing.LIVE, f"https://board.example.cn/{edition.key('board')}")
    assert office.kinds() == [Kind.PUBLISHED]
    with office.store.read() as work:
        assert work.figures.counts(2026).media == {"公告栏": 1}


def test_ordering_twice_sends_once(office: Office) -> None:
    edition = office.edition()
    first, second = office.publish(edition), office.publish(edition)
    assert first == second
    office.desk.run(first)
    assert office.publish(edition) == first
    assert office.desk.run(first) is None
    assert office.board.hung == {edition.key("board"): 1}


def test_of_two_workers_one_sends(office: Office) -> None:
    dispatch_id = office.publish(office.edition())
    assert office.desk.run(dispatch_id) is not None
    assert office.other_desk.run(dispatch_id) is None
    assert set(office.board.hung.values()) == {1}


def test_what_waits_for_a_page_that_settles_at_this_very_moment_is_not_at_rest(office: Office) -> None:
    edition = office.edition()
    first = office.publish(edition, "board", "echo")
    waits = office.delivery(edition, "echo").dispatch_id

    def page_goes_out_meanwhile() -> datetime:
        office.other_desk.run(first)
        return office.clock()

    desk = Desk(office.store, office.lanes, counts=bool, clock=page_goes_out_meanwhile, worker="three")
    assert not desk.at_rest(waits)
    assert office.delivery(edition).standing == Standing.LIVE


def test_one_dispatch_is_in_flight_per_channel(office: Office) -> None:
    office.board.fails, office.board.after = [Unconfirmed("断了")], True
    office.desk.run(office.publish(office.edition("甲")))
    second = office.publish(office.edition("乙"))
    assert office.other_desk.run(second) is None
    assert office.desk.next_ready("board") is None


def test_a_lost_answer_is_found_after_the_channels_patience_and_not_sent_again(office: Office) -> None:
    office.board.fails, office.board.after = [Unconfirmed("断了")], True
    edition = office.edition()
    dispatch = office.desk.run(office.publish(edition))
    assert dispatch is not None
    assert dispatch.state == State.BEGUN
    assert office.desk.to_ask("board") == []
    office.clock.on(31 * SECOND)
    assert office.desk.to_ask("board") == [dispatch.id]
    found = office.other_desk.ask_after(dispatch.id)
    assert found is not None
    assert found.state == State.SETTLED
    assert office.board.hung == {edition.key("board"): 1}


def test_what_is_surely_absent_is_due_again_with_a_new_attempt(office: Office) -> None:
    office.board.fails = [Unconfirmed("断了")]
    edition = office.edition()
    dispatch_id = office.publish(edition)
    office.desk.run(dispatch_id)
    released = office.look_after(dispatch_id)
    assert released is not None
    assert released.state == State.DUE
    again = office.desk.run(dispatch_id)
    assert again is not None
    assert (again.state, again.attempt) == (State.SETTLED, 2)
    assert office.board.hung == {edition.key("board"): 1}


def test_what_nobody_can_tell_is_asked_of_a_person_who_says_it_is_out(office: Office) -> None:
    office.board.fails, office.board.tells = [Unconfirmed("断了")], CANNOT_TELL
    edition = office.edition()
    dispatch_id = office.publish(edition)
    office.desk.run(dispatch_id)
    asked = office.look_after(dispatch_id)
    assert asked is not None
    assert (asked.state, asked.says) == (State.UNCONFIRMED, "请到公告栏看一看。")
    assert office.desk.freed_by(asked) == ["board"]
    evidence = Evidence(by="钱七", at=office.clock(), url="https://board.example.cn/1")
    settled = office.by_hand.settle_unconfirmed(dispatch_id, out=True, evidence=evidence)
    assert settled.state == State.SETTLED
    assert office.kinds() == [Kind.PUBLISHED]


def test_a_person_who_says_it_is_not_out_makes_it_due_again(office: Office) -> None:
    office.board.fails, office.board.tells = [Unconfirmed("断了")], CANNOT_TELL
    dispatch_id = office.publish(office.edition())
    office.desk.run(dispatch_id)
    office.look_after(dispatch_id)
    evidence = Evidence(by="钱七", at=office.clock())
    assert office.by_hand.settle_unconfirmed(dispatch_id, out=False, evidence=evidence).state == State.DUE
    with pytest.raises(CannotOrder):
        office.by_hand.settle_unconfirmed(dispatch_id, out=True, evidence=evidence)


def test_a_worker_that_wakes_up_late_does_nothing(office: Office) -> None:
    class Asleep(Board):
        def send(self, *arguments: object) -> list[object]:  # type: ignore[override]  # only passes them on
            office.clock.on(MINUTE)
            office.other_desk.ask_after(dispatch_id)
            office.other_desk.run(dispatch_id)
            return super().send(*arguments)  # type: ignore[arg-type, return-value]  # likewise

    edition = office.edition()
    dispatch_id = office.publish(edition)
    sleepy = Asleep(office.clock, hung=office.board.hung)
    lanes = {"board": Lane(sleepy)}
    Desk(office.store, lanes, counts=bool, clock=office.clock, worker="sleepy").run(dispatch_id)
    assert office.board.hung == {edition.key("board"): 1}
    assert office.kinds() == [Kind.PUBLISHED]


def test_try_later_waits_as_long_as_it_is_told(office: Office) -> None:
    office.board.fails = [TryLater("忙", wait=MINUTE)]
    dispatch_id = office.publish(office.edition())
    office.desk.run(dispatch_id)
    assert office.desk.run(dispatch_id) is None
    assert office.desk.next_ready("board") is None
    office.clock.on(MINUTE)
    assert office.desk.next_ready("board") == dispatch_id


def test_a_refusal_ends_the_dispatch_with_words(office: Office) -> None:
    office.board.fails = [Refused("标题太长")]
    dispatch = office.desk.run(office.publish(office.edition()))
    assert dispatch is not None
    assert (dispatch.state, dispatch.says) == (State.FAILED, "标题太长")
    assert office.kinds() == []


def test_a_misconfigured_channel_pauses_and_goes_on_when_it_is_well(office: Office) -> None:
    office.board.fails = [Misconfigured("密钥不对")]
    office.board.ill = [Problem("secret", "secret", "密钥不对", blocks=True)]
    dispatch_id = office.publish(office.edition())
    office.desk.run(dispatch_id)
    assert office.desk.next_ready("board") is None
    assert office.desk.resume_healthy() == []
    office.board.ill = []
    assert office.desk.resume_healthy() == ["board"]
    assert office.desk.next_ready("board") == dispatch_id


def test_a_channel_waits_for_the_one_before_it_and_gets_the_pages_address(office: Office) -> None:
    edition = office.edition()
    board_id = office.publish(edition, "board", "echo")
    echo_id = office.delivery(edition, "echo").dispatch_id
    assert office.desk.run(echo_id) is None
    settled = office.desk.run(board_id)
    assert settled is not None
    assert office.desk.freed_by(settled) == ["board", "echo"]
    assert office.desk.run(echo_id) is not None
    assert office.echo.pages == [f"https://board.example.cn/{edition.key('board')}"]


def test_something_held_is_followed_until_it_is_live(office: Office) -> None:
    office.board.standing = Standing.HELD
    edition = office.edition()
    dispatch_id = office.publish(edition)
    held = office.desk.run(dispatch_id)
    assert held is not None
    assert (held.state, held.ask_at) == (State.HELD, NINE + 10 * SECOND)
    assert office.kinds() == []
    office.clock.on(10 * SECOND)
    still = office.desk.ask_after(dispatch_id)
    assert still is not None
    assert still.ask_at == office.clock() + 20 * SECOND
    office.board.standing = Standing.LIVE
    office.clock.on(20 * SECOND)
    office.desk.ask_after(dispatch_id)
    assert office.delivery(edition).standing == Standing.LIVE
    assert office.kinds() == [Kind.PUBLISHED]


def test_a_platforms_event_settles_what_is_held_once_however_often_it_comes(office: Office) -> None:
    office.board.standing = Standing.HELD
    edition = office.edition()
    dispatch_id = office.publish(edition)
    office.desk.run(dispatch_id)
    live = Receipt(edition.key("board"), Standing.LIVE, office.clock(), url="https://board.example.cn/1")
    assert office.by_hand.take_receipts(dispatch_id, [live], office.clock())
    assert not office.by_hand.take_receipts(dispatch_id, [live], office.clock())
    assert office.delivery(edition).standing == Standing.LIVE
    assert office.kinds() == [Kind.PUBLISHED]


def test_an_error_no_adapter_should_raise_is_unconfirmed(office: Office) -> None:
    office.board.fails, office.board.after = [ZeroDivisionError()], True  # type: ignore[list-item]  # on purpose
    edition = office.edition()
    dispatch = office.desk.run(office.publish(edition))
    assert dispatch is not None
    assert dispatch.state == State.BEGUN
    office.look_after(dispatch.id)
    assert office.board.hung == {edition.key("board"): 1}
    assert office.delivery(edition).standing == Standing.LIVE
