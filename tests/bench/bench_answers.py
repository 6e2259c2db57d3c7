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

ROUNDS, SECONDS = 3, 4
COUNT, FIRST = 60_000, 25_000_000_000_000_000
LEAST = 1000


def main(items: int = 100_000) -> None:
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name:
        folder = Path(name)
        written = folder / "messages.tsv"
        messages.write(written, COUNT, FIRST, library.question)
        office = folder / "office"
        office.mkdir()
        for processes in (1, 2):
            door = ours("gongkai", "sqlite:///var/gongkai.db", "--processes", str(processes))
            if processes == 1:
                (office / "gongkai.yaml").write_text(door.settings, encoding="utf-8")
                with App.open(office / "gongkai.yaml", environ=SECRETS) as app:
                    library.fill(app, items)
            with serving(door, office) as address:
                first = (processes - 1) * COUNT // 2
                knock(address, written, 2, first=first + COUNT // 2 - 2000)
                loads = [knock(address, written, SECONDS, first=first + turn * 9000) for turn in range(ROUNDS)]
            rate = median(load.rate for load in loads)
            what = f"answers by a search over {items:,} items, SQLite, {processes} process{'es' * (processes > 1)}"
            show(what, round(rate), "per second", f"≥ {LEAST:,}", ok=rate >= LEAST)
            show(f"{what}, p99", round(median(load.p99 for load in loads), 1), "ms")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
