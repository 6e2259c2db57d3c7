"""An office that works a platform by hand: its desk on a real database, the platform on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from channels.by_hand import ByHand
from channels.channel import Context
from channels.desk import Desk
from channels.lane import Lane
from channels.loopback import serving
from channels.manual import sandbox
from channels.manual.adapter import Manual, build
from channels.manual.settings import Settings
from channels.orders import Orders
from channels.packages import write_package
from channels.pieces import Evidence
from content.delivery import Delivery
from content.edition import Edition
from content.log import Kind
from content.store.store import Store
from tests.channels.manual import clerk
from tests.channels.manual.stage import COLUMNS, notice
from tests.channels.stages import MINUTE, Scene


@dataclass
class Office:
    """One platform without a door, and the desk that waits for people."""

    scene: Scene
    channel: Manual
    store: Store
    desk: Desk
    orders: Orders
    by_hand: ByHand
    platform: str

    def ordered(self, **changes: object) -> Edition:
        with self.store.write() as work:
            item = notice(self.scene, **changes).item
            edition = work.items.create(item, "张三", lambda year, n: f"X/{year}-{n}", self.scene.clock())
        (delivery,) = self.orders.publish(edition, ["cluster"], by="李四", now=self.scene.clock())
        self.desk.run(delivery.dispatch_id)
        return edition

    def corrected(self, edition: Edition, **changes: object) -> Edition:
        with self.store.write() as work:
            item = replace(edition.item, **changes)  # type: ignore[arg-type]
            new = work.items.revise(edition.item_id, item, "张三", self.scene.clock())
        (delivery,) = self.orders.correct(new, by="李四", now=self.scene.clock(), reason="笔误", renew=False)
        self.desk.run(delivery.dispatch_id)
        return new

    def to_take_down(self, edition: Edition) -> None:
        self.orders.withdraw(edition.item_id, by="李四", now=self.scene.clock(), reason="已失效")
        self.desk.run(self.delivery(edition).dispatch_id)

    def delivery(self, edition: Edition) -> Delivery:
        with self.store.read() as work:
            return work.deliveries.get(edition.key("cluster"))

    def packed(self, edition: Edition, *replaces: str) -> Path:
        folder = self.scene.folder / f"packed-{edition.ref}"
        write_package(self.channel.package(edition, Context(replaces=replaces)), self.scene.files, folder)
        return folder

    def entered(self, edition: Edition) -> str:
        return self.entered_from(self.packed(edition))

    def entered_from(self, folder: Path) -> str:
        self.scene.clock.on(3 * MINUTE)
        return clerk.enter(self.platform, folder)

    def changed(self, url: str, folder: Path) -> None:
        clerk.change(self.platform, url, folder)

    def taken_down(self, url: str) -> None:
        clerk.take_down(self.platform, url)

    def confirmed(self, edition: Edition, url: str, screenshot: str = "") -> Delivery:
        brought = Evidence(by="李四", at=self.scene.clock(), url=url, screenshot=screenshot)
        return self.by_hand.confirm(edition.key("cluster"), brought)

    def edited(self, url: str, was: str, becomes: str) -> None:
        """Somebody changes the page in the platform's back office."""
        clerk.edit(self.platform, url, was, becomes)

    def logged(self) -> list[Kind]:
        with self.store.read() as work:
            return [one.event.kind for one in work.log.entries()]


@contextmanager
def opened(store: Store, folder: Path, *addresses: str, reviews: bool = False) -> Iterator[Office]:
    """`addresses`: the settings', where they are not the platform's."""
    scene = Scene(folder)
    with serving(sandbox.build_app(folder / "platform", scene.clock, reviews=reviews)) as platform:
        channel = channel_of(scene, *(addresses or (platform,)))
        lanes, numbers = {"cluster": Lane(channel)}, count()
        desk = Desk(store, lanes, counts=lambda _: True, clock=scene.clock, worker="one")
        orders = Orders(store, lanes, lambda: f"{next(numbers):06x}")
        yield Office(scene, channel, store, desk, orders, ByHand(store, lanes, lambda _: True), platform)


def channel_of(scene: Scene, *addresses: str, **more: object) -> Manual:
    about = {"kind": "manual", "medium": "政府网站", "site": "市政府网站集约化平台", "columns": COLUMNS}
    return build(Settings(**about, addresses=addresses, **more), scene.around("cluster", "政府网站"))
