"""Orders: corrections, withdrawals, bundles – one order to all channels, each doing what its platform allows."""

from datetime import timedelta

import pytest

from channels.errors import CannotCorrect, Refused, Unconfirmed
from channels.lane import Lane
from channels.orders import CannotOrder
from channels.pieces import Evidence
from content.delivery import State
from content.log import Kind
from content.receipt import Standing
from content.store.store import Store

from .board import CANNOT_TELL
from .office import Office, make_office


@pytest.fixture
def office(store: Store) -> Office:
    return make_office(store)


def test_a_correction_takes_the_place_of_the_old_edition_and_counts_once(office: Office) -> None:
    old = office.edition()
    office.desk.run(office.publish(old))
    new = office.revise(old, "更正后的通知")
    with pytest.raises(CannotOrder):
        office.publish(new)
    [ordered] = office.orders.correct(new, by="钱七", now=office.clock(), reason="日期有误", renew=False)
    office.desk.run(ordered.dispatch_id)
    assert office.delivery(new).standing == Standing.LIVE
    assert office.delivery(old).standing == Standing.WITHDRAWN
    assert office.kinds() == [Kind.PUBLISHED, Kind.CORRECTED]
    with office.store.read() as work:
        assert work.figures.counts(2026).media == {"公告栏": 1}


def test_where_nothing_can_be_changed_it_is_withdrawn_and_published_anew_if_so_ordered(office: Office) -> None:
    old = office.edition()
    office.desk.run(office.publish(old))
    new = office.revise(old, "更正后的通知")
    [ordered] = office.orders.correct(new, by="钱七", now=office.clock(), reason="日期有误", renew=True)
    office.board.fails = [CannotCorrect("不能修改")]
    office.desk.run(ordered.dispatch_id)
    for _ in range(2):
        following = office.desk.next_ready("board")
        assert following is not None
        office.desk.run(following)
    assert office.board.hung == {old.key("board"): 0, new.key("board"): 1}
    assert office.kinds() == [Kind.PUBLISHED, Kind.WITHDRAWN, Kind.CORRECTED]


def test_where_nothing_can_be_changed_it_is_a_persons_job_otherwise(office: Office) -> None:
    old = office.edition()
    office.desk.run(office.publish(old))
    new = office.revise(old, "更正后的通知")
    [ordered] = office.orders.correct(new, by="钱七", now=office.clock(), reason="日期有误", renew=False)
    office.board.fails = [CannotCorrect("请在后台修改")]
    office.desk.run(ordered.dispatch_id)
    delivery = office.delivery(new)
    assert (delivery.state, delivery.says) == (State.WAITING, "请在后台修改")
    evidence = Evidence(by="孙八", at=office.clock(), url="https://board.example.cn/new")
    assert office.by_hand.confirm(delivery.key, evidence).standing == Standing.LIVE
    assert office.kinds() == [Kind.PUBLISHED, Kind.CORRECTED]


def test_withdrawing_cancels_what_is_due_and_takes_back_what_is_out(office: Office) -> None:
    edition = office.edition()
    office.desk.run(office.publish(edition, "board", "echo"))
    office.orders.withdraw(edition.item_id, by="钱七", now=office.clock(), reason="已失效")
    assert office.delivery(edition, "echo").state == State.CANCELLED
    following = office.desk.next_ready("board")
    assert following is not None
    office.desk.run(following)
    assert office.delivery(edition).standing == Standing.WITHDRAWN
    assert office.kinds() == [Kind.PUBLISHED, Kind.WITHDRAWN]
    with office.store.read() as work:
        assert work.figures.counts(2026).media == {"公告栏": 1}


def test_what_was_published_in_error_does_not_count_any_more(office: Office) -> None:
    edition = office.edition()
    office.desk.run(office.publish(edition))
    withdrawal = office.orders.withdraw(edition.item_id, by="钱七", now=office.clock(), reason="误发", voids=True)
    [delivery] = withdrawal.deliveries
    office.desk.run(delivery.dispatch_id)
    assert office.kinds() == [Kind.PUBLISHED, Kind.VOIDED]
    with office.store.read() as work:
        assert work.figures.counts(2026).media == {}


def test_a_bundle_takes_editions_up_to_its_capacity_and_lets_one_go(office: Office) -> None:
    office.lanes["board"] = Lane(office.board, at="17:00")
    office.board.capacity = 2
    first, second, third = (office.edition(title) for title in ("甲", "乙", "丙"))
    bundle = office.publish(first)
    assert office.publish(second) == bundle
    assert office.publish(third) != bundle
    office.orders.withdraw(second.item_id, by="钱七", now=office.clock(), reason="不发了")
    assert office.delivery(second).state == State.CANCELLED
    office.clock.on(timedelta(hours=8))
    office.desk.run(bundle)
    assert office.board.hung == {first.key("board"): 1}


def test_what_a_person_did_on_the_platform_needs_an_address_of_its_own(office: Office) -> None:
    other, edition = office.edition("别的"), office.edition()
    office.desk.run(office.publish(other))
    dispatch_id = office.publish(edition)
    office.board.fails, office.board.tells = [Unconfirmed("断了")], CANNOT_TELL
    office.desk.run(dispatch_id)
    office.look_after(dispatch_id)
    for url, why in (("在首页", "不是网址"), (office.delivery(other).url, other.key("board"))):
        evidence = Evidence(by="钱七", at=office.clock(), url=url)
        with pytest.raises(Refused, match=why):
            office.by_hand.settle_unconfirmed(dispatch_id, out=True, evidence=evidence)
    assert office.delivery(edition).state == State.UNCONFIRMED


def test_a_text_changed_in_place_keeps_the_ids_by_which_it_can_be_withdrawn(office: Office) -> None:
    old = office.edition()
    office.desk.run(office.publish(old))
    new = office.revise(old, "更正后的通知")
    [ordered] = office.orders.correct(new, by="钱七", now=office.clock(), reason="日期有误", renew=False)
    office.board.fails = [CannotCorrect("请在后台修改")]
    office.desk.run(ordered.dispatch_id)
    evidence = Evidence(by="钱七", at=office.clock(), url=office.delivery(old).url)
    done = office.by_hand.confirm(new.key("board"), evidence)
    assert done.remote_id == office.delivery(old).remote_id
