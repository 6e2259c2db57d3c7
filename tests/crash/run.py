"""Kill workers at random moments while items go to all channels: `python -m tests.crash.run --kills 100`.

Afterwards everything must be public exactly once and log, deliveries and platforms must agree.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.databases import cluster

from .agreement import disagreements
from .scene import Scene, scene
from .troubles import calm, lost_answers, refusals

ITEMS = 40
FINISH_SECONDS = 240
LONGEST_LIFE = 1.5
Trouble = Callable[[Scene, random.Random], None]
TROUBLES: dict[str, Trouble | None] = {"none": None, "lost": lost_answers, "refused": refusals}


def kill_and_check(
    office: Scene, *, kills: int, seed: int, trouble: Trouble | None = None, items: int = ITEMS
) -> list[str]:
    """The disagreements after this many kills; `trouble` is stirred up before each."""
    chance = random.Random(seed)  # noqa: S311  # not for secrets: a seed repeats a run
    office.order(items)
    hits = 0
    for number in range(kills):
        if office.all_live():
            office.order(items)
        if trouble is not None:
            trouble(office, chance)
        running = [office.start_worker() for _ in range(office.at_once)]
        for worker in running:
            office.wait_ready(worker)
        ends = time.monotonic() + chance.uniform(0, LONGEST_LIFE)
        while time.monotonic() < ends:
            if not office.confirm_some(1):
                time.sleep(0.02)
        for worker in running:
            office.kill(worker)
        hits += office.in_flight() > 0
        print(f"\rkill {number + 1}/{kills}, {hits} in the middle of a send", end="", flush=True)
    print()
    calm(office)
    office.finish(FINISH_SECONDS)
    return disagreements(office)


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--kills", type=int, default=100)
    words.add_argument("--seed", type=int, default=int(time.time()))
    words.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    words.add_argument("--trouble", choices=TROUBLES, default="none")
    chosen = words.parse_args()
    print(f"{chosen.kills} kills on {chosen.database}, trouble: {chosen.trouble}, seed {chosen.seed}")
    with (
        tempfile.TemporaryDirectory(prefix="gongkai-crash-") as folder,
        opened(chosen.database, Path(folder)) as office,
    ):
        found = kill_and_check(office, kills=chosen.kills, seed=chosen.seed, trouble=TROUBLES[chosen.trouble])
    print("\n".join(found) or "everything is public exactly once; log, deliveries and platforms agree")
    return int(bool(found))


@contextmanager
def opened(kind: str, folder: Path) -> Iterator[Scene]:
    """A scene on SQLite, or on a PostgreSQL cluster of its own with two workers."""
    if kind == "sqlite":
        with scene(folder) as office:
            yield office
        return
    with cluster() as server:
        database, engine = (server.address(server.create("template1")) for _ in range(2))
        with scene(folder, database, engine.replace("+psycopg", ""), workers=2) as office:
            yield office


if __name__ == "__main__":
    sys.exit(main())
