"""One send of several editions: a person chooses them and their order, and nothing is lost or sent twice by that."""

import threading
from collections.abc import Sequence
from datetime import timedelta

import pytest

from channels.bundles import Bundles, LineUp
from channels.errors import Refused, Unconfirmed
from channels.lane import Lane
from channels.orders import CannotOrder
from content.delivery import Dispatch, State
from content.edition import Edition
from content.store.store import Store

from .board import Board
from .office import Office, make_office

DAY = timedelta(days=1)


@pytest.fixture
def office(store: Store) -> Office:
    made = make_office(store)
    made.board.capacity = 3
    made.lanes["board"] = Lane(made.board, at="17:00")
    return made


def line_up(
    office: Office, editions: Sequence[Edition], *, send: str = "", was: Sequence[Edition] = (), also: str = ""
) -> Dispatch:
    numbers = iter(range(0xA00000, 0xB00000))
    bundles = Bundles(office.store, office.orders, office.lanes, lambda: f"{next(numbers):06x}")
    elsewhere = {edition.ref: [also] if also else [] for edition in editions}
    wanted = LineUp(
        channel="board", editions=editions, elsewhere=elsewhere, send=send, was=[edition.ref for edition in was]
    )
    return bundles.line_up(wanted, by="钱七", now=office.clock())


def carried(office: Office, dispatch_id: str) -> list[str]:
    with office.store.read() as work:
        return [edition.item.title for edition in work.dispatches.get(dispatch_id).editions]


def state(office: Office, dispatch_id: str) -> State:
    with office.store.read() as work:
        return work.dispatches.get(dispatch_id).state


def test_a_person_chooses_the_headline_and_the_order_is_what_goes_out(office: Office) -> None:
    first, second, third = (office.edition(title) for title in ("甲", "乙", "丙"))
    send = office.publish(first)
    office.publish(second)
    office.publish(third)
    line_up(office, [third, first, second], send=send, was=[first, second, third])
    assert carried(office, send) == ["丙", "甲", "乙"]
    office.clock.on(DAY)
    office.desk.run(send)
    assert list(office.board.hung) == [one.key("board") for one in (third, first, second)]


def test_what_is_not_ordered_yet_is_ordered_and_what_waits_elsewhere_is_taken_from_there(office: Office) -> None:
    alone, new = office.edition("单独"), office.edition("新的")
    office.orders.publish(alone, ["board"], by="钱七", now=office.clock(), at=office.clock() + 2 * DAY)
    before = office.delivery(alone).dispatch_id
    send = line_up(office, [new, alone], also="echo")
    assert carried(office, send.id) == ["新的", "单独"]
    assert state(office, before) == State.CANCELLED
    assert office.delivery(new, "echo").state == State.DUE
    with pytest.raises(KeyError):
        office.delivery(alone, "echo")


def test_what_is_left_out_goes_with_the_next_send(office: Office) -> None:
    first, second = office.edition("甲"), office.edition("乙")
    send = office.publish(first)
    office.publish(second)
    line_up(office, [second], send=send, was=[first, second])
    later = office.delivery(first).dispatch_id
    assert (carried(office, send), carried(office, later)) == (["乙"], ["甲"])
    with office.store.read() as work:
        assert work.dispatches.get(later).due_at - work.dispatches.get(send).due_at == DAY
    office.clock.on(2 * DAY)
    office.run_ready()
    assert office.board.hung == {first.key("board"): 1, second.key("board"): 1}


def test_what_cannot_be_is_refused_and_nothing_of_it_happens(office: Office) -> None:
    many = [office.edition(title) for title in "甲乙丙丁"]
    with pytest.raises(CannotOrder, match="最多 3 篇，现在选了 4 篇"):
        line_up(office, many)
    with pytest.raises(CannotOrder, match="至少要有一篇"):
        line_up(office, [])
    with pytest.raises(CannotOrder, match="只能在一次推送里出现一次"):
        line_up(office, [many[0], office.revise(many[0], "改过的")])
    send = office.publish(many[0])
    with pytest.raises(CannotOrder, match="刚才有人调整"):
        line_up(office, many[:2], send=send, was=many[1:2])
    office.lanes["board"] = Lane(Board(office.clock))
    with pytest.raises(CannotOrder, match="一次只能发一篇"):
        line_up(office, many[:2])
    assert carried(office, send) == ["甲"]


def test_what_has_begun_or_was_taken_back_stays_as_it_is(office: Office) -> None:
    first, second = office.edition("甲"), office.edition("乙")
    send = office.publish(first)
    office.board.fails = [Unconfirmed("断了")]
    office.clock.on(DAY)
    office.desk.run(send)
    with pytest.raises(CannotOrder, match="正在发送，不能再调整"):
        line_up(office, [first, second], send=send, was=[first])
    with pytest.raises(CannotOrder, match="现在是“发送中”"):
        line_up(office, [second, first])
    office.withdraw(first)
    with pytest.raises(CannotOrder, match="已下令撤回"):
        line_up(office, [second, first])
    with pytest.raises(KeyError):
        office.delivery(second)  # nothing was ordered on the way


def test_what_was_refused_may_be_lined_up_again(office: Office) -> None:
    first, second = office.edition("甲"), office.edition("乙")
    send = office.publish(first)
    office.board.fails = [Refused("标题太长")]
    office.clock.on(DAY)
    office.desk.run(send)
    again = line_up(office, [second, first])
    assert (carried(office, again.id), state(office, send)) == (["乙", "甲"], State.FAILED)


def test_the_desk_and_a_person_meet_and_one_of_them_wins(office: Office) -> None:
    """Either the send went out as it was, and the person is told; or it goes out as they want it."""
    for turn in range(6):
        first, second = office.edition(f"甲{turn}"), office.edition(f"乙{turn}")
        send = office.publish(first)
        office.publish(second)
        office.clock.on(DAY)
        told: list[str] = []

        def arrange(send: str = send, pair: Sequence[Edition] = (first, second), told: list[str] = told) -> None:
            try:
                line_up(office, [pair[1], pair[0]], send=send, was=pair)
                told.append("arranged")
            except CannotOrder as error:
                told.append(error.says)

        threads = [threading.Thread(target=arrange), threading.Thread(target=office.desk.run, args=[send])]
        for thread in threads[:: 1 if turn % 2 else -1]:
            thread.start()
        for thread in threads:
            thread.join()
        office.run_ready()
        out = [key for key in office.board.hung if key in {first.key("board"), second.key("board")}]
        wanted = [second, first] if told == ["arranged"] else [first, second]
        assert out == [one.key("board") for one in wanted], told
        assert told == ["arranged"] or "不能再调整" in told[0]
    assert set(office.board.hung.values()) == {1}
