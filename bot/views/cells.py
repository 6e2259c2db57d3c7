"""What goes into the cells of a table for a spreadsheet program."""

from typing import Any


def safe(value: Any) -> Any:
    """A cell that begins like a formula must not become one."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
