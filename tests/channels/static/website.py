"""An office's website for the tests: a database, a folder, and somebody who publishes."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from channels.channel import Surroundings
from channels.static.adapter import StaticSite, build
from channels.static.settings import Settings
from content.column import Column
from content.delivery import Act, Dispatch, State
from content.edition import Edition
from content.item import Item
from content.migrations import upgrade
from content.receipt import Receipt
from content.store.files import FilesFolder
from content.store.pages import PagesLedger
from content.store.store import Store
from tests.channels.board import Clocked

NINE = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
COLUMNS = (Column("通知公告", "tzgg"), Column("工作动态", "gzdt"), Column("年度报告", "ndbg"))
OFFICE = "示范高新区管委会"
CONTACT = {"department": "党政办公室", "address": "示范路1号", "hours": "工作日", "phone": "0000-00000000"}


class FailingFiles(FilesFolder):
    """A files folder on a disk that fails when `breaks` says so."""

    def __init__(self, root: Path, breaks: list[bool]) -> None:
        super().__init__(root)
        self.breaks = breaks

    def locate(self, path: str) -> str:
        if self.breaks and self.breaks.pop(0):
            raise OSError(errno.EIO, "Input/output error")
        return super().locate(path)


@dataclass
class Website:
    """Time passes by a minute with every dispatch.

    `breaks` are upon the next times a file is asked for, in order: True = the disk fails. An item's files are asked
    for before the row that makes it public, and after it. After each send the channel finishes, as the engine makes it.
    """

    store: Store
    folder: Path
    settings: Settings
    clock: Clocked = field(default_factory=lambda: Clocked(NINE))
    columns: tuple[Column, ...] = COLUMNS
    log_head: str = ""
    number: int = 0
    breaks: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.channel = self.anew()

    @property
    def site(self) -> Path:
        return self.settings.folder

    @property
    def files(self) -> FilesFolder:
        return FailingFiles(self.folder / "files", self.breaks)

    def anew(self, **settings: Any) -> StaticSite:
        """The channel as another process would make it, with some settings changed."""
        around = Surroundings(
            name="website",
            medium="政府网站",
            office=OFFICE,
            clock=self.clock,
            shelf=self.store.shelf,
            files=self.files,
            pages=PagesLedger(self.store.write, self.store.read),
            columns=self.columns,
            contact=CONTACT,
            log_head=lambda: self.log_head,
        )
        return build(self.settings.model_copy(update=settings), around)

    def write(self, **fields: Any) -> Edition:
        """A new item, approved."""
        with self.store.write() as work:
            return work.items.create(self.item(**fields), "张三", lambda y, s: f"MB0X/{y}-{s:05d}", self.clock())

    def revise(self, edition: Edition, **fields: Any) -> Edition:
        with self.store.write() as work:
            return work.items.revise(edition.item_id, self.item(**fields), "张三", self.clock())

    def item(self, **fields: Any) -> Item:
        self.number += 1
        about: dict[str, Any] = {
            "title": f"关于安全生产检查的通知（{self.number}）",
            "column": "通知公告",
            "unit": "综合办公室",
            "html": f"<p>各有关单位：</p><p>三月起开展第{self.number}次检查。</p>",
            "summary": "三月起开展安全生产检查。",
            "document_number": f"示高管〔2026〕{self.number}号",
            "made_on": date(2026, 3, 1),
        }
        return Item(**{**about, **fields})

    def dispatch(self, edition: Edition, act: Act = Act.PUBLISH, reason: str = "") -> Dispatch:
        self.clock.on(timedelta(minutes=1))
        now = self.clock()
        order = Dispatch("D1-0", "website", act, State.BEGUN, (edition,), now, now, "张三", reason=reason)
        return replace(order, attempt=1, deadline=now + self.channel.time_limit)

    def publish(self, edition: Edition | None = None, **fields: Any) -> Edition:
        edition = edition or self.write(**fields)
        self.send(self.dispatch(edition))
        return edition

    def correct(self, edition: Edition, **fields: Any) -> Edition:
        corrected = self.revise(edition, **fields)
        self.send(self.dispatch(corrected, Act.CORRECT, "数字有误"))
        return corrected

    def withdraw(self, edition: Edition, reason: str = "内容有误") -> Receipt:
        return self.send(self.dispatch(edition, Act.WITHDRAW, reason))

    def send(self, dispatch: Dispatch) -> Receipt:
        """And what the engine does after a run of sends."""
        (receipt,) = self.channel.send(dispatch, [], lambda _marks: None)
        self.channel.repair()
        return receipt

    def text(self, path: str) -> str:
        return (self.site / path.lstrip("/")).read_text("utf-8")

    def soup(self, path: str) -> BeautifulSoup:
        return BeautifulSoup(self.text(path), "html.parser")

    def page(self, edition: Edition) -> BeautifulSoup:
        return self.soup(self.channel.path_of(edition))

    def everything(self) -> dict[str, bytes]:
        """What the public can get, by path."""
        paths = (path for path in self.site.rglob("*") if path.is_file() and ".gongkai" not in path.parts)
        return {str(path.relative_to(self.site)): path.read_bytes() for path in paths}

    def mentions(self, words: str) -> set[str]:
        return {path for path, content in self.everything().items() if words.encode() in content}

    def built_from_nothing(self) -> dict[str, bytes]:
        """What the tables alone would make, in a folder of its own."""
        elsewhere = self.folder / "elsewhere"
        self.anew(folder=elsewhere).rebuild()
        other = Website(self.store, self.folder, self.settings.model_copy(update={"folder": elsewhere}), self.clock)
        return other.everything()


def settings(folder: Path, **more: Any) -> Settings:
    told = {"medium": "政府网站", "folder": folder / "site", "base_url": "https://www.example.gov.cn", "per_page": 5}
    return Settings.model_validate({**told, **more})


def opened(store: Store, folder: Path, **more: Any) -> Website:
    return Website(store, folder, settings(folder, **more))


@contextmanager
def website(folder: Path, **more: Any) -> Iterator[Website]:
    """On a SQLite file of its own below the folder."""
    store = Store(f"sqlite:///{folder / 'gongkai.db'}")
    upgrade(store)
    yield opened(store, folder, **more)
    store.close()
