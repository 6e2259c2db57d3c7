"""An office that sends by 群发: its website, a WeChat account in the sandbox with a daily time, and a video account."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from bot.actions.tidy import tidy
from channels.wechat.sandbox import APP_ID, Sandbox
from tests.bot.account_office import SECRETS, AccountOffice
from tests.bot.console.stage import Stage, opened
from tests.bot.office import NOW

SETTINGS = """\
office: {{name: 示范高新区管委会, code: 12410000MB0000000X}}
database: {database}
engine: sqlite:///var/engine.db
files: var/files
review: [初审, 复审, 终审]
basis: added
media: [政府网站, 微信公众号, 政务抖音]
columns:
  - {{name: 通知公告, slug: tzgg, counts: true, channels: [website, wechat]}}
  - {{name: 政策解读, slug: zcjd, counts: true, channels: [website, wechat, douyin]}}
channels:
  website: {{kind: static, medium: 政府网站, folder: var/site, base_url: "https://www.example.gov.cn"}}
  wechat:  {{kind: wechat, medium: 微信公众号, app_id: {app_id}, secret: "${{WECHAT_SECRET}}", api_base: "{url}",
            verified: true, send_as: mass, bundle: 3, at: "17:00", after: [website]}}
  douyin:  {{kind: douyin, medium: 政务抖音, account: 示范高新区, after: [website]}}
"""


HOUR = timedelta(hours=1)


class SendingOffice(AccountOffice):
    def doubtful(self) -> str:
        """A 群发 of which nobody can tell what became of it; the ref of its one edition."""
        ref = self.put_out(self.approved(), to=["wechat"])
        self.wechat.fault("lose_after", "message/mass/sendall")
        for passed in (8 * HOUR, 24 * HOUR):  # its daily time, and until it cannot be asked after by its key
            self.later(passed)
            tidy(self.app)
        return ref


@contextmanager
def sending_stage(folder: Path) -> Iterator[tuple[Stage, SendingOffice]]:
    """At nine in the morning."""
    with Sandbox(
        folder / "wechat.db",
        quotas=False,
        clock_offset=NOW.timestamp() - time.time(),
        secret=SECRETS["WECHAT_SECRET"],
    ) as sandbox:
        settings = folder / "gongkai.yaml"
        told = {"database": "sqlite:///var/gongkai.db", "app_id": APP_ID, "url": sandbox.url}
        settings.write_text(SETTINGS.format(**told), encoding="utf-8")
        office = SendingOffice(folder, settings, secrets=SECRETS, sandbox=sandbox)
        office.open()
        office.register()
        with opened(office) as stage:
            yield stage, office
        office.app.close()
