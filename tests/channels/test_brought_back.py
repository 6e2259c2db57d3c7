"""A hand-over the whole way: ordered, claimed, uploaded by a person, brought back, taken down; on a real database."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest

from channels.by_hand import ByHand
from channels.desk import Desk
from channels.errors import Refused
from channels.lane import Lane
from channels.orders import CannotOrder, Orders
from channels.packages import removal, write_package
from content.delivery import Act, Delivery, State
from content.edition import Edition
from content.log import Kind
from content.receipt import Receipt, Standing
from content.store.store import Store

from .stages import MINUTE, HandOverStage, stage


@dataclass
class Office:
    """One video channel, and the desk that waits for people."""

    at: HandOverStage
    store: Store
    lanes: dict[str, Lane]
    desk: Desk
    orders: Orders
    by_hand: ByHand
    folder: Path

    def handed_over(self) -> tuple[Edition, str]:
        """A new item with the video, ordered out; the edition and its delivery's key."""
        with self.store.write() as work:
            edition = work.items.create(self.at.good.item, "张三", lambda year, n: f"X/{year}-{n}", self.at.clock())
        (delivery,) = self.orders.publish(edition, ["douyin"], by="李四", now=self.at.clock())
        self.desk.run(delivery.dispatch_id)
        return edition, delivery.key

    def uploaded(self, edition: Edition) -> str:
        write_package(self.at.channel.package(edition), self.at.files, self.folder / edition.ref)
        self.at.clock.on(2 * MINUTE)
        return self.at.complete(self.folder / edition.ref)

    def confirmed(self, key: str, pasted: str, **more: str) -> Delivery:
        return self.by_hand.confirm(key, self.at.brought(pasted, **more))

    def revised(self, edition: Edition) -> Edition:
        item = replace(self.at.good.item, summary="三月起对辖区企业开展两轮安全生产检查。")
        with self.store.write() as work:
            return work.items.revise(edition.item_id, item, "张三", self.at.clock())

    def cancel(self, key: str) -> Delivery:
        self.orders.cancel(self.delivery(key).dispatch_id, self.at.clock(), by="李四")
        return self.ran(key)

    def ran(self, key: str) -> Delivery:
        """After everything that is ready has been handed over."""
        while ready := self.desk.next_ready("douyin"):
            self.desk.run(ready)
        return self.delivery(key)

    def act(self, key: str) -> Act:
        with self.store.read() as work:
            return work.dispatches.get(work.deliveries.get(key).dispatch_id).act

    def delivery(self, key: str) -> Delivery:
        with self.store.read() as work:
            return work.deliveries.get(key)

    def logged(self) -> list[Kind]:
        with self.store.read() as work:
            return [entry.event.kind for entry in work.log.entries()]


@pytest.fixture
def office(store: Store, tmp_path: Path) -> Iterator[Office]:
    with stage("douyin", "hand_over", tmp_path) as at:
        lanes, numbers = {"douyin": Lane(at.channel)}, count()
        desk = Desk(store, lanes, counts=lambda _: True, clock=at.clock, worker="one")
        orders = Orders(store, lanes, lambda: f"{next(numbers):06x}")
        yield Office(at, store, lanes, desk, orders, ByHand(store, lanes, lambda _: True), tmp_path)


def test_it_waits_for_one_person_and_counts_when_the_link_is_back(office: Office) -> None:
    edition, key = office.handed_over()
    office.by_hand.claim(key, by="李四", now=office.at.clock())
    with pytest.raises(CannotOrder, match="李四"):
        office.by_hand.claim(key, by="王五", now=office.at.clock())
    pasted, uploaded_at = office.uploaded(edition), office.at.clock()
    office.at.clock.on(45 * MINUTE)
    done = office.confirmed(key, pasted)
    assert (done.standing, done.state, done.since) == (Standing.LIVE, State.SETTLED, uploaded_at)
    assert done.url == f"https://www.douyin.com/video/{done.remote_id}"
    assert office.logged() == [Kind.PUBLISHED]
    with pytest.raises(CannotOrder, match="已完成"):
        office.by_hand.claim(key, by="李四", now=office.at.clock())


def test_of_two_who_claim_at_the_same_moment_one_gets_it(office: Office) -> None:
    _, key = office.handed_over()
    now, got = office.at.clock(), []

    def claim(by: str) -> None:
        with office.store.write() as work:
            got.append(work.deliveries.claim(key, by, now + 60 * MINUTE, now))

    late = threading.Thread(target=claim, args=("王五",))
    with office.store.write() as work:
        got.append(work.deliveries.claim(key, "李四", now + 60 * MINUTE, now))
        work.session.flush()
        late.start()
        late.join(0.2)
        assert late.is_alive(), "it waits for the first one's end"
    late.join()
    assert got == [True, False]


def test_an_address_the_platform_gave_belongs_to_its_delivery_too(office: Office) -> None:
    (edition, key), url = office.handed_over(), "https://www.douyin.com/video/7300000000000000001"
    with office.store.write() as work:
        work.deliveries.take(Receipt(key, Standing.LIVE, office.at.clock(), url=url))
    with office.store.read() as work:
        owner = work.deliveries.owner(url)
    assert owner is not None
    assert owner.item_id == edition.item_id


def test_a_link_that_another_delivery_owns_is_refused_by_its_name_in_every_form(office: Office) -> None:
    (first, first_key), (_, second_key) = office.handed_over(), office.handed_over()
    pasted = office.uploaded(first)
    office.confirmed(first_key, pasted)
    for form in (pasted, *office.at.forms(pasted)):
        with pytest.raises(Refused, match=first_key):
            office.confirmed(second_key, form)
    assert office.logged() == [Kind.PUBLISHED]


