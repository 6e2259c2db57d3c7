"""A channel that left the settings: what is out there stays true, is taken down by a person, and nothing else hangs."""

import pytest

from channels.errors import Refused, Unconfirmed
from channels.orders import CannotOrder
from channels.pieces import Evidence
from content.delivery import State
from content.edition import Edition
from content.log import Kind
from content.receipt import Standing
from content.store.store import Store

from .board import CANNOT_TELL
from .office import Office, make_office


@pytest.fixture
def office(store: Store) -> Office:
    return make_office(store)


def out_on_both(office: Office) -> Edition:
    """Public on board and echo, of which echo then leaves the settings."""
    edition = office.edition()
    office.publish(edition, "board", "echo")
    office.run_ready()
    del office.lanes["echo"]
    return edition


def withdraw(office: Office, edition: Edition, *, voids: bool = False) -> None:
    office.withdraw(edition, voids=voids)
    office.run_ready()


def brought(office: Office, url: str = "") -> Evidence:
    return Evidence(by="李四", at=office.clock(), url=url)


@pytest.mark.parametrize(("voids", "kind"), [(False, Kind.WITHDRAWN), (True, Kind.VOIDED)])
def test_it_is_withdrawn_elsewhere_at_once_and_there_by_a_person(office: Office, voids: bool, kind: Kind) -> None:
    edition = out_on_both(office)
    withdraw(office, edition, voids=voids)
    left = office.delivery(edition, "echo")
    assert office.delivery(edition).standing == Standing.WITHDRAWN
    assert (left.standing, left.state) == (Standing.LIVE, State.WAITING)
    assert office.desk.at_rest(left.dispatch_id)
    assert office.by_hand.claim(left.key, by="李四", now=office.clock()).claimed_by == "李四"
    for wrong in ("", "https://board.example.cn/other"):
        with pytest.raises(Refused, match=left.url):
            office.by_hand.confirm(left.key, brought(office, wrong))
    done = office.by_hand.confirm(left.key, brought(office, left.url))
    assert (done.standing, done.state) == (Standing.WITHDRAWN, State.SETTLED)
    with office.store.read() as work:
        *_, last = work.log.entries()
        assert work.figures.check() == []
    assert (last.event.kind, last.event.channel, last.event.medium) == (kind, "echo", "回音壁")


def test_it_is_corrected_there_by_a_person_too(office: Office) -> None:
    edition = out_on_both(office)
    newer = office.revise(edition, "改过的")
    office.orders.correct(newer, by="钱七", now=office.clock(), reason="笔误", renew=False)
    office.run_ready()
    left = office.delivery(newer, "echo")
    with pytest.raises(Refused, match="链接"):
        office.by_hand.confirm(left.key, brought(office))
    office.by_hand.confirm(left.key, brought(office, "https://board.example.cn/new"))
    assert office.delivery(edition, "echo").standing == Standing.WITHDRAWN
    assert office.delivery(newer, "echo").standing == Standing.LIVE
    with office.store.read() as work:
        *_, last = work.log.entries()
    assert (last.event.kind, last.event.medium, last.event.counts) == (Kind.CORRECTED, "回音壁", "")


def test_what_waits_for_a_person_to_publish_it_there_can_only_be_cancelled(office: Office) -> None:
    edition = office.edition()
    dispatch_id = office.publish(edition, "echo")
    with office.store.write() as work:
        work.dispatches.move(dispatch_id, 0, (State.DUE,), state=State.WAITING)
    del office.lanes["echo"]
    key = edition.key("echo")
    with pytest.raises(CannotOrder, match=f"gongkai cancel {key}"):
        office.by_hand.claim(key, by="李四", now=office.clock())
    with pytest.raises(CannotOrder, match="先把渠道加回设置文件"):
        office.by_hand.confirm(key, brought(office, "https://board.example.cn/x"))
    office.orders.cancel(dispatch_id, office.clock())
    assert office.delivery(edition, "echo").state == State.CANCELLED


def test_what_was_still_to_go_out_there_keeps_nobody_waiting_and_is_cancelled_by_a_withdrawal(office: Office) -> None:
    edition = office.edition()
    dispatch_id = office.publish(edition, "echo")
    del office.lanes["echo"]
    assert office.desk.at_rest(dispatch_id)
    assert office.desk.run(dispatch_id) is None
    withdraw(office, edition)
    assert office.delivery(edition, "echo").state == State.CANCELLED


def test_an_unknown_outcome_there_is_settled_once_the_channel_is_back(office: Office) -> None:
    edition = office.edition()
    dispatch_id = office.publish(edition, "echo")
    office.echo.fails, office.echo.tells = [Unconfirmed("断了")], CANNOT_TELL
    office.desk.run(dispatch_id)
    office.clock.on(office.echo.patience * 2)
    office.desk.ask_after(dispatch_id)
    lane = office.lanes.pop("echo")
    for out in (True, False):
        with pytest.raises(CannotOrder, match="先把它加回设置文件"):
            office.by_hand.settle_unconfirmed(dispatch_id, out=out, evidence=brought(office))
    office.lanes["echo"] = lane
    settled = office.by_hand.settle_unconfirmed(dispatch_id, out=False, evidence=brought(office))
    assert settled.state == State.DUE
