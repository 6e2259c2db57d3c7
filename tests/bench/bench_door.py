"""The WeChat door beside other ways to build one, under the same load: distinct, signed, encrypted text messages.

Peers run in an environment of their own (.venv-bench, made here). Rounds are interleaved, medians count; every server
and every database is new in each round. `python -m tests.bench.bench_door [SECONDS]`.
"""

import random
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import psycopg

from tests.bench.door import messages
from tests.bench.door.servers import CONNECTIONS, HERE, PEERS, Door, Load, knock, make_peers, ours, serving
from tests.bench.rows import show
from tests.databases import Cluster, cluster

ROUNDS = 3
COUNT, WARM = 45_000, 36_000
"""Messages in all; those from WARM on are for warming up, as what came before is not kept again."""
FIRST = 24_000_000_000_000_000
SHARE, FACTOR, SLOWEST_MS = 0.6, 6, 50
WORDS = "请问图书馆大厅窗口服务中心周末闭馆讲座报名借阅规则"
OURS, OURS_PG = "gongkai, SQLite", "gongkai, PostgreSQL, 2 processes"
REFERENCE, REFERENCE_PG = "durable reference, SQLite FULL", "durable reference, PostgreSQL, 2 processes"
WEROBOT = "WeRoBot as it comes (own server, sessions)"
HELLO = "bare server, nothing done"


def question(chance: random.Random) -> str:
    """With the keyword's word in it."""
    return "".join(chance.choices(WORDS, k=chance.randint(2, 20))) + "开放时间"


def main(seconds: int = 3) -> None:
    if not shutil.which("wrk"):
        raise SystemExit("needs wrk (Debian: apt-get install wrk)")
    make_peers()
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name, cluster() as server:
        folder = Path(name)
        written = folder / "messages.tsv"
        messages.write(written, COUNT, FIRST, question)
        seen: dict[str, list[Load]] = defaultdict(list)
        for turn in range(ROUNDS):
            for number, door in enumerate(doors(server)):
                with serving(door, folder / f"{turn}-{number}") as address:
                    knock(address, written, 1, first=WARM)
                    seen[door.name].append(knock(address, written, seconds))
        _report(seen)
        _report_half(seen, server, folder, written)


def doors(server: Cluster) -> Iterator[Door]:
    """Made anew for each round: their databases too."""
    gunicorn = [str(PEERS / "bin" / "gunicorn"), "-w", "2", "-b", "127.0.0.1:{port}", "--log-level", "error"]
    uvicorn = [str(PEERS / "bin" / "uvicorn"), "--port", "{port}", "--log-level", "warning", "--no-access-log"]
    yield ours(OURS, "sqlite:///var/gongkai.db")
    yield Door(REFERENCE, [*uvicorn, "reference:application"], environment={"STORE": "heard.db"})
    yield ours(OURS_PG, server.address(server.create()), "--processes", "2")
    yield Door(REFERENCE_PG, [*uvicorn, "--workers", "2", "reference:application"], environment=_postgresql(server))
    yield Door(WEROBOT, [str(PEERS / "bin" / "python"), str(HERE / "peers" / "werobot_app.py"), "{port}"])
    yield Door("WeRoBot, gunicorn 2, sessions", [*gunicorn, "werobot_app:application"])
    yield Door(
        "WeRoBot, gunicorn 2, no sessions", [*gunicorn, "werobot_app:application"], environment={"SESSIONS": "0"}
    )
    yield Door("wechatpy + Flask, gunicorn 2", [*gunicorn, "flask_app:application"])
    yield Door("wechatpy + FastAPI, uvicorn 2", [*uvicorn, "--workers", "2", "fastapi_app:application"])
    yield Door(HELLO, [*uvicorn, "hello:application"])


def _postgresql(server: Cluster) -> dict[str, str]:
    line = f"host=127.0.0.1 port={server.port} user=gongkai dbname={server.create('template1')}"
    with psycopg.connect(line, autocommit=True) as connection:
        connection.execute("CREATE TABLE heard (id TEXT PRIMARY KEY, visitor TEXT, at BIGINT, kind TEXT, text TEXT)")
    return {"STORE": line}


def _report(seen: dict[str, list[Load]]) -> None:
    rates = {name: median(load.rate for load in loads) for name, loads in seen.items()}
    for name, loads in seen.items():
        show(name, round(rates[name]), "per second")
        show(f"{name}, p99", round(median(load.p99 for load in loads), 1), "ms")
        if failed := sum(load.failed for load in loads):
            show(f"{name}, not answered", failed, "", "0", ok=None if "gongkai" not in name else False)
    for mine, theirs in ((OURS, REFERENCE), (OURS_PG, REFERENCE_PG)):
        share = rates[mine] / rates[theirs]
        show(f"{mine} ÷ reference", round(share, 2), "×", f"≥ {SHARE} ×", ok=share >= SHARE)
    factor = rates[OURS] / rates[WEROBOT]
    show(f"{OURS} ÷ WeRoBot as it comes", round(factor, 1), "×", f"≥ {FACTOR} ×", ok=factor >= FACTOR)


def _report_half(seen: dict[str, list[Load]], server: Cluster, folder: Path, written: Path) -> None:
    """Each connection waits between two messages, so long that all together send half of what is possible."""
    mine = (ours(OURS, "sqlite:///var/gongkai.db"), ours(OURS_PG, server.address(server.create()), "--processes", "2"))
    for number, door in enumerate(mine):
        rate = median(load.rate for load in seen[door.name]) / 2
        pause = max(1.0, CONNECTIONS / rate * 1000 - 5)
        with serving(door, folder / f"half-{number}") as address:
            knock(address, written, 1, first=WARM)
            loads = [knock(address, written, 3, first=turn * WARM // ROUNDS, pause=pause) for turn in range(ROUNDS)]
        slowest = median(load.p99 for load in loads)
        reached = median(load.rate for load in loads)
        show(
            f"{door.name}, at {reached:,.0f} per second, p99",
            round(slowest, 1),
            "ms",
            f"< {SLOWEST_MS} ms",
            ok=slowest < SLOWEST_MS,
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
