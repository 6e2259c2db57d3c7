"""People, their units and roles."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from content.people import Person
from content.tables import PersonRow


class People:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, person: Person, now: datetime) -> None:
        """Raises ValueError, in words for staff, for a name that is taken or empty."""
        if not person.name.strip():
            raise ValueError("姓名不能为空。")
        if self.get(person.name) is not None:
            raise ValueError(f"“{person.name}”已在人员名单里；要改角色请用修改。")
        row = PersonRow(
            name=person.name,
            unit=person.unit,
            roles=sorted(person.roles),
            units=sorted(person.units),
            columns=sorted(person.columns),
            active=person.active,
            added_at=now,
        )
        self._session.add(row)
        self._session.flush()

    def change(self, person: Person) -> None:
        """Set everything but the name of somebody known. Raises KeyError."""
        row = self._session.get(PersonRow, person.name, with_for_update=True)
        if row is None:
            raise KeyError(person.name)
        row.unit, row.roles, row.active = person.unit, sorted(person.roles), person.active
        row.units, row.columns = sorted(person.units), sorted(person.columns)
        self._session.flush()

    def get(self, name: str) -> Person | None:
        row = self._session.get(PersonRow, name)
        return _person(row) if row else None

    def all(self) -> list[Person]:
        """In the order they were added, those who left among them."""
        rows = self._session.scalars(select(PersonRow).order_by(col(PersonRow.added_at), col(PersonRow.name)))
        return [_person(row) for row in rows]


def _person(row: PersonRow) -> Person:
    return Person(
        row.name, row.unit, frozenset(row.roles), row.active, units=frozenset(row.units), columns=frozenset(row.columns)
    )
