"""An office whose website is one that exists: items written, approved, and sent by workers that can be killed."""

import multiprocessing
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook
from PIL import Image, ImageDraw

from bot.actions.correct import correct
from bot.actions.publish import publish
from bot.actions.tidy import tidy
from bot.actions.withdraw import withdraw
from bot.app import App
from bot.views.counts import year_counts
from bot.views.status import deliveries
from channels.channel import Seen
from channels.cms.website import Website
from channels.registry import KINDS
from content.delivery import Delivery, Dispatch
from content.zone import SHANGHAI
from tests.bot.office import Office

from .site import Site

CHANNEL = "website"
SETTINGS: Mapping[str, Any] = {
    "office": {"name": "示范高新区管委会", "code": "12410000MB0000000X"},
    "database": "sqlite:///var/gongkai.db",
    "engine": "sqlite:///var/engine.db",
    "files": "var/files",
    "review": [],
    "basis": "added",
    "media": ["政府网站"],
    "columns": [{"name": "通知公告", "slug": "tzgg", "channels": [CHANNEL], "fresh_days": 180}],
}
BODY = """三月起对辖区企业开展检查，依据“第二十条”第（十二）项 -- 重点是仓储和危化品企业。

![检查流程图]({picture})

| 批次 | 对象 | 日期 |
|---|---|---|
| 第一批 | 仓储企业 <甲类> | 3x5 |
| 第二批 | 危化品企业 & 其它 | 3月18日 |

{body}
"""
SECRECY = "{by: 王五, on: 2026-03-02, conclusion: 可以公开}"
PEOPLE = {"钱一": {"管理员"}, "王五": {"保密审查员"}, "张三": {"信息员"}, "周八": {"发布员"}}
NUMBERS = count(1)
LOADED = ["pytest", "tests.websites.newsroom", *(f"{folder}.adapter" for folder in KINDS.values())]


