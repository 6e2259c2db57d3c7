"""Who asked for what when: for what the scale of fees counts."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from content.registers.applications import Application
from content.store.application_rows import of_row
from content.tables import ApplicationRow


class Applicants:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def between(self, begin: datetime, end: datetime) -> list[Application]:
        """Submitted from then to then, both included, in the order of their numbers."""
        within = col(ApplicationRow.submitted_at).between(begin, end)
        found = select(ApplicationRow).where(within).order_by(col(ApplicationRow.year), col(ApplicationRow.serial))
        return [of_row(row) for row in self._session.scalars(found)]
