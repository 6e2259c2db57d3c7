"""An office with three real channels and their platforms, on one clock that a test turns: for whole lives of items.

The website comes first; WeChat follows it, in one of its three ways; a person completes 视频号. Nothing runs by itself.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from pathlib import Path
from threading import Thread
from time import sleep

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from channels.bundles import Bundles
from channels.by_hand import ByHand
from channels.channel import Channel, Surroundings
from channels.desk import Desk
from channels.handover_sandbox import Look, Works
from channels.lane import Lane
from channels.loopback import Server, address, listen
from channels.orders import Orders
from channels.shipinhao import adapter as shipinhao
from channels.shipinhao.settings import Settings as ShipinhaoSettings
from channels.static import adapter as static
from channels.static.settings import Settings as StaticSettings
from channels.wechat import adapter as wechat
from channels.wechat.account import Account
from channels.wechat.sandbox import APP_ID, SECRET, Levers
from channels.wechat.sandbox.platform import Platform
from channels.wechat.sandbox.state import State as Kept
from channels.wechat.sandbox.web import make_app
from channels.wechat.settings import Settings as WechatSettings
from content.column import Column
from content.delivery import Delivery, State
from content.edition import Edition
from content.item import Item
from content.store.files import FilesFolder
from content.store.pages import PagesLedger
from content.store.store import Store

from .board import Clocked
from .office import NINE
from .static.website import FailingFiles

COLUMN = Column("通知公告", "tzgg")
OFFICE = "示范高新区管委会"
SITE = "https://www.example.gov.cn"
CHANNELS = ("website", "wechat", "shipinhao")
# How long the platform takes; no step of time ends at the very moment it is done.
TAKES = 25.5


class Punctual(Platform):
    """Lives by the test's clock, and not a moment later."""

    clock: Clocked

    def now(self) -> float:
        return self.clock().timestamp()


