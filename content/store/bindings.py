"""Which account of the chat is which person of the office."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from content.people import Person
from content.store.people import People
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

    def unbind_person(self, person: str) -> int:
        """All accounts of a person; returns how many there were."""
        gone = delete(BindingRow).where(col(BindingRow.person) == person).returning(col(BindingRow.visitor))
        return len(self._session.execute(gone).all())

    def person(self, visitor: str) -> str:
        """The name of the person, "" for the public."""
        row = self._session.get(BindingRow, visitor)
        return row.person if row else ""

    def active(self, visitor: str) -> Person | None:
        """The person behind the account, who still works here; None for everybody else."""
        name = self.person(visitor)
        found = People(self._session).get(name) if name else None
        return found if found and found.active else None

    def visitors(self, person: str) -> list[str]:
        """The accounts of a person."""
        bound = select(col(BindingRow.visitor)).where(col(BindingRow.person) == person).order_by(col(BindingRow.at))
        return list(self._session.scalars(bound))

    def counts(self) -> Mapping[str, int]:
        """How many accounts each person has; those with none are left out."""
        query = select(col(BindingRow.person), func.count()).group_by(col(BindingRow.person))
        return {row[0]: row[1] for row in self._session.execute(query)}
