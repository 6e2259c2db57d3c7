"""An office whose WeChat account is talked to, on either database."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bot.app import App
from bot.web import make_web
from channels.channel import Clock
from channels.loopback import serving
from tests.bot.chat.follower import AES_KEY, APP_ID, TOKEN, Follower

SETTINGS = """\
office: {{name: 示范高新区管委会, code: 12410000MB0000000X}}
database: {database}
engine: sqlite:///var/engine.db
files: var/files
review: []
basis: added
media: [政府网站, 微信公众号]
columns:
  - {{name: 通知公告, slug: tzgg, channels: [wechat]}}
channels:
  wechat: {{kind: wechat, medium: 微信公众号, app_id: {app_id}, secret: "${{WECHAT_SECRET}}",
           token: "${{WECHAT_TOKEN}}", encoding_aes_key: "${{WECHAT_AES_KEY}}",
           api_base: "{wechat}", verified: true, send_as: publish}}
chat:
  channel: wechat
  quiet_hours: 22:00-7:00
  keywords:
    - {{words: [开放时间], reply: 周一至周五上午 9 点到下午 5 点。}}
"""
NOWHERE = "http://127.0.0.1:9"
SECRETS = {"WECHAT_SECRET": "00000000000000000000000000000000", "WECHAT_TOKEN": TOKEN, "WECHAT_AES_KEY": AES_KEY}


def write_settings(folder: Path, *, database: str = "sqlite:///var/gongkai.db", wechat: str = NOWHERE) -> Path:
    path = folder / "gongkai.yaml"
    path.write_text(SETTINGS.format(database=database, wechat=wechat, app_id=APP_ID), encoding="utf-8")
    return path


@dataclass
class DoorOffice:
    app: App
    client: httpx.Client
    now: Clock

    def follower(self, **fields: Any) -> Follower:
        return Follower(self.client, self.now, **fields)

    def heard(self) -> int:
        with self.app.store.read() as work:
            return len(work.heard.unfinished(self.now()))


@contextmanager
def open_door(settings: Path, now: Clock, secrets: Mapping[str, str] = SECRETS) -> Iterator[DoorOffice]:
    with (
        App.open(settings, clock=now, environ=secrets) as app,
        serving(make_web(app)) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        yield DoorOffice(app, client, now)