class Stand:
    """One address on loopback for WeChat platforms, one after another: each life of items has a new one."""

    def __init__(self) -> None:
        self._socket = listen()
        self._app: ASGIApp | None = None
        self.url = address(self._socket)
        self._server = Server(uvicorn.Config(self, log_level="critical", access_log=False, lifespan="off"))
        self._thread = Thread(target=self._server.run, args=([self._socket],), daemon=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self._app is not None
        await self._app(scope, receive, send)

    def platform(self, clock: Clocked, **config: object) -> Platform:
        """A new account on a new platform."""
        state = Kept(":memory:")
        with state.change():
            state.set(publish_seconds=TAKES, mass_seconds=TAKES, **config)
        platform = Punctual(state, self.url)
        platform.clock = clock
        self._app = make_app(platform)
        return platform

    @contextmanager
    def open(self) -> Iterator["Stand"]:
        self._thread.start()
        while not self._server.started:
            sleep(0.005)
        yield self
        self._server.end()
        self._thread.join()
        self._socket.close()


@dataclass
class Bureau:
    """`breaks` are upon the next times the website asks for a file: True = the disk fails then."""

    store: Store
    clock: Clocked
    files: FilesFolder
    breaks: list[bool]
    site: Path
    platform: Platform
    levers: Levers
    works: Works
    lanes: dict[str, Lane]
    orders: Orders
    bundles: Bundles
    by_hand: ByHand
    desk: Desk
    written: Iterator[int] = field(default_factory=lambda: count(1))

    def desk_with(self, channel: Channel) -> Desk:
        """Another worker's, with an adapter of its own for one channel."""
        lane = self.lanes[channel.name]
        lanes = {**self.lanes, channel.name: Lane(channel, lane.after, lane.at, lane.parallel)}
        return Desk(self.store, lanes, counts=COLUMN.name.__eq__, clock=self.clock, worker="two")

    def write(self) -> Edition:
        with self.store.write() as work:
            return work.items.create(self._item(), "张三", lambda year, serial: f"X/{year}-{serial:05d}", self.clock())

    def revise(self, item_id: str) -> Edition:
        with self.store.write() as work:
            return work.items.revise(item_id, self._item(), "张三", self.clock())

    def edition(self, item_id: str, number: int) -> Edition:
        with self.store.read() as work:
            return work.items.edition(item_id, number)

    def pause(self, channel: str) -> None:
        with self.store.write() as work:
            work.dispatches.pause(channel, "演练", self.clock())

    def deliveries(self) -> list[Delivery]:
        with self.store.read() as work:
            return work.deliveries.all()

    def found(self, *states: State) -> list[Delivery]:
        return [one for one in self.deliveries() if one.state in states]

    def told(self) -> str:
        """Everything there is, in lines."""
        with self.store.read() as work:
            dispatches = {one.key: work.dispatches.get(one.dispatch_id) for one in work.deliveries.all()}
        lines = [
            f"{one.key} {dispatches[one.key].act} {one.dispatch_id} {one.state} {one.standing} {one.says}"
            for one in self.deliveries()
        ]
        return "\n  ".join([f"{self.clock():%d %H:%M:%S}", *lines])

    def _item(self) -> Item:
        number = next(self.written)
        return Item(
            title=f"第 {number} 稿",
            column=COLUMN.name,
            unit="综合办公室",
            html=f"<p>第 {number} 稿的正文。</p>",
            summary="摘要。",
            made_on=date(2026, 3, 2),
            attachments=(self.files.keep(b"table", "检查表.xlsx"),),
            ai_generated=False,
        )


@contextmanager
def bureau(store: Store, folder: Path, stand: Stand, *, send_as: str, **config: object) -> Iterator[Bureau]:
    """On an empty database and an empty folder. `send_as` and `config`: of the WeChat account and its platform."""
    clock, breaks = Clocked(NINE), list[bool]()
    files = FailingFiles(folder / "files", breaks)
    kinds = _channels(store, folder, stand, clock=clock, files=files, send_as=send_as)
    lanes = {
        "website": Lane(kinds["website"]),
        "wechat": Lane(kinds["wechat"], after=("website",), at="17:00" if send_as == "mass" else ""),
        "shipinhao": Lane(kinds["shipinhao"], after=("website",)),
    }
    suffixes = random.Random(1)  # noqa: S311  # not for secrets: the same in every life

    def suffix() -> str:
        return f"{suffixes.getrandbits(24):06x}"

    orders = Orders(store, lanes, suffix)
    yield Bureau(
        store=store,
        clock=clock,
        files=files,
        breaks=breaks,
        site=folder / "site",
        platform=stand.platform(clock, **config),
        levers=Levers(stand.url),
        works=Works(folder / "works", _look(), clock),
        lanes=lanes,
        orders=orders,
        bundles=Bundles(store, orders, lanes, suffix),
        by_hand=ByHand(store, lanes, COLUMN.name.__eq__),
        desk=Desk(store, lanes, counts=COLUMN.name.__eq__, clock=clock, worker="one"),
    )
    account = kinds["wechat"]
    assert isinstance(account, Account)
    account.close()


def _channels(
    store: Store, folder: Path, stand: Stand, *, clock: Clocked, files: FilesFolder, send_as: str
) -> dict[str, Channel]:
    def around(name: str, medium: str) -> Surroundings:
        pages = PagesLedger(store.write, store.read)
        return Surroundings(name, medium, OFFICE, clock, store.shelf, files, pages=pages, columns=(COLUMN,))

    site = StaticSettings(medium="政府网站", folder=folder / "site", base_url=SITE)
    account = {"medium": "微信公众号", "app_id": APP_ID, "secret": SECRET, "api_base": stand.url, "verified": True}
    film = ShipinhaoSettings(kind="shipinhao", medium="政务微信视频号", account="示范高新区发布")
    return {
        "website": static.build(site, around("website", "政府网站")),
        "wechat": wechat.build(
            WechatSettings.model_validate({**account, "send_as": send_as}), around("wechat", "微信公众号")
        ),
        "shipinhao": shipinhao.build(film, around("shipinhao", "政务微信视频号")),
    }


def _look() -> Look:
    """视频号, as far as links go."""

    def number(_at: datetime, serial: int) -> str:
        return f"export/Sandbox{serial:06}"

    return Look(
        name="视频号",
        account="示范高新区发布",
        title_key="short_title",
        limits=shipinhao.PLATFORM.limits,
        number=number,
        path=lambda work: f"/sph/{work.share}",
        share_text=lambda work: f"https://weixin.qq.com/sph/{work.share}",
        landing=lambda _: "",
    )
