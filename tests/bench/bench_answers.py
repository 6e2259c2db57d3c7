"""How many questions a second the door answers by a search over a hundred thousand items.

Every question is another one, signed and encrypted, and kept. `python -m tests.bench.bench_answers [ITEMS]`.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median

from bot.app import App
from tests.bench.door import library, messages
from tests.bench.door.servers import SECRETS, knock, ours, serving
from tests.bench.rows import show
from tests.databases import cluster

ROUNDS, SECONDS = 3, 4
COUNT, FIRST = 60_000, 25_000_000_000_000_000
LEAST = 1000


def main(items: int = 100_000) -> None:
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name, cluster() as server:
        written = Path(name) / "messages.tsv"
        messages.write(written, COUNT, FIRST, library.question)
        for kind, database in (("SQLite", "sqlite:///var/gongkai.db"), ("PostgreSQL", server.address(server.create()))):
            _fill(office := Path(name) / kind, database, items)
            _measure(f"{items:,} items, {kind}", database, office, written)


def _fill(office: Path, database: str, items: int) -> None:
    office.mkdir()
    (office / "gongkai.yaml").write_text(ours("", database).settings, encoding="utf-8")
    with App.open(office / "gongkai.yaml", environ=SECRETS) as app:
        library.fill(app, items)


def _measure(over: str, database: str, office: Path, written: Path) -> None:
    """One office, served by one process and then by two; each time it hears other messages."""
    for processes in (1, 2):
        first = (processes - 1) * COUNT // 2
        with serving(ours("gongkai", database, "--processes", str(processes)), office) as address:
            knock(address, written, 2, first=first + COUNT // 2 - 2000)
            loads = [knock(address, written, SECONDS, first=first + turn * 9000) for turn in range(ROUNDS)]
        rate = median(load.rate for load in loads)
        what = f"answers by a search over {over}, {processes} process{'es' * (processes > 1)}"
        show(what, round(rate), "per second", f"≥ {LEAST:,}", ok=rate >= LEAST)
        show(f"{what}, p99", round(median(load.p99 for load in loads), 1), "ms")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
