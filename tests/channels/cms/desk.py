"""An office whose one channel is somebody else's website, over a real database, with the desk and the orders."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any, Self

from channels.by_hand import ByHand
from channels.channel import Context
from channels.cms.settings import CmsSettings
from channels.cms.website import Website
from channels.desk import Desk
from channels.lane import Lane
from channels.orders import Orders
from content.delivery import FROM_BACKUP, Delivery, Dispatch, State
from content.edition import Edition
from content.item import Item
from content.log import Event
from content.store.store import Store
from tests.channels.stages import Scene

from .site import OtherSite

CHANNEL = "website"
BODY = "<p>三月起开展“安全生产”检查。</p><table><tbody><tr><td>批次</td><td>日期</td></tr></tbody></table>"


@dataclass
class WebOffice:
    """`site` is the website; `more` are settings of the channel."""

    store: Store
    scene: Scene
    site: OtherSite
    website: Website
    desk: Desk
    orders: Orders

    @classmethod
    def open(cls, store: Store, folder: Path, site: Mapping[str, Any] | None = None, **more: Any) -> Self:
        scene = Scene(folder)
        other = OtherSite(scene.clock, **(site or {}))
        settings = CmsSettings(kind="cms", medium="政府网站", **more)
        website = Website(settings, scene.around(CHANNEL, "政府网站"), other)
        lanes, numbers = {CHANNEL: Lane(website)}, count()
        orders = Orders(store, lanes, lambda: f"{next(numbers):06x}")
        desk = Desk(store, lanes, counts="通知公告".__eq__, clock=scene.clock, worker="one")
        return cls(store, scene, other, website, desk, orders)

    def item(self, body: str = BODY, **fields: Any) -> Item:
        return Item(**{"title": "检查通知", "column": "通知公告", "unit": "办公室", "html": body, **fields})

    def edition(self, body: str = BODY, **fields: Any) -> Edition:
        with self.store.write() as work:
            item = self.item(body, **fields)
            return work.items.create(item, "张三", lambda year, serial: f"X/{year}-{serial:05d}", self.scene.clock())

    def revise(self, edition: Edition, body: str = "<p>四月起开展检查。</p>", **fields: Any) -> Edition:
        with self.store.write() as work:
            return work.items.revise(edition.item_id, self.item(body, **fields), "张三", self.scene.clock())

    def publish(self, edition: Edition, *, overwrites: bool = False) -> Delivery:
        now = self.scene.clock()
        self.orders.publish(edition, [CHANNEL], by="钱七", now=now, overwrites=overwrites)
        return self.run(edition)

    def correct(self, edition: Edition, *, overwrites: bool = False, renew: bool = False) -> Delivery:
        now = self.scene.clock()
        self.orders.correct(edition, by="钱七", now=now, reason="有误", renew=renew, overwrites=overwrites)
        return self.run(edition)

    def withdraw(self, edition: Edition) -> Delivery:
        self.orders.withdraw(edition.item_id, by="钱七", now=self.scene.clock(), reason="名单有误")
        return self.run(edition)

    def run(self, edition: Edition) -> Delivery:
        """Send until nothing may go any more."""
        self.send()
        return self.delivery(edition)

    def send(self) -> None:
        while ready := self.desk.next_ready(CHANNEL):
            self.desk.run(ready)

    def look_after(self, edition: Edition) -> Delivery:
        """Once its worker can do no harm any more; then send what is due again."""
        self.scene.clock.on(self.website.patience + timedelta(seconds=1))
        self.desk.ask_after(self.delivery(edition).dispatch_id)
        return self.run(edition)

    def look_after_order(self, delivery: Delivery) -> None:
        """Ask after what carries it, if it is time to."""
        self.scene.clock.on(self.website.patience + timedelta(seconds=1))
        self.desk.ask_after(delivery.dispatch_id)

    def orders_of(self, edition: Edition) -> list[Delivery]:
        """Every delivery of the item."""
        with self.store.read() as work:
            return work.deliveries.of_item(edition.item_id)

    def as_after_a_restore(self, edition: Edition) -> Delivery:
        """The order was due in the backup: it counts as begun, and what was noted since is lost."""
        dispatch = self.dispatch(edition)
        lost = {"state": State.BEGUN, "attempt": 1, "marks": {FROM_BACKUP: "1"}, "begun_at": self.scene.clock()}
        with self.store.write() as work:
            work.dispatches.move(dispatch.id, dispatch.attempt, (State.DUE,), **lost)
        return self.look_after(edition)

    @property
    def by_hand(self) -> ByHand:
        return ByHand(self.store, {CHANNEL: Lane(self.website)}, "通知公告".__eq__)

    def order(self, edition: Edition) -> None:
        """Not sent yet."""
        self.orders.publish(edition, [CHANNEL], by="钱七", now=self.scene.clock())

    def sent_elsewhere(self, edition: Edition) -> None:
        """The site has it, and this office knows nothing of it: it happened after the backup."""
        rendition = self.website.prepare(edition, Context())
        now = self.scene.clock()
        lost = replace(self.dispatch(edition), begun_at=now, deadline=now + self.website.time_limit, marks={})
        self.website.send(lost, [rendition], lambda _: None)

    def delivery(self, edition: Edition) -> Delivery:
        with self.store.read() as work:
            return work.deliveries.get(edition.key(CHANNEL))

    def dispatch(self, edition: Edition) -> Dispatch:
        with self.store.read() as work:
            return work.dispatches.get(self.delivery(edition).dispatch_id)

    def log(self) -> list[Event]:
        with self.store.read() as work:
            return [entry.event for entry in work.log.entries()]

    def key(self, edition: Edition) -> str:
        return f"gk-{edition.item_id}"
