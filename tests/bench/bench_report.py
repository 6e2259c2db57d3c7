"""The annual report of a year with a million log entries and a hundred thousand applications, as `report make` makes
it: figures, text, checks, Word, page, PDF, workbook, JSON. Beside a plain script that counts the same tables.

`python -m tests.bench.bench_report [ENTRIES [APPLICATIONS]]`; about a gigabyte on the disk while it runs.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.report_material import MAKER, YEAR, make
from tests.bench.rows import show, timed

SECONDS, MEGABYTES = 10.0, 300
RUNS = 3
GONGKAI = (sys.executable, "-c", "from bot.cli.main import run; run()")
NAIVE = (sys.executable, "-m", "tests.bench.naive_report")
LOOK_EVERY = 0.02


@dataclass(frozen=True, slots=True)
class Ran:
    """A program's seconds on the wall and of the processor; the memory of the largest of its processes, and of all
    at once (MB)."""

    seconds: float
    worked: float
    largest: float
    together: float


def main(entries: int = 1_000_000, applications: int = 100_000) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        filling = timed(lambda: make(place, entries, applications))
        gongkai = (*GONGKAI, "--settings", str(place / "gongkai.yaml"))
        naive = (*NAIVE, str(place / "var/gongkai.db"), str(YEAR), folder)
        ours, peers, turns = [], [], range(RUNS)
        for turn in turns:
            ours.append(_run(*gongkai, "report", "make", str(YEAR), "--by", MAKER, "--to", f"{folder}/made{turn}"))
            peers.append(_run(*naive))
        fresh = [_run(*gongkai, "freshness", "--json") for _ in turns]
        quarter = [_run(*gongkai, "report", "periods", str(YEAR), "--quarter", "4", "--json") for _ in turns]
    size = f"{entries:,} log entries, {applications:,} applications"
    _report(size, _median(ours), _median(peers))
    show("gongkai freshness, over the same log", round(_median(fresh).seconds, 2), "s")
    show("gongkai report periods, the last quarter", round(_median(quarter).seconds, 2), "s")
    show("filling by SQL", round(filling, 1), "s")


def _report(size: str, ours: Ran, peer: Ran) -> None:
    show(f"gongkai report make, {size}", round(ours.seconds, 2), "s", f"<= {SECONDS}", ok=ours.seconds <= SECONDS)
    show("its work of the processor", round(ours.worked, 2), "s")
    show("its largest process, at most", round(ours.largest), "MB", f"<= {MEGABYTES}", ok=ours.largest <= MEGABYTES)
    show("all its processes together, at most", round(ours.together), "MB")
    show("a plain script that reads every row and counts the same tables, no documents", round(peer.seconds, 2), "s")
    show("the plain script's work of the processor", round(peer.worked, 2), "s")
    show("the plain script, at most", round(peer.largest), "MB")
    show("report make ÷ the plain script", round(ours.seconds / peer.seconds, 2), "×")


def _median(runs: list[Ran]) -> Ran:
    return sorted(runs, key=lambda one: one.seconds)[len(runs) // 2]


def _run(*command: str) -> Ran:
    """Exit code 1 is for what was found, not for what broke."""
    start = time.perf_counter()
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    most: list[float] = []
    watch = threading.Thread(target=_watch, args=(program.pid, most))
    watch.start()
    _, status, usage = os.wait4(program.pid, 0)
    seconds = time.perf_counter() - start
    watch.join()
    program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode not in (0, 1):
        raise RuntimeError(f"{command} ended with {program.returncode}")
    return Ran(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, max(most, default=0.0))


def _watch(pid: int, most: list[float]) -> None:
    """Until it has ended: what it and its children hold, what they share counted once."""
    while held := sum(_held(one) for one in (pid, *_children(pid))):
        most.append(held / 1024)
        time.sleep(LOOK_EVERY)


def _held(pid: int) -> int:
    """Kilobytes; 0 for one that has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()]
    except OSError:
        return []


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