@dataclass(slots=True)
class Newsroom(Office):
    """`prefix` begins the keys of its documents, so that tests share a site. `site` is where they go."""

    site: Site = field(kw_only=True)
    prefix: str = field(kw_only=True)

    def written(
        self, title: str = "关于开展安全生产检查的通知", body: str = "请按时参加。", *, item_id: str = "", **more: str
    ) -> str:
        """An edition with a picture and a table; its ref. `more`: of its front matter."""
        _draw(self.folder / "流程图.png", title)
        whole = BODY.format(picture="流程图.png", body=body)
        return self.handed_in(title, whole, item_id=item_id, **more)

    def brief(self, title: str) -> str:
        """Likewise, of one sentence and no files."""
        return self.handed_in(title, "请按时参加。")

    def handed_in(self, title: str, body: str, *, item_id: str = "", **more: str) -> str:
        """Nobody reviews here but for secrecy."""
        return self.submitted(self.item(title, body, secrecy=SECRECY, **more), item_id=item_id)

    def attachment(self) -> str:
        """For the front matter of the next that is written."""
        table = Workbook()
        table.active.append(("序号", "单位"))
        table.save(self.folder / "检查表.xlsx")
        return "[检查表.xlsx]"

    def ordered(self, ref: str) -> str:
        """For a worker to send; the same ref."""
        publish(self.app, "周八", ref, now=self.now)
        return ref

    def ordered_instead(self, ref: str, *, body: str, **consent: Any) -> str:
        """A new edition with this text, for a worker to put in the other's place; its ref."""
        new = self.written(body=body, item_id=ref)
        correct(self.app, "周八", new, reason="内容有误", now=self.now, **consent)
        return new

    def ordered_back(self, ref: str) -> str:
        """Likewise, to be withdrawn."""
        withdraw(self.app, "周八", ref, reason="内容有误", now=self.now)
        return ref

    def tidied(self) -> None:
        """Once whoever began something can do no harm any more."""
        self.later(self.website.patience + timedelta(minutes=1))
        tidy(self.app)

    def corrected(self, ref: str, *, body: str, **consent: Any) -> str:
        """By a new edition with this text; its ref."""
        new = self.ordered_instead(ref, body=body, **consent)
        tidy(self.app)
        return new

    def withdrawn(self, ref: str) -> None:
        self.ordered_back(ref)
        tidy(self.app)

    def reopen(self, secrets: Mapping[str, str]) -> None:
        """As after a restart with these."""
        self.app.close()
        self.secrets = secrets
        self.open()

    @contextmanager
    def as_it_was(self) -> Iterator[None]:
        """What happens in the block happens; only the office knows nothing of it afterwards, as after a restore."""
        there, backup = self.folder / "var", self.folder / "backup"
        self.app.close()
        shutil.copytree(there, backup)
        self.open()
        yield
        self.app.close()
        shutil.rmtree(there)
        backup.rename(there)
        self.open()

    @property
    def website(self) -> Website:
        channel = self.app.channels[CHANNEL]
        assert isinstance(channel, Website)
        return channel

    def delivery(self, ref: str) -> Delivery:
        (found,) = deliveries(self.app, [ref])
        return found

    def dispatch(self, ref: str) -> Dispatch:
        with self.app.store.read() as work:
            return work.dispatches.get(self.delivery(ref).dispatch_id)

    def key(self, ref: str) -> str:
        return f"{self.prefix}{ref.partition('.')[0]}"

    def kept(self, ref: str) -> list[str]:
        """Every document of the item that the site has, in whatever state."""
        return self.site.kept(self.key(ref))

    def seen(self, ref: str) -> Seen:
        """What a reader finds at the edition's address."""
        with self.app.store.read() as work:
            item_id, _, number = ref.partition(".")
            edition = work.items.edition(item_id, int(number))
        return self.website.see(edition, self.delivery(ref).url)

    def paused(self) -> str | None:
        """Why, where it is."""
        with self.app.store.read() as work:
            return work.dispatches.paused(CHANNEL)

    def counted(self) -> int:
        """How many publications the years have; one may end meanwhile."""
        return sum(year_counts(self.app, self.now.year - back).counts.added for back in range(2))

    def worker(self) -> BaseProcess:
        """Another process that does what there is to do, at this moment of the office's clock."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(LOADED)
        made = context.Process(target=work_off, args=(self.settings, self.now, dict(self.secrets)), daemon=True)
        made.start()
        return made


def work_off(settings: Path, now: datetime, secrets: Mapping[str, str]) -> None:
    """What a worker's process runs."""
    with App.open(settings, clock=lambda: now, environ=secrets) as app:
        tidy(app)


def open_newsroom(folder: Path, template: Path, site: Site, **more: Any) -> Newsroom:
    """`template`: a database with its tables. `more`: of the channel's settings."""
    (folder / "var").mkdir(parents=True)
    shutil.copy(template, folder / "var/gongkai.db")
    prefix = f"t{next(NUMBERS)}-"
    channel = {**site.settings, "key_prefix": prefix, **more}
    settings = folder / "gongkai.yaml"
    text = yaml.safe_dump({**SETTINGS, "channels": {CHANNEL: channel}}, allow_unicode=True, sort_keys=False)
    settings.write_text(text, encoding="utf-8")
    # The site has the machine's clock: the office's begins there, too.
    made = Newsroom(folder, settings, datetime.now(SHANGHAI), site.environ, site=site, prefix=prefix)
    made.open()
    made.register(PEOPLE)
    return made


def _draw(path: Path, words: str) -> None:
    """A picture whose bytes depend on the words."""
    picture = Image.new("RGB", (640, 360), (255, 255, 255))
    ImageDraw.Draw(picture).point([(at * 7 % 640, ord(sign) % 360) for at, sign in enumerate(words)], (200, 30, 30))
    picture.save(path)
