"""Twenty people at the console of an office with a hundred thousand items and a million log entries.

Each opens one page after the other, with a second or so to read it, at `gongkai serve` as it comes, on SQLite and on
PostgreSQL. `python -m tests.bench.bench_console [ITEMS [ENTRIES [SECONDS]]]`; some gigabytes of disk while it runs.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import httpx

from bot.app import App
from bot.console.pages import ROOT
from bot.console.signed import COOKIE
from content.sessions import Session, key_of
from tests.bench.console_material import make
from tests.bench.console_office import written
from tests.bench.console_pages import SLOW, VISITS, Office, Visit
from tests.bench.rows import show, timed
from tests.bot.office import COMMAND
from tests.databases import cluster, free_port

PEOPLE = 20
THINK = (0.5, 1.5)
"""Seconds between two pages."""
LIMIT_MS = 200
SLOWEST = 10
"""So many pages are told one by one."""
SHARES = [visit.share for visit in VISITS]
START_SECONDS = 60
OK = 200


@dataclass
class Seen:
    """Milliseconds of every answer by the page's name; the statuses that were none."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    refused: dict[str, str] = field(default_factory=dict)

    def visit(self, http: httpx.Client, visit: Visit, office: Office) -> None:
        path = visit.path(office)
        began = time.perf_counter()
        answer = http.get(ROOT + path, headers={"cookie": f"{COOKIE}={word_of(visit.by)}"})
        self.times[visit.name].append((time.perf_counter() - began) * 1000)
        if answer.status_code != OK:
            self.refused[visit.name] = f"{path}: {answer.status_code}"


def main(items: int = 100_000, entries: int = 1_000_000, seconds: int = 120) -> None:
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name, cluster() as server:
        databases = {
            "SQLite": "sqlite:///var/gongkai.db",
            "PostgreSQL": server.address(server.create("template1")),
        }
        for database, address in databases.items():
            folder = Path(name) / database
            folder.mkdir()
            filling = timed(lambda: make(folder, address, items, entries))  # noqa: B023  # called at once
            measure(database, folder / "gongkai.yaml", (items, entries), seconds)
            show(f"{database}: filling", round(filling, 1), "s")


def measure(database: str, settings: Path, size: tuple[int, int], seconds: int) -> None:
    """An office that is filled. Every page once before anything is measured, as somebody did this morning."""
    for name in {visit.by for visit in (*VISITS, *SLOW)}:
        sign_in(settings, name)
    items = list(written(size[0]))
    with serving(settings) as address:
        first = Seen()
        with httpx.Client(base_url=address, timeout=60) as http:
            for visit in (*VISITS, *SLOW, *SLOW):
                first.visit(http, visit, Office(items, size[1], chance_of(visit.name)))
        seen = Seen()
        ends = time.monotonic() + seconds
        offices = [Office(items, size[1], chance_of(turn)) for turn in range(PEOPLE)]
        people = [threading.Thread(target=click, args=(address, office, seen, ends)) for office in offices]
        for one in people:
            one.start()
        for one in people:
            one.join()
    report(database, seen, first)


def chance_of(name: object) -> random.Random:
    """The same in each run."""
    return random.Random(str(name))  # noqa: S311  # no secret


def click(address: str, office: Office, seen: Seen, ends: float) -> None:
    """Page after page until then."""
    with httpx.Client(base_url=address, timeout=60) as http:
        while time.monotonic() < ends:
            time.sleep(office.chance.uniform(*THINK))
            seen.visit(http, *office.chance.choices(VISITS, SHARES), office)


def sign_in(settings: Path, name: str) -> None:
    """The browser that is signed in has `word_of(name)` in its cookie."""
    with App.open(settings, environ={}) as app, app.store.write() as work:
        work.sessions.add(Session(key_of(word_of(name)), name, app.clock(), app.clock()))


def word_of(name: str) -> str:
    return name.encode().hex()


def report(database: str, seen: Seen, first: Seen) -> None:
    everything = [taken for times in seen.times.values() for taken in times]
    show(f"{database}: pages opened by {PEOPLE} people", len(everything), "")
    show(f"{database}: every page together: median", round(median(everything), 1), "ms")
    within(f"{database}: every page together", last_of(everything))
    lasts = {name: last_of(times) for name, times in seen.times.items() if len(times) > 1}  # a quantile wants two
    kept = sum(last <= LIMIT_MS for last in lasts.values())
    show(f"{database}: pages within the limit, of {len(lasts)}", kept, "", f">= {len(lasts)}", ok=kept == len(lasts))
    for name in sorted(lasts, key=lasts.__getitem__, reverse=True)[:SLOWEST]:
        within(f"{database}: {name}", lasts[name])
    for visit in SLOW:
        show(f"{database}: {visit.name}, alone", round(first.times[visit.name][-1], 1), "ms")
    for name, what in {**first.refused, **seen.refused}.items():
        show(f"{database}: {name} ({what})", None, "refused", "200", ok=False)


def last_of(times: Sequence[float]) -> float:
    """Within which 95 of 100 were answered."""
    return quantiles(times, n=20, method="inclusive")[-1]


def within(name: str, last: float) -> None:
    show(f"{name}: 95 of 100 within", round(last, 1), "ms", f"<= {LIMIT_MS}", ok=last <= LIMIT_MS)


@contextmanager
def serving(settings: Path) -> Iterator[str]:
    """Its address, once it answers."""
    port = free_port()
    words = ("--settings", str(settings), "serve", "--port", str(port))
    environment: Mapping[str, str] = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with (settings.parent / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-c", COMMAND, *words], env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        _wait(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _wait(address: str) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends:
        try:
            if httpx.get(f"{address}/healthz", timeout=5).status_code == OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise RuntimeError("the server did not come up")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
