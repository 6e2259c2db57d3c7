"""A line of a register's history as a row of its table: every register keeps them alike."""

from typing import Any

from content.registers.register import Change


def columns(change: Change) -> dict[str, Any]:
    """All but the row's own id."""
    return {
        "number": change.number,
        "at": change.at,
        "by": change.by,
        "act": str(change.act),
        "before": dict(change.before),
        "after": dict(change.after),
        "reason": change.reason,
    }
