"""The doors that are measured, each a server of its own on loopback, and the one who knocks at them."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.door.peers.account import AES_KEY, APP_ID, REPLY, TOKEN
from tests.bot.office import COMMAND
from tests.databases import free_port

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PEERS = ROOT / ".venv-bench"
LISTED = HERE / "peers.txt"
CONNECTIONS = 32
START_SECONDS = 30
SETTINGS = f"""\
office: {{name: 示范高新区管委会, code: 12410000MB0000000X}}
database: DATABASE
review: []
media: [政府网站, 微信公众号]
columns: [{{name: 通知公告, slug: tzgg, channels: [website]}}]
channels:
  website: {{kind: static, medium: 政府网站, folder: var/site, base_url: "https://www.example.gov.cn"}}
  wechat: {{kind: wechat, medium: 微信公众号, app_id: {APP_ID}, secret: "${{BENCH_SECRET}}", token: "${{BENCH_TOKEN}}",
           encoding_aes_key: "${{BENCH_AES_KEY}}", api_base: "http://127.0.0.1:9", verified: true}}
chat:
  channel: wechat
  keywords: [{{words: [开放时间], reply: {REPLY}}}]
"""
SECRETS = {"BENCH_SECRET": "0" * 32, "BENCH_TOKEN": TOKEN, "BENCH_AES_KEY": AES_KEY}


@dataclass(frozen=True)
class Door:
    """`{port}` in the command is where it listens; it runs in a folder of its own, which is new each time."""

    name: str
    command: Sequence[str]
    path: str = "/"
    environment: Mapping[str, str] = field(default_factory=dict)
    settings: str = ""


@dataclass(frozen=True)
class Load:
    """What wrk saw; milliseconds."""

    rate: float
    p99: float
    failed: int


def make_peers() -> None:
    """An environment with what the peers need; made anew when the list has changed."""
    stamp = PEERS / "peers.txt"
    if stamp.exists() and stamp.read_text() == LISTED.read_text():
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(PEERS)], check=True)
    subprocess.run([str(PEERS / "bin" / "pip"), "install", "-qq", "-r", str(LISTED)], check=True, capture_output=True)
    shutil.copy(LISTED, stamp)


def ours(name: str, database: str, *words: str) -> Door:
    settings = SETTINGS.replace("DATABASE", database)
    command = [sys.executable, "-c", COMMAND, "serve", "--port", "{port}", *words]
    return Door(name, command, path="/wechat/wechat", environment=SECRETS, settings=settings)


@contextmanager
def serving(door: Door, folder: Path) -> Iterator[str]:
    """Its address, once it answers."""
    port = free_port()
    folder.mkdir(exist_ok=True)
    if door.settings:
        (folder / "gongkai.yaml").write_text(door.settings, encoding="utf-8")
    command = [word.format(port=port) for word in door.command]
    environment = {**os.environ, "PYTHONPATH": f"{HERE / 'peers'}:{ROOT}", **door.environment}
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait(port, server, folder / "server.log")
        yield f"http://127.0.0.1:{port}{door.path}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def knock(address: str, messages: Path, seconds: int, *, first: int = 0, pause: float = 0) -> Load:
    """Send the messages from the `first` on, on 32 connections; `pause`: mean milliseconds between two on each."""
    script = str(HERE / "replay.lua")
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s", "-s", script, address]
    run = subprocess.run(
        [*command, "--", str(messages), str(first), str(pause)],
        capture_output=True,
        text=True,
        check=True,
        timeout=seconds + 60,
    )
    seen = json.loads(
        next(line for line in run.stdout.splitlines() if line.startswith("RESULT")).removeprefix("RESULT")
    )
    return Load(seen["requests"] / seen["seconds"], seen["p99"], seen["failed"])


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(log.read_text(errors="replace")[-2000:])
