"""How people sign in at the console, and who did or tried."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, exists, select, update
from sqlmodel import Session, col

from content.credentials import Credential, Knock, SignIn
from content.tables import CredentialRow, PersonRow, SignInRow


class Credentials:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, person: str) -> Credential:
        """Without a password for whoever has set none."""
        row = self._session.get(CredentialRow, person)
        return _credential(row) if row else Credential(person)

    def all(self) -> Mapping[str, Credential]:
        """By name, of those who have set a password."""
        return {row.person: _credential(row) for row in self._session.scalars(select(CredentialRow))}

    def set_password(self, person: str, password: str, now: datetime) -> None:
        """`password` is encoded already."""
        row = self._row(person)
        row.password, row.password_at = password, now
        self._session.flush()

    def encode_anew(self, person: str, former: str, password: str) -> None:
        """The same password in another encoding, unless it was changed meanwhile."""
        mine = (col(CredentialRow.person) == person, col(CredentialRow.password) == former)
        self._session.execute(update(CredentialRow).where(*mine).values(password=password))

    def set_totp(self, person: str, secret: str, used: int) -> None:
        """`used` is the time step of the code that proved it; "" as secret takes the second step away."""
        row = self._row(person)
        row.totp, row.totp_used = secret, used
        self._session.flush()

    def use_code(self, person: str, step: int) -> bool:
        """Take the code of a time step; False where that one or a later one was taken before."""
        mine = (col(CredentialRow.person) == person, col(CredentialRow.totp_used) < step)
        taken = update(CredentialRow).where(*mine).values(totp_used=step).returning(col(CredentialRow.person))
        return self._session.execute(taken).first() is not None

    def anybody(self) -> bool:
        """Whether somebody who works here can sign in."""
        there = (col(PersonRow.name) == col(CredentialRow.person)) & col(PersonRow.active)
        return bool(self._session.scalar(select(exists().where(there, col(CredentialRow.password) != ""))))

    def note(self, one: SignIn) -> None:
        row = SignInRow(at=one.at, came=one.came, person=one.person, address=one.address, browser=one.browser)
        self._session.add(row)
        self._session.flush()

    def noted(self, person: str = "", *, skip: int = 0, limit: int = 50) -> list[SignIn]:
        """Who signed in or tried, newest first; `person`: of one only."""
        query = select(SignInRow).order_by(col(SignInRow.id).desc()).offset(skip).limit(limit)
        if person:
            query = query.where(col(SignInRow.person) == person)
        return [
            SignIn(row.at, Knock(row.came), row.person, row.address, row.browser)
            for row in self._session.scalars(query)
        ]

    def forget_noted(self, before: datetime) -> None:
        self._session.execute(delete(SignInRow).where(col(SignInRow.at) < before))

    def _row(self, person: str) -> CredentialRow:
        row = self._session.get(CredentialRow, person, with_for_update=True)
        if row is None:
            row = CredentialRow(person=person)
            self._session.add(row)
        return row


def _credential(row: CredentialRow) -> Credential:
    return Credential(row.person, row.password, row.password_at, row.totp, row.totp_used)