def test_while_the_platform_reviews_it_waits_on_and_counts_nothing(office: Office) -> None:
    edition, key = office.handed_over()
    pasted = office.uploaded(edition)
    office.at.clock.on(20 * MINUTE)
    held = office.confirmed(key, "", screenshot="ab/abc.png")
    assert (held.standing, held.state) == (Standing.HELD, State.WAITING)
    assert office.logged() == []
    office.at.clock.on(20 * MINUTE)
    assert office.confirmed(key, pasted).standing == Standing.LIVE
    assert office.logged() == [Kind.PUBLISHED]


def test_taking_down_waits_for_a_person_too(office: Office) -> None:
    edition, key = office.handed_over()
    pasted = office.uploaded(edition)
    live = office.confirmed(key, pasted)
    office.orders.withdraw(edition.item_id, by="李四", now=office.at.clock(), reason="已失效")
    office.desk.run(office.delivery(key).dispatch_id)
    with pytest.raises(Refused, match="原链接"):
        office.confirmed(key, "")
    office.at.take_down(live.url)
    assert office.confirmed(key, live.url).standing == Standing.WITHDRAWN
    assert office.logged() == [Kind.PUBLISHED, Kind.WITHDRAWN]


def test_a_video_nobody_has_taken_is_just_cancelled(office: Office) -> None:
    _, key = office.handed_over()
    assert office.cancel(key).state == State.CANCELLED


def test_who_took_a_video_that_is_cancelled_is_told_to_remove_what_may_be_there(office: Office) -> None:
    _, key = office.handed_over()
    office.by_hand.claim(key, by="李四", now=office.at.clock())
    job = office.cancel(key)
    assert (job.state, job.claimed_by, office.act(key)) == (State.WAITING, "李四", Act.WITHDRAW)
    package = removal(job, office.at.good.item.title)
    assert "可能已经上传" in package.says
    assert "审核中的也要看" in " ".join(package.checklist)
    with pytest.raises(CannotOrder, match="不能取消"):
        office.cancel(key)
    assert office.confirmed(key, "").standing == Standing.WITHDRAWN
    assert office.logged() == []


def test_what_was_uploaded_meanwhile_is_removed_on_evidence_and_can_be_published_again(office: Office) -> None:
    edition, key = office.handed_over()
    office.by_hand.claim(key, by="李四", now=office.at.clock())
    pasted = office.uploaded(edition)
    office.cancel(key)
    with pytest.raises(Refused, match="链接"):
        office.confirmed(key, office.at.foreign)
    office.at.take_down(pasted)
    assert office.confirmed(key, pasted).standing == Standing.WITHDRAWN
    office.orders.publish(edition, ["douyin"], by="李四", now=office.at.clock())
    again = office.ran(key)
    assert (again.state, again.claimed_by, again.url, office.act(key)) == (State.WAITING, "", "", Act.PUBLISH)


def test_the_corrected_video_waits_until_the_old_one_is_surely_gone(office: Office) -> None:
    old, old_key = office.handed_over()
    office.by_hand.claim(old_key, by="李四", now=office.at.clock())
    new = office.revised(old)
    office.orders.correct(new, by="李四", now=office.at.clock(), reason="画面有误", renew=False)
    assert office.ran(new.key("douyin")).state == State.DUE
    assert office.delivery(old_key).state == State.WAITING
    office.confirmed(old_key, "")
    assert office.ran(new.key("douyin")).state == State.WAITING


def test_a_video_in_the_platforms_review_is_stopped_when_its_item_is_withdrawn(office: Office) -> None:
    edition, key = office.handed_over()
    office.uploaded(edition)
    assert office.confirmed(key, "", screenshot="ab/abc.png").standing == Standing.HELD
    office.orders.withdraw(edition.item_id, by="李四", now=office.at.clock(), reason="不发了")
    job = office.ran(key)
    assert (job.state, office.act(key)) == (State.WAITING, Act.WITHDRAW)
    assert office.confirmed(key, "").standing == Standing.WITHDRAWN
    assert office.logged() == []


def test_an_unused_correction_that_is_removed_leaves_the_public_one_in_the_log(office: Office) -> None:
    old, old_key = office.handed_over()
    office.confirmed(old_key, office.uploaded(old))
    new = office.revised(old)
    office.orders.correct(new, by="李四", now=office.at.clock(), reason="画面有误", renew=False)
    office.ran(new.key("douyin"))
    office.by_hand.claim(new.key("douyin"), by="李四", now=office.at.clock())
    office.cancel(new.key("douyin"))
    office.confirmed(new.key("douyin"), "")
    assert office.logged() == [Kind.PUBLISHED]
    assert office.delivery(old_key).standing == Standing.LIVE


def test_one_given_back_before_it_was_cancelled_is_looked_for_all_the_same(office: Office) -> None:
    _, key = office.handed_over()
    office.by_hand.claim(key, by="李四", now=office.at.clock())
    office.by_hand.release(key, of="李四", now=office.at.clock())
    job = office.cancel(key)
    assert (job.state, job.claimed_by, office.act(key)) == (State.WAITING, "", Act.WITHDRAW)


def test_a_claimed_video_of_a_channel_that_left_the_settings_is_looked_for_too(office: Office) -> None:
    _, key = office.handed_over()
    office.by_hand.claim(key, by="李四", now=office.at.clock())
    office.lanes.clear()
    office.orders.cancel(office.delivery(key).dispatch_id, office.at.clock(), by="李四")
    assert office.delivery(key).state == State.WAITING
    assert office.confirmed(key, "").standing == Standing.WITHDRAWN
    assert office.logged() == []
