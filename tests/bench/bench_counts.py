"""Counts of a year by medium and month, at ten thousand log entries and at ten million.

`python -m tests.bench.bench_counts [ENTRIES]`: as many instead of ten million. The entries are made by SQL, without a
chain; the figures are made from them by `Figures.rebuild`.
"""

import sqlite3
import sys
import tempfile
from pathlib import Path
from statistics import median

from content.migrations import upgrade
from content.store.log_rows import COLUMNS
from content.store.store import Store
from tests.bench.rows import show, timed

LIMIT_MS = 5.0
SMALL, LARGE = 10_000, 10_000_000
YEAR = 2025
READS = 51
# Each item on three of the five media; 20 columns, 40 units, two years.
ROWS = f"""
WITH RECURSIVE number(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM number WHERE i + 1 < ?)
INSERT INTO log ({COLUMNS})
SELECT i + 1, '2025-03-02 01:30:00.000000', 'published', '张三', 'i' || (i / 3), '', 'c' || (i % 3),
  CASE (i % 3 + i / 3) % 5 WHEN 0 THEN '政府网站' WHEN 1 THEN '微信公众号' WHEN 2 THEN '政务微信视频号'
    WHEN 3 THEN '政务抖音' ELSE '报社、电台等其它媒体' END,
  '栏目' || (i / 3 % 20), '单位' || (i / 3 % 40), '通知', 'X/' || (i / 3), 'counted', '', '{{}}', 1,
  {YEAR} - i / 3 % 2, 1 + i / 7 % 12, 1, '', printf('%064x', i)
FROM number
"""  # noqa: S608  # constants only
GROUPING = "SELECT medium, month, SUM(change) FROM log WHERE year = ? AND change <> 0 GROUP BY medium, month"


def main(large: int = LARGE) -> None:
    """Fills a database of each size in turn; about a quarter of a gigabyte per million entries while it runs."""
    for entries in sorted({SMALL, large}):
        _measure(entries)


def _measure(entries: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "counts.db")
        store = Store(f"sqlite:///{path}")
        upgrade(store)
        filling = timed(lambda: _fill(path, entries))
        rebuilding = timed(lambda: _rebuild(store))
        reading = median(timed(lambda: _read(store)) for _ in range(READS)) * 1000
        grouping = timed(lambda: _group(path)) * 1000
        store.close()
    size = f"{entries:,} entries"
    name = f"counts of a year by medium and month, {size}"
    show(name, round(reading, 2), "ms", f"<= {LIMIT_MS}", ok=reading <= LIMIT_MS)
    show(f"the same by plain grouping, {size}", round(grouping, 1), "ms")
    show(f"figures rebuilt from the log, {size}", round(rebuilding, 1), "s")
    show(f"filling by SQL, {size}", round(filling, 1), "s")


def _fill(path: Path, entries: int) -> None:
    """Without what makes single appends safe; the index that opens a figure is made at the end."""
    plain = sqlite3.connect(path, isolation_level=None)
    dropped = [sql for (sql,) in plain.execute("SELECT sql FROM sqlite_master WHERE name = 'ix_log_figures'")]
    for statement in ("PRAGMA synchronous=OFF", "DROP TRIGGER log_no_replace"):
        plain.execute(statement)
    for index in ("ix_log_figures", "ix_log_item", "ix_log_index_number", "ix_log_updates"):
        plain.execute(f"DROP INDEX {index}")
    plain.execute(ROWS, (entries,))
    for statement in dropped:
        plain.execute(statement)
    plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    plain.close()


def _rebuild(store: Store) -> None:
    with store.write() as work:
        work.figures.rebuild()


def _read(store: Store) -> None:
    with store.read() as work:
        counts = work.figures.counts(YEAR)
    assert len(counts.months) == 12
    assert counts.distinct


def _group(path: Path) -> None:
    plain = sqlite3.connect(path)
    assert plain.execute(GROUPING, (YEAR,)).fetchall()
    plain.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
