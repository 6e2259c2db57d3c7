"""An office with an account in the sandbox: what the tests of this kind stand on."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from channels.channel import Context
from channels.wechat.account import Account
from channels.wechat.adapter import build
from channels.wechat.sandbox import APP_ID, SECRET, Sandbox
from channels.wechat.settings import Settings
from content.delivery import Act, Dispatch, State
from content.edition import Edition, digest_of
from content.item import Item
from content.receipt import Receipt
from content.shelf import Shelf
from tests.channels.stages import NOON, Scene, ShelfInMemory

PAGE = "https://www.example.gov.cn/tzgg/{item}.html"
ITEM = Item(
    title="关于开展安全生产检查的通知",
    column="通知公告",
    unit="综合办公室",
    html="<p>三月起对辖区企业开展安全生产检查。</p>",
    summary="三月起检查。",
)


@dataclass
class Office:
    """`marks` is what `note` committed, as the desk would keep it between attempts."""

    sandbox: Sandbox
    scene: Scene
    shelf: Shelf
    marks: dict[str, str] = field(default_factory=dict)
    built: list[Account] = field(default_factory=list)

    def channel(self, **settings: Any) -> Any:
        """An adapter of its own: another worker, another process. `Any`, as each way to send has calls of its own."""
        given = {"app_id": APP_ID, "secret": SECRET, "api_base": self.sandbox.url, "verified": True, "call_seconds": 5}
        given |= {"medium": "微信公众号", "send_as": "publish", **settings}
        account = build(
            Settings.model_validate(given), replace(self.scene.around("wechat", "公众号"), shelf=self.shelf)
        )
        self.built.append(account)
        return account

    def edition(self, number: int = 1, **fields: Any) -> Edition:
        item = replace(ITEM, **{"title": f"第 {number} 号通知", **fields})
        return Edition(
            f"2026-{number:05d}", 1, f"12410000MB0000000X/2026-{number:05d}", item, digest_of(item), NOON, "张三"
        )

    def dispatch(
        self, *editions: Edition, act: Act = Act.PUBLISH, held: Mapping[str, Receipt] | None = None
    ) -> Dispatch:
        now, editions = self.scene.clock(), editions or (self.edition(),)
        return Dispatch(
            id=f"wechat-{editions[0].item_id}-ab12",
            channel="wechat",
            act=act,
            state=State.BEGUN,
            editions=editions,
            due_at=now,
            made_at=now,
            made_by="张三",
            attempt=1,
            begun_at=now,
            deadline=now + timedelta(minutes=5),
            held=held or {},
        )

    def again(self, dispatch: Dispatch) -> Dispatch:
        """The next attempt, with the marks of the earlier ones."""
        return replace(dispatch, attempt=dispatch.attempt + 1, marks=dict(self.marks))

    def marked(self, dispatch: Dispatch) -> Dispatch:
        """The same attempt as somebody who looks after it reads it."""
        return replace(dispatch, marks=dict(self.marks))

    def send(self, channel: Any, dispatch: Dispatch) -> list[Receipt]:
        bundle = len(dispatch.editions)
        pages = [PAGE.format(item=edition.item_id) for edition in dispatch.editions]
        prepared = [
            channel.prepare(edition, Context(pages[place], place, bundle))
            for place, edition in enumerate(dispatch.editions)
        ]
        return list(channel.send(dispatch, prepared, self.marks.update))

    def live(self, channel: Any, dispatch: Dispatch) -> list[Receipt]:
        """Sent, and followed to its end."""
        return [channel.follow(receipt) for receipt in self.send(channel, dispatch)]

    def public(self) -> list[dict[str, Any]]:
        return [article for article in self.sandbox.public()["articles"] if not article["deleted"]]


@contextmanager
def office(folder: Path, shelf: Shelf | None = None, **config: Any) -> Iterator[Office]:
    """The sandbox's clock is set to the scene's; tasks are done at once and nothing is rationed unless told."""
    told = {"publish_seconds": 0, "mass_seconds": 0, "quotas": False, "clock_offset": NOON.timestamp() - time.time()}
    with Sandbox(folder / "wechat.db", **{**told, **config}) as sandbox:
        opened = Office(sandbox, Scene(folder), shelf or ShelfInMemory())
        yield opened
        for account in opened.built:
            account.close()
