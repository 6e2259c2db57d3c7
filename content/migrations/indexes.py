"""Indexes that both databases keep small."""

from typing import Any

import sqlalchemy as sa


def filled(column: str) -> dict[str, Any]:
    """Leave out the rows where the column is empty; a query must say `<> ''` to use the index."""
    return only(f"{column} <> ''")


def only(condition: str) -> dict[str, Any]:
    """Leave out all other rows; a query must say the condition in these words to use the index."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
