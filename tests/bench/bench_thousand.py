"""1,000 items to the website and to WeChat, whose sandbox answers at once, from the order to the last one's log entry.

The engine runs in this process, as in `gongkai serve`, and its memory is this process's peak; the sandbox has a process
of its own. A smaller number of items as an argument tries it out.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

import httpx
from PIL import Image

from bot.app import App
from channels.wechat.sandbox import APP_ID
from content.edition import Edition
from content.item import Item, StoredFile
from tests.bench.rows import show

ITEMS = 1000
SECONDS, MEGABYTES = 60, 250
LONGEST = 600
SECRET = "sample-bench"
CHANNELS = ("website", "wechat")
SETTINGS = """
demo: true
office: {{name: 示范高新区管委会, code: 12410000MB0000000X}}
database: sqlite:///var/gongkai.db
engine: sqlite:///var/engine.db
review: []
media: [政府网站, 微信公众号]
columns: [{{name: 通知公告, slug: tzgg, channels: [website, wechat]}}]
channels:
  website: {{kind: static, medium: 政府网站, folder: var/site, base_url: "https://www.example.gov.cn"}}
  wechat: {{kind: wechat, medium: 微信公众号, app_id: {app_id}, secret: "${{WECHAT_SECRET}}", api_base: "{address}",
           verified: true, send_as: publish, after: [website], quotas: false, polls: [0.2]}}
"""
ROW = "<tr><td>{number}</td><td>消防通道是否畅通</td><td>每月一次</td></tr>"
PARAGRAPH = "<p>第{number}条　各企业应当按照要求开展自查，发现隐患立即整改，并将结果报综合办公室备案。</p>"


def main(items: int) -> None:
    with tempfile.TemporaryDirectory() as name, sandbox() as address:
        settings = Path(name, "gongkai.yaml")
        settings.write_text(SETTINGS.format(app_id=APP_ID, address=address), encoding="utf-8")
        with App.open(settings, environ={"WECHAT_SECRET": SECRET}) as app:
            editions = written(app, items)
            seconds = published(app, editions)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    show(f"{items:,} items live on website and WeChat", seconds, "s", f"≤ {SECONDS} s", ok=seconds <= SECONDS)
    show("peak memory of the engine's process", megabytes, "MB", f"≤ {MEGABYTES} MB", ok=megabytes <= MEGABYTES)


def written(app: App, items: int) -> list[Edition]:
    cover = app.files.keep(picture(), "封面.jpg")
    with app.store.write() as work:
        return [
            work.items.create(item(number, cover), "张三", app.settings.office.numbering("办公室"), app.clock())
            for number in range(items)
        ]


def item(number: int, cover: StoredFile) -> Item:
    rows = "".join(ROW.format(number=row) for row in range(1, 11))
    paragraphs = "".join(PARAGRAPH.format(number=line) for line in range(1, 21))
    return Item(
        title=f"关于开展第 {number} 次安全生产检查的通知",
        column="通知公告",
        unit="综合办公室",
        html=f"<h2>一、要求</h2>{paragraphs}<table><tr><th>序号</th><th>项目</th><th>频次</th></tr>{rows}</table>",
        made_on=date(2026, 3, 2),
        summary="对辖区企业开展安全生产检查。",
        cover=cover,
    )


def picture() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (900, 383), (22, 76, 140)).save(drawn, "JPEG")
    return drawn.getvalue()


def published(app: App, editions: list[Edition]) -> float:
    """Seconds from the first order until everything is public."""
    with app.engine.serving():
        start = time.perf_counter()
        for edition in editions:
            for delivery in app.orders.publish(edition, CHANNELS, by="张三", now=app.clock()):
                app.engine.order(delivery.channel)
        while live(app) < len(editions) * len(CHANNELS):
            if time.perf_counter() - start > LONGEST:
                raise TimeoutError(f"{live(app)} live after {LONGEST} s")
            time.sleep(0.1)
        return time.perf_counter() - start


def live(app: App) -> int:
    with app.store.read() as work:
        head = work.log.head()
    return head.seq if head else 0  # the log holds nothing but these publications


@contextmanager
def sandbox() -> Iterator[str]:
    command = [sys.executable, "-m", "channels.wechat.sandbox", "--state", ":memory:"]
    for setting in ("verified=true", "quotas=false", f"secret={SECRET}", "publish_seconds=0"):
        command += ["--set", setting]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    try:
        assert process.stdout
        address = process.stdout.readline().strip()
        wait_for(address)
        yield address
    finally:
        process.kill()
        process.wait()


def wait_for(address: str) -> None:
    for _ in range(200):
        try:
            httpx.get(address, timeout=1)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(address)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS)
