"""An office whose staff work in the chat: everybody is bound, the account is the sandbox's."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from channels.wechat.sandbox import APP_ID, SECRET, Sandbox
from channels.wechat.sandbox.temporary import keep
from tests.bot.chat.story import Talk, visitor_of
from tests.bot.office import PEOPLE, Office

SETTINGS = """\
office: {{name: 示范高新区管委会, code: 12410000MB0000000X}}
database: sqlite:///var/gongkai.db
engine: sqlite:///var/engine.db
files: var/files
demo: true
review: [初审, 复审, 终审]
basis: added
emergency: [终审, 发布员]
media: [政府网站, 微信公众号, 政务微信视频号, 政务抖音]
columns:
  - {{name: 通知公告, slug: tzgg, channels: [website, wechat]}}
  - {{name: 政策解读, slug: zcjd, channels: [website, shipinhao]}}
channels:
  website: {{kind: static, medium: 政府网站, folder: var/site, base_url: "https://www.example.gov.cn"}}
  wechat: {{kind: wechat, medium: 微信公众号, app_id: {app_id}, secret: "${{WECHAT_SECRET}}",
           token: "${{WECHAT_TOKEN}}", encoding_aes_key: "${{WECHAT_AES_KEY}}", api_base: "{wechat}",
           verified: true, send_as: publish, after: [website]}}
  shipinhao: {{kind: shipinhao, medium: 政务微信视频号, account: 示范高新区发布, after: [website]}}
  douyin: {{kind: douyin, medium: 政务抖音, account: 示范高新区发布, after: [website]}}
chat:
  channel: wechat
  fetch_hosts: [{hosts}]
public: {{base_url: "https://hd.example.gov.cn"}}
"""
SECRETS = {
    "WECHAT_SECRET": SECRET,
    "WECHAT_TOKEN": "sampleToken",
    "WECHAT_AES_KEY": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
}


@dataclass
class Desk(Talk):
    """`sandbox` holds what followers sent."""

    sandbox: Sandbox | None = None

    def picture(self, colour: str = "navy") -> str:
        """The media id of a picture that somebody sent."""
        content = BytesIO()
        Image.new("RGB", (900, 600), colour).save(content, "JPEG")
        return self.media(content.getvalue(), "image/jpeg")

    def media(self, content: bytes, kind: str) -> str:
        assert self.sandbox is not None
        state = self.sandbox._state  # noqa: SLF001  # what the platform holds, without a follower's phone
        with state.change():
            return keep(state, content, kind, time.time())

    def bound(self, *names: str) -> None:
        with self.office.app.store.write() as work:
            for name in names:
                work.bindings.bind(visitor_of(name), name, self.office.now)

    def notices(self, name: str) -> list[str]:
        """What this person is to be told, oldest first."""
        with self.office.app.store.read() as work:
            due = work.notices.due(self.office.now)
        return [one.text for one in due if one.visitor == visitor_of(name)]


@contextmanager
def open_desk(folder: Path, *, hosts: str = "") -> Iterator[Desk]:
    folder.mkdir(exist_ok=True)
    with Sandbox() as sandbox:
        path = folder / "gongkai.yaml"
        path.write_text(SETTINGS.format(app_id=APP_ID, wechat=sandbox.url, hosts=hosts), encoding="utf-8")
        office = Office(folder, path, secrets=SECRETS).open()
        office.register()
        desk = Desk(office, sandbox=sandbox)
        desk.bound(*PEOPLE)
        yield desk
        office.app.close()
