"""Items made public in a store, without a desk or a channel: rows and log as settling leaves them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from content.delivery import Act
from content.edition import Edition, Ref
from content.item import Item
from content.log import Kind, about
from content.receipt import Receipt, Standing
from content.store.order import Order
from content.store.store import Store, Work

MEDIA: Mapping[str, str] = {"douyin": "政务抖音", "wechat": "微信公众号", "website": "政府网站"}
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def item(title: str, body: str = "", summary: str = "") -> Item:
    return Item(title, "通知公告", "综合办公室", f"<p>{body}</p>", summary=summary)


@dataclass(slots=True)
class Newsroom:
    """`now` is its clock; each publication takes a minute."""

    store: Store
    now: datetime = START
    _numbers: "count[int]" = field(default_factory=count)

    def publish(self, title: str, body: str = "", *, on: str = "website", summary: str = "") -> str:
        """Returns the ref."""
        with self.store.write() as work:
            edition = work.items.create(item(title, body, summary), "张三", self._index_number, self.now)
            self._out(work, edition, on, Kind.PUBLISHED)
        return edition.ref

    def also(self, ref: str, on: str) -> None:
        with self.store.write() as work:
            self._out(work, work.items.edition(*Ref.parse(ref)), on, Kind.PUBLISHED)

    def correct(self, ref: str, title: str, body: str, *, on: str = "website") -> str:
        with self.store.write() as work:
            edition = work.items.revise(Ref.parse(ref)[0], item(title, body), "张三", self.now)
            self._out(work, edition, on, Kind.CORRECTED)
        return edition.ref

    def withdraw(self, ref: str, *, on: str = "website") -> None:
        with self.store.write() as work:
            edition = work.items.edition(*Ref.parse(ref))
            self._stands(work, edition, on, Standing.WITHDRAWN)
            self._log(work, edition, on, Kind.WITHDRAWN)

    def _out(self, work: Work, edition: Edition, on: str, kind: Kind) -> None:
        editions = [(edition.item_id, edition.number)]
        act = Act.PUBLISH if kind is Kind.PUBLISHED else Act.CORRECT
        suffix = f"t{next(self._numbers)}"
        order = Order(channel=on, act=act, editions=editions, due_at=self.now, by="周八", suffix=suffix)
        work.dispatches.create(order, self.now)
        self._stands(work, edition, on, Standing.LIVE)
        work.deliveries.supersede(edition.item_id, on, edition.number, self.now)
        self._log(work, edition, on, kind)
        self.now += timedelta(minutes=1)

    def _stands(self, work: Work, edition: Edition, on: str, standing: Standing) -> None:
        url = f"https://{on}.example.cn/{edition.ref}"
        work.deliveries.take(Receipt(edition.key(on), standing, self.now, url=url))

    def _log(self, work: Work, edition: Edition, on: str, kind: Kind) -> None:
        work.log.append(replace(about(edition, kind, self.now, "周八"), channel=on, medium=MEDIA[on]))

    @staticmethod
    def _index_number(year: int, serial: int) -> str:
        return f"X/{year}-{serial:05d}"
