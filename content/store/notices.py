"""What visitors are to be told later."""

from datetime import datetime

from sqlmodel import Session

from content.store.bindings import Bindings
from content.store.people import People
from content.tables import NoticeRow


class Notices:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, visitor: str, text: str, *, about: str, now: datetime) -> None:
        """To be sent as soon as the allowance permits, or to lapse. `about` names the subject: `letter:12345678`."""
        row = NoticeRow(visitor=visitor, text=text, about=about, state="due", made_at=now)
        self._session.add(row)
        self._session.flush()

    def tell(self, name: str, text: str, *, about: str, now: datetime) -> None:
        """To every account of a person who still works here; nothing happens for others."""
        person = People(self._session).get(name)
        for visitor in Bindings(self._session).visitors(name) if person and person.active else ():
            self.add(visitor, text, about=about, now=now)
