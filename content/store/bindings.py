"""Which account of the chat is which person of the office."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import Session, col

from content.tables import BindingRow


class Bindings:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def bind(self, visitor: str, person: str, now: datetime) -> None:
        """A visitor is one person at most; what it was before is forgotten."""
        self._session.merge(BindingRow(visitor=visitor, person=person, at=now))
        self._session.flush()

    def unbind(self, visitor: str) -> None:
        self._session.execute(delete(BindingRow).where(col(BindingRow.visitor) == visitor))

    def person(self, visitor: str) -> str:
        """The name of the person, "" for the public."""
        row = self._session.get(BindingRow, visitor)
        return row.person if row else ""

    def visitors(self, person: str) -> list[str]:
        """The accounts of a person."""
        bound = select(col(BindingRow.visitor)).where(col(BindingRow.person) == person).order_by(col(BindingRow.at))
        return list(self._session.scalars(bound))
