"""A hand-over the whole way: ordered, claimed, uploaded by a person, brought back, taken down; on a real database."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from channels.by_hand import ByHand
from channels.desk import Desk
from channels.errors import Refused
from channels.lane import Lane
from channels.orders import CannotOrder, Orders
from channels.packages import write_package
from content.delivery import Delivery, State
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
        yield Office(at, store, desk, orders, ByHand(store, lanes, lambda _: True), tmp_path)


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
