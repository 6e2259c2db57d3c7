"""What visitors are to be told later."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, or_, select, update
from sqlmodel import Session, col

from content.notices import Notice, State
from content.store.bindings import Bindings
from content.store.bulk import pieces
from content.store.people import People
from content.tables import HeardRow, NoticeRow

AT_ONCE = 500  # a statement takes only so many values
TOLD = (State.SENT, State.BEGUN, State.UNSURE)
"""What the platform may have counted."""


class Notices:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, visitor: str, text: str, *, about: str, now: datetime) -> None:
        """To be sent as soon as the allowance permits, or to lapse. `about` names the subject: `letter:12345678`."""
        row = NoticeRow(visitor=visitor, text=text, about=about, state=State.DUE, made_at=now)
        self._session.add(row)
        self._session.flush()

    def tell(self, name: str, text: str, *, about: str, now: datetime) -> None:
        """To every account of a person who still works here; nothing happens for others."""
        for visitor in self._accounts(name):
            self.add(visitor, text, about=about, now=now)

    def tell_once(self, name: str, text: str, *, about: str, now: datetime) -> None:
        """As `tell`, but once until they write again: the platform's allowance is for other things too."""
        told = select(func.max(col(NoticeRow.made_at))).where(col(NoticeRow.about) == about)
        heard = select(func.max(col(HeardRow.at)))
        for visitor in self._accounts(name):
            last = self._session.scalar(told.where(col(NoticeRow.visitor) == visitor))
            wrote = self._session.scalar(heard.where(col(HeardRow.visitor) == visitor))
            if last is None or (wrote is not None and wrote > last):
                self.add(visitor, text, about=about, now=now)

    def due(self, untried_since: datetime, limit: int = 100) -> list[Notice]:
        """Oldest first; one that could not be sent rests until it is `untried_since`."""
        rests = or_(col(NoticeRow.settled_at).is_(None), col(NoticeRow.settled_at) <= untried_since)
        query = select(NoticeRow).where(col(NoticeRow.state) == State.DUE, rests)
        return self._all(query.order_by(col(NoticeRow.id)).limit(limit))

    def about(self, about: str) -> list[Notice]:
        """Everything somebody was or is to be told about a subject, oldest first."""
        return self._all(select(NoticeRow).where(col(NoticeRow.about) == about).order_by(col(NoticeRow.id)))

    def last_states(self, subjects: Sequence[str]) -> dict[str, State]:
        """Of each subject: the state of the last notice about it, where there is one."""
        found: dict[str, State] = {}
        for some in pieces(subjects, AT_ONCE):
            among = col(NoticeRow.about).in_(some)
            rows = select(col(NoticeRow.about), col(NoticeRow.state)).where(among).order_by(col(NoticeRow.id))
            found |= {about: State(state) for about, state in self._session.execute(rows)}
        return found

    def told(self, visitor: str, since: datetime) -> list[datetime]:
        """When the visitor was told something, or may have been."""
        row = NoticeRow
        query = select(col(row.settled_at)).where(
            col(row.visitor) == visitor, col(row.state).in_(TOLD), col(row.settled_at) >= since
        )
        return [at for at in self._session.scalars(query) if at is not None]

    def move(self, number: int, from_: State, to: State, *, says: str = "", now: datetime) -> bool:
        """Whether it was still in the state; of two who take it one wins."""
        moved = self._session.execute(
            update(NoticeRow)
            .where(col(NoticeRow.id) == number, col(NoticeRow.state) == from_)
            .values(state=to, says=says, settled_at=now)
            .returning(col(NoticeRow.id))
        )
        return moved.first() is not None

    def give_up(self, begun_before: datetime, says: str, now: datetime) -> None:
        """Those whose sender is no longer there may be out: they are not sent again."""
        self._session.execute(
            update(NoticeRow)
            .where(col(NoticeRow.state) == State.BEGUN, col(NoticeRow.settled_at) < begun_before)
            .values(state=State.UNSURE, says=says, settled_at=now)
        )

    def clear(self, before: datetime) -> None:
        """Of what was settled before then only what became of it is kept, where it is about something."""
        old = (col(NoticeRow.state).not_in((State.DUE, State.BEGUN)), col(NoticeRow.settled_at) < before)
        self._session.execute(delete(NoticeRow).where(*old, ~col(NoticeRow.about).contains(":")))
        self._session.execute(update(NoticeRow).where(*old, col(NoticeRow.visitor) != "").values(visitor="", text=""))

    def forget(self, visitor: str, says: str, now: datetime) -> None:
        """Whom it was for and what it said; that somebody was told stays with its subject."""
        theirs = col(NoticeRow.visitor) == visitor
        lapsed = {"state": State.LAPSED, "says": says, "settled_at": now}
        self._session.execute(update(NoticeRow).where(theirs, col(NoticeRow.state) == State.DUE).values(**lapsed))
        self._session.execute(update(NoticeRow).where(theirs).values(visitor="", text=""))

    def _accounts(self, name: str) -> list[str]:
        person = People(self._session).get(name)
        return Bindings(self._session).visitors(name) if person and person.active else []

    def _all(self, query: Select[Any]) -> list[Notice]:
        return [_notice(row) for row in self._session.scalars(query)]


def _notice(row: NoticeRow) -> Notice:
    return Notice(
        id=row.id or 0,
        visitor=row.visitor,
        text=row.text,
        about=row.about,
        state=State(row.state),
        made_at=row.made_at,
        settled_at=row.settled_at,
        says=row.says,
    )
