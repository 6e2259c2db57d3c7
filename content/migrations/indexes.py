"""Indexes that both databases keep small."""

from typing import Any

import sqlalchemy as sa


def filled(column: str) -> dict[str, Any]:
    """Leave out the rows where the column is empty; a query must say `<> ''` to use the index."""
    condition = sa.text(f"{column} <> ''")
    return {"sqlite_where": condition, "postgresql_where": condition}
