"""An office of two notice boards, one waiting for the other, over a real database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count

from channels.by_hand import ByHand
from channels.desk import Desk
from channels.lane import Lane
from channels.orders import Orders, Withdrawal
from content.delivery import Delivery, Dispatch
from content.edition import Edition
from content.item import Item
from content.log import Kind
from content.store.store import Store

from .board import Board, Clocked

NINE = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
AFTER_PATIENCE = timedelta(seconds=31)
MOST = 20


@dataclass
class Office:
    """A desk with two boards; the second waits for the first."""

    store: Store
    clock: Clocked
    board: Board
    echo: Board
    lanes: dict[str, Lane]
    desk: Desk
    other_desk: Desk
    orders: Orders
    by_hand: ByHand

    def edition(self, title: str = "通知") -> Edition:
        item = Item(title=title, column="通知公告", unit="综合办公室", html="<p>正文</p>", made_on=date(2026, 3, 2))
        with self.store.write() as work:
            return work.items.create(item, "张三", lambda year, serial: f"X/{year}-{serial:05d}", self.clock())

    def revise(self, edition: Edition, title: str) -> Edition:
        item = Item(title=title, column="通知公告", unit="综合办公室", html="<p>新的正文</p>")
        with self.store.write() as work:
            return work.items.revise(edition.item_id, item, "张三", self.clock())

    def publish(self, edition: Edition, *channels: str) -> str:
        """The dispatch on the first of the channels."""
        ordered = self.orders.publish(edition, channels or ("board",), by="钱七", now=self.clock())
        return ordered[0].dispatch_id

    def withdraw(self, edition: Edition, *, voids: bool = False) -> Withdrawal:
        return self.orders.withdraw(edition.item_id, by="钱七", now=self.clock(), reason="误发", voids=voids)

    def run_ready(self) -> int:
        """Send until nothing may go any more; how many were sent."""
        ran = 0
        while ready := next(filter(None, map(self.desk.next_ready, self.desk.channels)), None):
            self.desk.run(ready)
            ran += 1
            assert ran < MOST
        return ran

    def look_after(self, dispatch_id: str) -> Dispatch | None:
        """Once its worker can do no harm any more."""
        self.clock.on(AFTER_PATIENCE)
        return self.desk.ask_after(dispatch_id)

    def delivery(self, edition: Edition, channel: str = "board") -> Delivery:
        with self.store.read() as work:
            return work.deliveries.get(edition.key(channel))

    def kinds(self) -> list[Kind]:
        with self.store.read() as work:
            return [entry.event.kind for entry in work.log.entries()]


def make_office(store: Store) -> Office:
    clock = Clocked(NINE)
    board, echo = Board(clock), Board(clock, name="echo", medium="回音壁")
    lanes = {"board": Lane(board), "echo": Lane(echo, after=("board",))}
    numbers = count()
    orders = Orders(store, lanes, lambda: f"{next(numbers):06x}")
    counts = "通知公告".__eq__
    desk, other = (Desk(store, lanes, counts=counts, clock=clock, worker=worker) for worker in ("one", "two"))
    return Office(store, clock, board, echo, lanes, desk, other, orders, ByHand(store, lanes, counts))
