"""How a bench says what it measured; run.py reads it."""

import json


def show(name: str, value: float | None, unit: str, limit: str = "", *, ok: bool | None = None) -> None:
    """One row; `limit` in words, `ok` None where nothing is asked for."""
    row = {"name": name, "value": value, "unit": unit, "limit": limit, "ok": ok}
    print(json.dumps(row, ensure_ascii=False), flush=True)
