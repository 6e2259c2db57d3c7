"""Two orders for one item that meet on one channel: the later one holds, or is refused in words; none is lost."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest

from channels.channel import Note, Rendition
from channels.errors import CannotCorrect, CannotWithdraw, Unconfirmed
from channels.lane import Lane
from channels.orders import CannotOrder
from channels.pieces import Evidence
from content.delivery import Dispatch, State
from content.log import Kind
from content.receipt import Receipt, Standing
from content.store.store import Store

from .board import Board
from .office import Office, make_office


@pytest.fixture
def office(store: Store) -> Office:
    return make_office(store)


def test_what_is_being_withdrawn_is_not_published_until_that_is_done(office: Office) -> None:
    edition = office.edition()
    office.desk.run(office.publish(edition))
    office.withdraw(edition)
    tomorrow = office.clock() + timedelta(days=1)
    with pytest.raises(CannotOrder, match="已下令撤回"):
        office.orders.publish(edition, ["board"], by="钱七", now=office.clock(), at=tomorrow)
    withdrawal = office.desk.next_ready("board")
    assert withdrawal is not None  # it was not put off until tomorrow
    office.desk.run(withdrawal)
    office.desk.run(office.publish(edition))
    assert office.delivery(edition).standing == Standing.LIVE


def test_nor_what_was_withdrawn_while_it_was_on_its_way(office: Office) -> None:
    edition = office.edition()
    office.board.fails = [Unconfirmed("断了")]
    office.desk.run(office.publish(edition))
    office.withdraw(edition)
    with pytest.raises(CannotOrder, match="已下令撤回"):
        office.publish(edition)


def test_a_correction_ordered_twice_keeps_what_goes_out_elsewhere(office: Office) -> None:
    edition = office.edition()
    office.desk.run(office.publish(edition, "board", "echo"))
    newer = office.revise(edition, "改过的")
    for _ in range(2):
        office.orders.correct(newer, by="钱七", now=office.clock(), reason="笔误", renew=True)
    assert office.delivery(newer).state == State.DUE
    assert office.delivery(newer, "echo").state == State.DUE


def test_a_withdrawal_that_met_a_correction_takes_back_what_took_the_old_ones_place(office: Office) -> None:
    edition = office.edition()
    office.desk.run(office.publish(edition))
    newer = office.revise(edition, "改过的")
    office.orders.correct(newer, by="钱七", now=office.clock(), reason="笔误", renew=True)
    office.board.fails, office.board.after = [Unconfirmed("断了")], True
    correction = office.delivery(newer).dispatch_id
    office.desk.run(correction)
    office.withdraw(edition, voids=True)
    office.look_after(correction)
    assert office.delivery(edition).state == State.CANCELLED
    withdrawal = office.desk.next_ready("board")
    assert withdrawal == office.delivery(newer).dispatch_id
    office.desk.run(withdrawal)
    assert office.kinds() == [Kind.PUBLISHED, Kind.CORRECTED, Kind.VOIDED]
    assert office.desk.next_ready("board") is None


@dataclass
class SlowBoard(Board):
    """Something happens while a call is on its way."""

    meanwhile: Callable[[], None] = lambda: None

    def send(self, dispatch: Dispatch, renditions: Sequence[Rendition], note: Note) -> list[Receipt]:
        meanwhile, self.meanwhile = self.meanwhile, lambda: None
        meanwhile()
        return super().send(dispatch, renditions, note)


@pytest.mark.parametrize("renew", [True, False])
def test_a_correction_that_no_call_can_make_is_called_off_by_a_withdrawal(office: Office, renew: bool) -> None:
    edition = office.edition()
    board = SlowBoard(office.clock)
    office.lanes["board"] = Lane(board)
    office.desk.run(office.publish(edition))
    newer = office.revise(edition, "改过的")
    office.orders.correct(newer, by="钱七", now=office.clock(), reason="笔误", renew=renew)
    board.fails = [CannotCorrect("不许改")]
    board.meanwhile = lambda: office.withdraw(edition, voids=True)
    office.desk.run(office.delivery(newer).dispatch_id)
    assert office.delivery(newer).state == State.CANCELLED
    office.desk.run(office.delivery(edition).dispatch_id)
    assert office.kinds() == [Kind.PUBLISHED, Kind.VOIDED]
    assert office.desk.next_ready("board") is None


def test_of_two_who_cancel_one_item_of_a_bundle_the_second_is_told_so(office: Office) -> None:
    office.board.capacity = 8
    office.lanes["board"] = Lane(office.board, at="17:00")
    first, second = office.edition("甲"), office.edition("乙")
    bundle = office.publish(first)
    office.publish(second)
    office.orders.cancel(bundle, office.clock(), first.item_id)
    with pytest.raises(CannotOrder, match="已不在"):
        office.orders.cancel(bundle, office.clock(), first.item_id)
    assert office.delivery(second).state == State.DUE


def test_what_was_cancelled_while_a_person_was_at_it_tells_them_what_to_do(office: Office) -> None:
    edition = office.edition()
    office.desk.run(office.publish(edition))
    office.withdraw(edition)
    office.board.fails = [CannotWithdraw("请人删除。")]
    withdrawal = office.desk.next_ready("board")
    assert withdrawal is not None
    office.desk.run(withdrawal)
    office.orders.cancel(withdrawal, office.clock(), edition.item_id)
    assert office.delivery(edition).says == ""
    with pytest.raises(CannotOrder, match="再下一次令"):
        office.by_hand.confirm(edition.key("board"), Evidence(by="李四", at=office.clock()))


def test_an_outcome_waits_for_an_order_that_is_being_placed(office: Office) -> None:
    board = SlowBoard(office.clock)
    office.lanes["board"] = Lane(board)
    told: list[str] = []
    locked = threading.Event()

    def order() -> None:
        with office.store.write() as work:
            work.dispatches.lock_channel("board")
            locked.set()
            time.sleep(0.3)
            told.append("placed")

    placing = threading.Thread(target=order)

    def meanwhile() -> None:
        placing.start()
        locked.wait()

    board.meanwhile = meanwhile
    edition = office.edition()
    office.desk.run(office.publish(edition))
    told.append("settled")
    placing.join()
    assert told == ["placed", "settled"]
