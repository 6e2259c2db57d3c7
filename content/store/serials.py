"""Numbers given out once: never reused, gaps allowed."""

from sqlmodel import Session, col

from content.store.inserting import insert_into
from content.tables import SerialRow


def next_serial(session: Session, name: str) -> int:
    """The next number of this name (`item:2026`, `dispatch`), counting from 1."""
    return next_serials(session, name, 1)


def next_serials(session: Session, name: str, count: int) -> int:
    """The first of so many numbers that follow one another."""
    statement = insert_into(session, SerialRow).values(name=name, last=count)
    counted = statement.on_conflict_do_update(
        index_elements=["name"],
        set_={"last": SerialRow.__table__.c.last + count},  # type: ignore[attr-defined]  # SQLModel adds it
    )
    return int(session.execute(counted.returning(col(SerialRow.last))).scalar_one()) - count + 1
