"""The shelf in the database, shared by all workers."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from content.store.inserting import insert_into
from content.tables import ShelfRow

if TYPE_CHECKING:
    from content.store.work import Work

Opens = Callable[[], AbstractContextManager["Work"]]


class DatabaseShelf:
    """`content.shelf.Shelf`: each call is a transaction of its own."""

    def __init__(self, write: Opens, read: Opens) -> None:
        self._write = write
        self._read = read

    def get(self, key: str, now: datetime) -> str | None:
        with self._read() as work:
            fresh = select(col(ShelfRow.value)).where(col(ShelfRow.key) == key, col(ShelfRow.until) > now)
            return work.session.scalar(fresh)

    def put(self, key: str, value: str, until: datetime) -> None:
        with self._write() as work:
            statement = insert_into(work.session, ShelfRow).values(key=key, value=value, until=until)
            work.session.execute(
                statement.on_conflict_do_update(index_elements=["key"], set_={"value": value, "until": until})
            )

    def swap(self, key: str, old: str | None, new: str, *, until: datetime, now: datetime) -> bool:
        with self._write() as work:
            if old is None:
                return _take(work.session, key, new, until=until, now=now)
            changed = work.session.execute(
                update(ShelfRow)
                .where(col(ShelfRow.key) == key, col(ShelfRow.value) == old, col(ShelfRow.until) > now)
                .values(value=new, until=until)
                .returning(col(ShelfRow.key))
            )
            return changed.first() is not None

    def drop(self, key: str) -> None:
        with self._write() as work:
            work.session.execute(delete(ShelfRow).where(col(ShelfRow.key) == key))

    def tidy(self, now: datetime) -> int:
        """Throw away what has expired; returns how many."""
        with self._write() as work:
            gone = delete(ShelfRow).where(col(ShelfRow.until) <= now).returning(col(ShelfRow.key))
            return len(work.session.execute(gone).all())


def _take(session: Session, key: str, new: str, *, until: datetime, now: datetime) -> bool:
    """Set where there is no value, or one that has expired."""
    statement = insert_into(session, ShelfRow).values(key=key, value=new, until=until)
    taken = session.execute(
        statement.on_conflict_do_update(
            index_elements=["key"], set_={"value": new, "until": until}, where=col(ShelfRow.until) <= now
        ).returning(col(ShelfRow.key))
    )
    return taken.first() is not None
