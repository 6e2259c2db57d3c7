"""What the tables' columns have in common."""

from typing import Any

from sqlalchemy import JSON, BigInteger, Integer, text
from sqlmodel import Field, SQLModel

from content.store.times import Moment

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMES

# SQLite numbers rows by itself only for INTEGER, PostgreSQL's INTEGER ends at two thousand million.
Big = BigInteger().with_variant(Integer, "sqlite")


def moment(nullable: bool = False, index: bool = False) -> Any:
    return Field(default=None, sa_type=Moment, nullable=nullable, index=index)


def record() -> Any:
    return Field(default_factory=dict, sa_type=JSON, nullable=False)


def only(condition: str) -> Any:
    """Of an index: only the rows for which the condition holds; a query must say it, too."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


LONG_TITLE = 600
SHORT_TITLE = f"length(title) < {LONG_TITLE}"
"""An index of PostgreSQL takes no longer ones."""
