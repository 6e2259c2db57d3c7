"""Who is signed in at the console."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlmodel import Session as Database
from sqlmodel import col

from content.sessions import LASTS, Session
from content.tables import SessionRow


class Sessions:
    """Valid inside one unit of work."""

    def __init__(self, session: Database) -> None:
        self._session = session

    def add(self, session: Session) -> None:
        row = SessionRow(
            key=session.key,
            person=session.person,
            made_at=session.made_at,
            seen_at=session.seen_at,
            place=session.place,
            browser=session.browser,
        )
        self._session.add(row)
        self._session.flush()

    def get(self, key: str) -> Session | None:
        row = self._session.get(SessionRow, key)
        return _session(row) if row else None

    def seen(self, key: str, now: datetime) -> None:
        self._session.execute(update(SessionRow).where(col(SessionRow.key) == key).values(seen_at=now))

    def of(self, person: str) -> list[Session]:
        """Newest first, those that ended by themselves among them until they are cleared."""
        query = select(SessionRow).where(col(SessionRow.person) == person).order_by(col(SessionRow.made_at).desc())
        return [_session(row) for row in self._session.scalars(query)]

    def end(self, key: str) -> None:
        self._session.execute(delete(SessionRow).where(col(SessionRow.key) == key))

    def end_all(self, person: str, but: str = "") -> None:
        """Every session of somebody, but the one with the key `but`."""
        mine = delete(SessionRow).where(col(SessionRow.person) == person, col(SessionRow.key) != but)
        self._session.execute(mine)

    def clear(self, now: datetime) -> None:
        """Forget those that ended by themselves."""
        self._session.execute(delete(SessionRow).where(col(SessionRow.seen_at) < now - LASTS))


def _session(row: SessionRow) -> Session:
    return Session(row.key, row.person, row.made_at, row.seen_at, row.place, row.browser)
