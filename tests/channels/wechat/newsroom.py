"""One account on the sandbox with the desk over a real database: orders as clerks give them, to their end."""

from dataclasses import dataclass, replace
from datetime import timedelta

from channels.by_hand import ByHand
from channels.desk import Desk
from channels.orders import Orders
from channels.pieces import Evidence
from content.delivery import Delivery
from content.edition import Edition
from content.item import Item
from content.log import Kind
from content.store.store import Store
from tests.channels.wechat.account import ITEM, Office


@dataclass
class Newsroom:
    at: Office
    store: Store
    desk: Desk
    orders: Orders
    by_hand: ByHand

    def edition(self, title: str = "通知") -> Edition:
        item = _item(title)
        with self.store.write() as work:
            return work.items.create(item, "张三", lambda year, n: f"X/{year}-{n}", self.at.scene.clock())

    def revise(self, edition: Edition, title: str) -> Edition:
        with self.store.write() as work:
            return work.items.revise(edition.item_id, _item(title), "张三", self.at.scene.clock())

    def publish(self, edition: Edition) -> Delivery:
        self.orders.publish(edition, ["wechat"], by="李四", now=self.at.scene.clock())
        return self.ran(edition)

    def correct(self, edition: Edition) -> Delivery:
        self.orders.correct(edition, by="李四", now=self.at.scene.clock(), reason="日期有误", renew=False)
        return self.ran(edition)

    def cancel(self, edition: Edition) -> Delivery:
        delivery = self.delivery(edition)
        self.orders.cancel(delivery.dispatch_id, self.at.scene.clock(), delivery.item_id, by="李四")
        return self.ran(edition)

    def withdraw(self, edition: Edition) -> Delivery:
        self.orders.withdraw(edition.item_id, by="李四", now=self.at.scene.clock(), reason="不发了")
        return self.ran(edition)

    def ran(self, edition: Edition) -> Delivery:
        """After everything that is ready, and every question that is due."""
        for _ in range(20):
            ready, ask = self.desk.next_ready("wechat"), self.desk.to_ask("wechat")
            if ready:
                self.desk.run(ready)
            for dispatch_id in ask:
                self.desk.ask_after(dispatch_id)
            if not (ready or ask):
                return self.delivery(edition)
        raise AssertionError("never at rest")

    def followed(self, edition: Edition) -> Delivery:
        """What the platform took, after its next question."""
        self.ran(edition)
        self.later(timedelta(seconds=20))
        return self.ran(edition)

    def later(self, step: timedelta) -> None:
        self.at.scene.clock.on(step)
        self.at.sandbox.forward(step.total_seconds())

    def confirm(self, edition: Edition, url: str = "") -> Delivery:
        evidence = Evidence(by="王五", at=self.at.scene.clock(), url=url)
        self.by_hand.confirm(edition.key("wechat"), evidence)
        return self.ran(edition)

    def delivery(self, edition: Edition) -> Delivery:
        with self.store.read() as work:
            return work.deliveries.get(edition.key("wechat"))

    def drafts(self) -> list[list[str]]:
        return [draft["titles"] for draft in self.at.sandbox.public()["drafts"]]

    def press(self) -> str:
        """A person presses 发表 on the one draft there is; the article's address."""
        (draft,) = self.at.sandbox.public()["drafts"]
        (url,) = self.at.sandbox.press(draft["media_id"])
        return str(url)

    def logged(self) -> list[Kind]:
        with self.store.read() as work:
            return [entry.event.kind for entry in work.log.entries()]


def _item(title: str) -> Item:
    return replace(ITEM, title=title)
