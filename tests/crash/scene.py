"""The scene of the crash test: one office on this machine, its settings, its items, and platforms that survive."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bot.actions import hand_over, publish, submit
from bot.actions.people import add_person
from bot.app import App, system_clock
from bot.views.queue import lay_out, package, queue
from channels import handover_person
from channels.douyin import sandbox as douyin
from channels.loopback import serving
from channels.shipinhao import sandbox as shipinhao
from channels.video_sample import sample_video
from content.delivery import State
from content.people import Person
from tests.nursery import Nursery, Started, nursery

SETTINGS = """
office: {{name: 示范高新区管委会, code: 12410000MB0000000X}}
database: {database}
engine: {engine}
files: var/files
review: []
basis: added
demo: true
media: [政府网站, 微信公众号, 政务微信视频号, 政务抖音]
columns:
  - {{name: 通知公告, slug: tzgg, channels: [website, wechat, shipinhao, douyin]}}
channels:
  website: {{kind: static, medium: 政府网站, folder: var/site, base_url: "https://www.example.gov.cn",
            time_limit: "00:00:03", patience: "00:00:05"}}
  wechat: {{kind: wechat, medium: 微信公众号, app_id: wx0000000000000000, secret: "${{WECHAT_SECRET}}",
           api_base: "{wechat}", verified: true, send_as: publish, after: [website], quotas: false,
           polls: [0.2], call_seconds: 1, send_seconds: 3, patience_seconds: 5, settle_seconds: 2}}
  shipinhao: {{kind: shipinhao, medium: 政务微信视频号, account: 示范高新区发布}}
  douyin: {{kind: douyin, medium: 政务抖音, account: 示范高新区}}
"""
ITEM = """---
title: 演练通知第 {number} 号
column: 通知公告
unit: 综合办公室
made_on: 2026-03-02
disclosure: 主动公开
summary: 第 {number} 次演练。
video: 演练.mp4
ai_generated: false
secrecy: {{by: 李四, on: 2026-03-02, conclusion: 可以公开}}
---
这是第 {number} 次演练的通知，请按时参加。
"""
SECRET = "sample-secret"
VIDEO_KINDS = {"shipinhao": shipinhao, "douyin": douyin}


@dataclass
class Scene:
    """`app` is the office's own side: it orders and confirms; the workers that are killed run elsewhere."""

    folder: Path
    app: App
    wechat: str
    platforms: dict[str, str]
    nursery: Nursery
    at_once: int = 1
    workers: list[Started] = field(default_factory=list)
    written: int = 0

    def order(self, items: int) -> None:
        """Write, approve and order this many items to all channels."""
        for _ in range(items):
            self.written += 1
            path = self.folder / f"item-{self.written}.md"
            path.write_text(ITEM.format(number=self.written), encoding="utf-8")
            done = submit.submit(self.app, "张三", path, now=self.app.clock())
            publish.publish(self.app, "张三", done.edition.ref, now=self.app.clock())

    def order_again(self) -> None:
        """What waits for a later time (a quota's midnight) is wanted now."""
        with self.app.store.read() as work:
            due = work.deliveries.in_state((State.DUE,))
        for delivery in due:
            publish.publish(self.app, "张三", delivery.ref, to=[delivery.channel], now=self.app.clock())

    def start_worker(self) -> Started:
        words = ["worker", "--settings", str(self.folder / "gongkai.yaml")]
        worker = self.nursery.start(words, self.folder / "worker.log")
        self.workers.append(worker)
        return worker

    def wait_ready(self, worker: Started) -> None:
        """Until the worker says that it runs. Raises RuntimeError when it ended instead."""
        if not worker.said.readline():
            raise RuntimeError((self.folder / "worker.log").read_text(encoding="utf-8")[-2000:])

    def kill(self, worker: Started) -> None:
        worker.kill()
        self.workers.remove(worker)

    def in_flight(self) -> int:
        """How many dispatches a worker has begun and not settled."""
        with self.app.store.read() as work:
            return work.dispatches.count((State.BEGUN,))

    def stop(self) -> None:
        for worker in list(self.workers):
            self.kill(worker)
        self.app.close()

    def confirm_some(self, most: int) -> int:
        """The person: takes the package, uploads it, brings the link back."""
        waiting = queue(self.app, self.app.clock())[:most]
        for one in waiting:
            key = one.delivery.key
            hand_over.claim(self.app, "张三", key, now=self.app.clock())
            made = package(self.app, one.delivery)
            assert made is not None
            page = lay_out(self.app, one.delivery, made)
            shared = handover_person.upload(self.platforms[one.delivery.channel], page.parent)
            brought = hand_over.Brought(url=shared)
            hand_over.confirm(self.app, "张三", key, brought, now=self.app.clock())
        return len(waiting)

    def finish(self, seconds: float) -> bool:
        """Let a worker go on undisturbed until everything ordered is live; False when the time is up."""
        worker = self.start_worker()
        finished = self.wait_until_live(seconds)
        self.kill(worker)
        return finished

    def wait_until_live(self, seconds: float) -> bool:
        """Confirming what waits for a person meanwhile."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends and not self.all_live():
            if not self.confirm_some(4):
                time.sleep(0.2)
        return self.all_live()

    def all_live(self) -> bool:
        with self.app.store.read() as work:
            deliveries = work.deliveries.all()
        return len(deliveries) == 4 * self.written and all(one.standing == "live" for one in deliveries)


@contextmanager
def scene(folder: Path, database: str = "", engine: str = "", *, workers: int = 1) -> Iterator[Scene]:
    """An office in `folder`; SQLite unless addresses are given. `workers` run at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        wechat = stack.enter_context(_wechat(folder))
        platforms = {
            name: stack.enter_context(serving(kind.build_app(folder / f"{name}-platform", system_clock)))
            for name, kind in VIDEO_KINDS.items()
        }
        text = SETTINGS.format(
            database=database or "sqlite:///var/gongkai.db", engine=engine or "sqlite:///var/engine.db", wechat=wechat
        )
        (folder / "gongkai.yaml").write_text(text, encoding="utf-8")
        sample_video(folder / "演练.mp4")
        app = App.open(folder / "gongkai.yaml", environ=_environment())
        add_person(app, "", Person("李四", "综合办公室", frozenset({"管理员", "保密审查员"})), app.clock())
        roles = frozenset({"信息员", "发布员", "上传员"})
        add_person(app, "李四", Person("张三", "综合办公室", roles), app.clock())
        starting = stack.enter_context(nursery(_environment()))
        office = Scene(folder, app, wechat, platforms, starting, at_once=workers)
        stack.callback(office.stop)
        yield office


@contextmanager
def _wechat(folder: Path) -> Iterator[str]:
    """WeChat's sandbox in a process of its own; its state is a file."""
    port = 20000 + secrets.randbelow(20000)
    command = ["-m", "channels.wechat.sandbox", "--state", str(folder / "wechat.db"), "--port", str(port)]
    settings = {"verified": "true", "quotas": "false", "secret": SECRET, "publish_seconds": "0.2", "latency": "0.05"}
    for name, value in settings.items():
        command += ["--set", f"{name}={value}"]
    sandbox = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        sandbox.kill()
        sandbox.wait()


def _wait_for(address: str) -> None:
    ends = time.monotonic() + 60
    while True:
        try:
            httpx.get(address, timeout=1)
        except httpx.TransportError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.05)
        else:
            return


def _environment() -> dict[str, str]:
    return {**os.environ, "WECHAT_SECRET": SECRET}
