"""A small office to try actions and commands on: people, settings, items; no channel needs a network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from bot.actions.approve import approve
from bot.actions.opinions import Opinion
from bot.actions.people import add_person
from bot.actions.publish import publish
from bot.actions.submit import submit
from bot.actions.tidy import tidy
from bot.app import App
from content.people import Person
from content.zone import SHANGHAI
from tests.channels.stages import video_bytes

COMMAND = "from bot.cli.main import run; run()"
"""`gongkai`, for Python's `-c`: a process of its own."""
NOW = datetime(2025, 3, 4, 9, 0, tzinfo=SHANGHAI)
SECRECY = "经审查可以公开。"
SETTINGS = """\
office: {{name: 示范高新区管委会, code: 12410000MB0000000X}}
database: {database}
engine: sqlite:///var/engine.db
files: var/files
review: {review}
basis: added
emergency: [终审, 发布员]
media: [政府网站, 政务抖音, 报社、电台等其它媒体]
columns:
  - {{name: 通知公告, slug: tzgg, counts: true, channels: [website], fresh_days: 180}}
  - {{name: 政策解读, slug: zcjd, counts: true, channels: [website, douyin], fresh_days: 180}}
channels:
  website: {{kind: static, medium: 政府网站, folder: var/site, base_url: "https://www.example.gov.cn"}}
  douyin:  {{kind: douyin, medium: 政务抖音, account: 示范高新区, after: [website]}}
  press:   {{kind: press, medium: 报社、电台等其它媒体}}
"""
ITEM = """\
---
title: {title}
column: {column}
unit: {unit}
made_on: 2025-03-03
disclosure: {disclosure}
legal_basis: 第二十条（十二）
summary: 三月起对辖区企业开展安全生产检查。
{more}---
{body}
"""
PEOPLE = {
    "钱一": {"管理员"},
    "张三": {"信息员"},
    "李四": {"初审"},
    "王五": {"复审", "保密审查员"},
    "赵六": {"终审"},
    "孙七": {"上传员"},
    "周八": {"发布员"},
    "吴九": {"统计"},
    "郑十": {"初审", "复审", "终审"},
}


@dataclass(slots=True)
class Office:
    """`now` is the office's clock; `later` moves it."""

    folder: Path
    settings: Path
    now: datetime = NOW
    secrets: Mapping[str, str] = field(default_factory=dict)
    app: App = field(init=False)

    def open(self) -> Self:
        self.app = App.open(self.settings, clock=lambda: self.now, environ=self.secrets)
        return self

    def later(self, by: timedelta) -> None:
        self.now += by

    def register(self, people: Mapping[str, set[str]] = PEOPLE) -> None:
        for name, roles in people.items():
            add_person(self.app, "钱一", Person(name, "综合办公室", frozenset(roles)), self.now)

    def item(self, title: str = "关于开展安全生产检查的通知", body: str = "三月起开展检查。", **fields: str) -> Path:
        """Write an item file; `fields` go into its front matter."""
        filed = {"column": fields.pop("column", "通知公告"), "disclosure": fields.pop("disclosure", "主动公开")}
        filed["unit"] = fields.pop("unit", "综合办公室")
        more = "".join(f"{name}: {value}\n" for name, value in fields.items())
        path = self.folder / f"稿件{len(list(self.folder.glob('稿件*.md'))) + 1}.md"
        path.write_text(ITEM.format(title=title, more=more, body=body, **filed), encoding="utf-8")
        return path

    def video_item(self) -> Path:
        (self.folder / "video.mp4").write_bytes(video_bytes(frame_rate=25))
        return self.item("一分钟看懂安全生产检查", column="政策解读", video="video.mp4", ai_generated="false")

    def submitted(self, path: Path | None = None, *, item_id: str = "") -> str:
        return submit(self.app, "张三", path or self.item(), item_id=item_id, now=self.now).edition.ref

    def approved(self, path: Path | None = None, *, item_id: str = "") -> str:
        """Through 初审, 复审 with the secrecy review, 终审; warnings are kept with a reason."""
        ref = self.submitted(path, item_id=item_id)
        approve(self.app, "李四", ref, now=self.now)
        opinion = Opinion(secrecy=SECRECY, accept_all="已核对。")
        approve(self.app, "王五", ref, opinion=opinion, now=self.now)
        approve(self.app, "赵六", ref, now=self.now)
        return ref

    def put_out(self, ref: str, *, to: Sequence[str] = ()) -> str:
        """To these channels, else to all it goes to: what can be public at once is public now. The same ref."""
        publish(self.app, "周八", ref, to=to, now=self.now)
        tidy(self.app)
        return ref


def make_office(
    folder: Path,
    *,
    database: str = "sqlite:///var/gongkai.db",
    review: str = "[初审, 复审, 终审]",
    more: str = "",
    environ: Mapping[str, str] | None = None,
) -> Office:
    """`more`: further channels, or sections of the settings."""
    settings = folder / "gongkai.yaml"
    settings.write_text(SETTINGS.format(database=database, review=review) + more, encoding="utf-8")
    return Office(folder, settings, secrets=environ or {}).open()
