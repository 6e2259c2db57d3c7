"""`make bench`: runs every bench_*.py beside it, one after the other, and writes docs/benchmarks.md; of some of them
only their sections.

A bench prints JSON objects, one per line or a list of them: {"name", "value", "unit", "limit", "ok"}, as
tests/bench/rows.py does; other lines are passed over. Exit code 1 when a limit is missed or a bench breaks.
"""

import json
import platform
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from os import sched_getaffinity, sysconf
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
LONGEST = 3600  # seconds; a bench that takes longer hangs
Row = dict[str, Any]


def main(wanted: Sequence[str]) -> int:
    benches = [path for path in sorted(HERE.glob("bench_*.py")) if not wanted or subject(path) in wanted]
    rows = {subject(path): measure(path) for path in benches}
    for row in (row for found in rows.values() for row in found):
        print(line(row))
    PAGE.write_text(page(sections(PAGE.read_text(encoding="utf-8") if wanted else "") | measured(rows)), "utf-8")
    print(f"written: {PAGE.relative_to(ROOT)}")
    return int(any(row["ok"] is False for found in rows.values() for row in found))


def subject(path: Path) -> str:
    """`bench_site.py` → site."""
    return path.stem.removeprefix("bench_")


def measure(path: Path) -> list[Row]:
    """The rows of one bench; one that says so when it broke."""
    print(f"measuring {subject(path)} …", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", f"tests.bench.{path.stem}"]
    try:
        run = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=LONGEST, check=False, cwd=ROOT)
    except subprocess.TimeoutExpired:
        return [{"name": f"{path.name} hangs", "value": LONGEST, "unit": "s", "limit": "", "ok": False}]
    rows = [row for text in run.stdout.splitlines() if text.startswith(("{", "[")) for row in read(text)]
    if run.returncode and not any(row["ok"] is False for row in rows):
        rows.append({"name": f"{path.name} broke", "value": run.returncode, "unit": "exit", "limit": "0", "ok": False})
    return rows


def read(text: str) -> list[Row]:
    """One row, or a list of them."""
    found = json.loads(text)
    return found if isinstance(found, list) else [found]


def line(row: Row) -> str:
    return f"{verdict(row):4} {row['name']}: {shown(row)}" + (f" (limit {row['limit']})" if row["limit"] else "")


def shown(row: Row) -> str:
    value = row["value"]
    number = (
        f"{value:,.4g}" if isinstance(value, float) and abs(value) < 1000 else f"{value:,.0f}" if value else str(value)
    )
    return f"{number} {row['unit']}".strip()


def verdict(row: Row) -> str:
    return {True: "ok", False: "MISS", None: "–"}[row["ok"]]


def sections(text: str) -> dict[str, str]:
    """Those of a page, by their subject."""
    _, *found = text.split("\n## ")
    return {subject: rest.strip() for subject, _, rest in (one.partition("\n") for one in found)}


def measured(rows: dict[str, list[Row]]) -> dict[str, str]:
    when = f"{date.today():%Y-%m-%d}, {machine()}:"  # noqa: DTZ011  # the reader's day
    head = [when, "", "| what | measured | asked for | |", "|---|---:|---:|---|"]
    return {
        name: "\n".join(
            [*head, *(f"| {row['name']} | {shown(row)} | {row['limit']} | {verdict(row)} |" for row in found)]
        )
        for name, found in rows.items()
    }


def page(found: dict[str, str]) -> str:
    lines = [
        "# Measured",
        "",
        "Written by `make bench`. Figures vary by a tenth or so between runs; what is compared with another program",
        "was run beside it.",
    ]
    for name in sorted(found):
        lines += ["", f"## {name}", "", found[name]]
    return "\n".join([*lines, ""])


def machine() -> str:
    gigabytes = sysconf("SC_PAGE_SIZE") * sysconf("SC_PHYS_PAGES") / 1e9
    cores = len(sched_getaffinity(0))
    return f"{cores} cores ({platform.machine()}), {gigabytes:.0f} GB, {system()}, Python {platform.python_version()}"


def system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()


if __name__ == "__main__":
    sys.exit(main([name for word in sys.argv[1:] for name in word.split(",") if name]))
