"""A small office whose WeChat account lies in the sandbox: its menu, its articles, what people write under them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.actions.tidy import tidy
from channels.wechat.sandbox import APP_ID, Sandbox
from tests.bot.office import NOW, PEOPLE, Office

SETTINGS = """\
office: {{name: 示范高新区管委会, code: 12410000MB0000000X}}
database: {database}
engine: sqlite:///var/engine.db
files: var/files
review: [初审, 复审, 终审]
basis: added
media: [微信公众号]
columns:
  - {{name: 通知公告, slug: tzgg, channels: [wechat]}}
channels:
  wechat: {{kind: wechat, medium: 微信公众号, app_id: {app_id}, secret: "${{WECHAT_SECRET}}", api_base: "{url}",
           verified: true, send_as: publish, comments: true, need_open_comment: true, quotas: false}}
chat:
  channel: wechat
{menu}"""
SECRETS = {"WECHAT_SECRET": "00000000000000000000000000000000"}
MENU = """\
  menu:
    - name: 信息公开
      buttons:
        - {name: 最新公开, key: 最新}
        - {name: 公开指南, url: "https://www.example.gov.cn/zn"}
    - {name: 留言, key: 留言}
"""


@dataclass
class AccountOffice(Office):
    """The clocks of both stand at the office's `now`."""

    sandbox: Sandbox | None = None

    @property
    def wechat(self) -> Sandbox:
        assert self.sandbox
        return self.sandbox

    def later(self, by: timedelta) -> None:
        super().later(by)
        self.wechat.forward(by.total_seconds())

    def published(self) -> str:
        """The address of an article that is out."""
        ref = self.put_out(self.approved())
        self.later(timedelta(minutes=1))
        tidy(self.app)
        with self.app.store.read() as work:
            return work.deliveries.get(f"{ref}@wechat").url

    def rewrite(self, menu: str) -> None:
        """Other settings, as after an edit of the file."""
        self.app.close()
        text = self.settings.read_text(encoding="utf-8")
        self.settings.write_text(text.partition("\nchat:")[0] + f"\nchat:\n  channel: wechat\n{menu}", encoding="utf-8")
        self.open()


@contextmanager
def account_office(folder: Path, *, database: str = "sqlite:///var/gongkai.db") -> Iterator[AccountOffice]:
    offset = NOW.timestamp() - time.time()
    with Sandbox(
        folder / "wechat.db",
        publish_seconds=0,
        quotas=False,
        comments=True,
        clock_offset=offset,
        secret=SECRETS["WECHAT_SECRET"],
    ) as sandbox:
        settings = folder / "gongkai.yaml"
        told = {"database": database, "app_id": APP_ID, "url": sandbox.url, "menu": MENU}
        settings.write_text(SETTINGS.format(**told), encoding="utf-8")
        office = AccountOffice(folder, settings, secrets=SECRETS, sandbox=sandbox).open()
        office.register({**PEOPLE, "陈十一": {"信箱员"}})
        yield office
        office.app.close()
