"""How fast the log grows, one durable commit per entry, beside bare sqlite3 writing the same rows.

`python -m tests.bench.bench_log [ENTRIES]`.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from content.log import Event, Kind
from content.migrations import upgrade
from content.store.figures import ADD_FOUR, ADD_SUBJECT, ADD_THREE
from content.store.log_rows import COLUMNS, INSERT
from content.store.store import Store
from tests.bench.rows import show, timed

LIMIT = 0.5
PIECE = 50
MEDIA = ("政府网站", "微信公众号", "政务抖音")
START = datetime(2026, 1, 1, tzinfo=UTC)


def main(entries: int = 3000) -> None:
    """Entries go in by turns of PIECE, so that a slow moment of the disk meets both."""
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = Path(folder, "ours.db"), Path(folder, "bare.db")
        store = Store(f"sqlite:///{ours}")
        upgrade(store)
        _prepare(bare)
        plain = sqlite3.connect(bare, isolation_level=None)
        plain.execute("PRAGMA journal_mode=WAL")
        plain.execute("PRAGMA synchronous=FULL")
        ours_seconds = bare_seconds = 0.0
        for first in range(0, entries, PIECE):
            ours_seconds += timed(lambda first=first: _append(store, first))
            rows = _rows(store, first)
            bare_seconds += timed(lambda rows=rows: _write(plain, rows))
        plain.close()
        store.close()
    _report(entries / ours_seconds, entries / bare_seconds)


def _report(ours: float, bare: float) -> None:
    share = ours / bare
    show("log entries, chained and counted", round(ours), "per second")
    show("the same rows, bare sqlite3", round(bare), "per second")
    show("log against bare sqlite3", round(share, 2), "times", f">= {LIMIT}", ok=share >= LIMIT)


def _append(store: Store, first: int) -> None:
    for number in range(first, first + PIECE):
        with store.write() as work:
            work.log.append(_event(number))


def _event(number: int) -> Event:
    """Every item goes to three media, as in an office."""
    item, channel = divmod(number, len(MEDIA))
    return Event(
        kind=Kind.PUBLISHED,
        at=START + timedelta(hours=number % 8000),
        by="张三",
        item_id=f"2026-{item:05d}",
        ref=f"2026-{item:05d}.1",
        channel=f"channel{channel}",
        medium=MEDIA[channel],
        column=f"栏目{item % 20}",
        unit=f"单位{item % 12}",
        title=f"关于开展第{item}次检查的通知",
        index_number=f"12410000MB0000000X/2026-{item:05d}",
        counts="counted",
        digest=f"{item:064x}",
        evidence={"dispatch": f"D{number}-a1.1", "url": f"https://www.example.gov.cn/{item}.html"},
    )


def _prepare(path: Path) -> None:
    """The same tables, indexes and triggers."""
    store = Store(f"sqlite:///{path}")
    upgrade(store)
    store.close()


def _rows(store: Store, first: int) -> list[Sequence[Any]]:
    with store.read() as work:
        connection = work.session.connection().connection
        cursor = connection.cursor()
        cursor.execute(f"SELECT {COLUMNS} FROM log WHERE seq > ? AND seq <= ?", (first, first + PIECE))  # noqa: S608  # constants only
        return list(cursor.fetchall())


def _write(plain: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> None:
    for row in rows:
        plain.execute("BEGIN IMMEDIATE")
        plain.execute(INSERT, row)
        year, month, medium, column, unit, subject = row[16], row[17], row[7], row[8], row[9], row[11]
        channels = plain.execute(ADD_SUBJECT, (year, subject, 1)).fetchone()[0]
        values = [year, "counted", "month", medium, f"{month:02d}", 1, year, "counted", "column", medium, column, 1]
        values += [year, "counted", "unit", medium, unit, 1]
        if channels == 1:
            plain.execute(ADD_FOUR, [*values, year, "counted", "distinct", "", "", 1])
        else:
            plain.execute(ADD_THREE, values)
        plain.execute("COMMIT")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
