"""What a clerk's script would do: read every row of the database and count a report's figures into CSV files.

`python -m tests.bench.naive_report DATABASE YEAR FOLDER`. No text, no checks, no documents: the peer of bench_report.
"""

import csv
import json
import sqlite3
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any


def main(database: Path, year: int, folder: Path) -> None:
    plain = sqlite3.connect(database)
    _write(folder / "one.csv", _published(plain, year))
    _write(folder / "two.csv", _registers(plain, year))
    _write(folder / "three.csv", _applications(plain, year))


def _published(plain: sqlite3.Connection, year: int) -> Counter[tuple[Any, ...]]:
    """Per medium, month, column and unit, and how many different items."""
    counts: Counter[tuple[Any, ...]] = Counter()
    different = set()
    query = "SELECT medium, month, column_name, unit, index_number, change, year, counts FROM log"
    for medium, month, column, unit, number, change, when, counted in plain.execute(query):
        if when == year and counted == "counted":
            for by, key in (("month", month), ("column", column), ("unit", unit)):
                counts[by, medium, key] += change
            different.add(number)
    counts["different", "", ""] = len(different)
    return counts


def _registers(plain: sqlite3.Connection, year: int) -> Counter[tuple[Any, ...]]:
    """What the months of the year sum up to, and how many entries there are otherwise."""
    counts: Counter[tuple[Any, ...]] = Counter()
    for book, on, written in plain.execute('SELECT book, "on", record FROM register_entries WHERE NOT voided'):
        record = json.loads(written)
        if on.startswith(str(year)):
            counts[book, record.get("kind", ""), "entries"] += 1
            counts[book, record.get("kind", ""), "count"] += record.get("count") or 0
            counts[book, record.get("kind", ""), "amount"] += Decimal(record.get("amount") or 0)  # type: ignore[assignment]  # money
    return counts


def _applications(plain: sqlite3.Connection, year: int) -> Counter[tuple[Any, ...]]:
    """Table three, row by column."""
    counts: Counter[tuple[Any, ...]] = Counter()
    first, last = f"{year}-01-01", f"{year}-12-31"
    query = "SELECT applicant_kind, state, received_on, closed_on, outcome, record FROM applications"
    for kind, state, received, closed, outcome, written in plain.execute(query):
        json.loads(written)
        if state == "voided" or not received or received > last or (closed and closed < first):
            continue
        counts["new" if received >= first else "carried", kind, ""] += 1
        counts[outcome if closed and closed <= last else "open", kind, ""] += 1
    return counts


def _write(file: Path, counts: Counter[tuple[Any, ...]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows((*key, count) for key, count in sorted(counts.items(), key=str))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
