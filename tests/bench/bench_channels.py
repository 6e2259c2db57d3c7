"""One item to four channels whose every call takes 200 ms: none may wait for another.

Measured through the queue, as `gongkai serve` runs it, from the order to the last channel's entry in the log, against
the slowest channel's own chain of calls run alone.
"""

import tempfile
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bot.engine import Engine
from bot.queue import open_queue
from channels.desk import Desk
from channels.lane import Lane
from channels.orders import Orders
from content.edition import Edition
from content.item import Item
from content.migrations import upgrade
from content.store.store import Store
from tests.bench.rows import show
from tests.bench.slow import Chain, platform

LATENCY = 0.2
CALLS = {"one": 8, "two": 6, "three": 4, "four": 2}
FACTOR = 1.3
ROUNDS = 3
LONGEST = 60


def now() -> datetime:
    return datetime.now(UTC)


class Office:
    """A store, four channels, and the engine between them."""

    def __init__(self, folder: Path, address: str) -> None:
        self.store = Store(f"sqlite:///{folder / 'gongkai.db'}")
        upgrade(self.store)
        self.lanes = {name: Lane(Chain(name, calls, address, now)) for name, calls in CALLS.items()}
        numbers = count()
        self.orders = Orders(self.store, self.lanes, lambda: f"{next(numbers):06x}")
        desk = Desk(self.store, self.lanes, counts=lambda _: True, clock=now, worker="bench")
        self.engine = Engine(desk, open_queue(f"sqlite:///{folder / 'engine.db'}"), now)

    def edition(self) -> Edition:
        with self.store.write() as work:
            item = Item("关于开展检查的通知", "通知公告", "办公室", "<p>正文</p>")
            return work.items.create(item, "张三", lambda year, serial: f"{year}-{serial:05d}", now())

    def seconds(self, *channels: str) -> float:
        """From the order until the log says that the item is public on each of these."""
        edition = self.edition()
        start = time.perf_counter()
        for delivery in self.orders.publish(edition, channels, by="张三", now=now()):
            self.engine.order(delivery.channel)
        while not all(self._is_public(edition.item_id, name) for name in channels):
            if time.perf_counter() - start > LONGEST:
                raise TimeoutError(channels)
            time.sleep(0.005)
        return time.perf_counter() - start

    def _is_public(self, item_id: str, channel: str) -> bool:
        with self.store.read() as work:
            return work.log.is_published(item_id, channel)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, platform(LATENCY) as address:
        office = Office(Path(folder), address)
        chain = max(CALLS.values()) * LATENCY
        with office.engine.serving():
            time.sleep(1)  # the consumer's threads are up
            walls = sorted(office.seconds(*CALLS) for _ in range(ROUNDS))
        office.store.close()
    wall = walls[ROUNDS // 2]
    show("the slowest channel's own calls (8 × 200 ms)", chain, "s")
    show("one item live on four channels", wall, "s")
    show("wall ÷ slowest chain", wall / chain, "×", f"≤ {FACTOR} ×", ok=wall <= FACTOR * chain)


if __name__ == "__main__":
    main()
