"""Names that one unit of work holds at a time, for what has no row to lock yet."""

from sqlalchemy import text
from sqlmodel import Session


def hold(session: Session, name: str) -> None:
    """Until the end of this transaction nobody else holds it; SQLite has one writer at a time anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": name})
