"""How a bench measures, and says what it measured; run.py reads it."""

import json
import time
from collections.abc import Callable


def show(name: str, value: float | None, unit: str, limit: str = "", *, ok: bool | None = None) -> None:
    """One row; `limit` in words, `ok` None where nothing is asked for."""
    row = {"name": name, "value": value, "unit": unit, "limit": limit, "ok": ok}
    print(json.dumps(row, ensure_ascii=False), flush=True)


def timed(act: Callable[[], object]) -> float:
    """Seconds on the wall."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
