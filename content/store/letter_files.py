"""Pictures of letters that the platform keeps for us: to be fetched, here, or lost."""

from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlmodel import Session, col

from content.item import StoredFile
from content.letters import Fetching
from content.tables import LetterPartRow


@dataclass(frozen=True, slots=True)
class Due:
    """A part whose bytes are to be fetched; `at`: when it came."""

    id: int
    number: str
    media: str = field(repr=False)
    at: datetime


class LetterFiles:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def is_due(self, now: datetime) -> bool:
        """Whether there is one that it is time to fetch."""
        return self._session.scalar(select(col(LetterPartRow.id)).where(*_ready(now)).limit(1)) is not None

    def take_next(self, now: datetime, until: datetime) -> Due | None:
        """One that it is time to fetch; until then nobody else takes it."""
        part = LetterPartRow
        first = select(col(part.id)).where(*_ready(now)).order_by(col(part.fetch_at)).limit(1)
        taken = self._session.execute(
            update(LetterPartRow)
            .where(col(LetterPartRow.id) == first.scalar_subquery(), *_ready(now))
            .values(fetch_at=until)
            .returning(
                col(LetterPartRow.id), col(LetterPartRow.number), col(LetterPartRow.media), col(LetterPartRow.at)
            )
        ).first()
        return Due(*taken) if taken else None

    def put_off(self, part: int, until: datetime) -> None:
        self._set(part, fetch_at=until)

    def keep(self, part: int, file: StoredFile) -> None:
        self._set(part, file=asdict(file), media="", fetching=Fetching.NO, fetch_at=None)

    def lose(self, part: int) -> None:
        self._set(part, media="", fetching=Fetching.LOST, fetch_at=None)

    def _set(self, part: int, **values: object) -> None:
        due = col(LetterPartRow.fetching) == Fetching.DUE
        self._session.execute(update(LetterPartRow).where(col(LetterPartRow.id) == part, due).values(**values))


def _ready(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(LetterPartRow.fetching) == Fetching.DUE, col(LetterPartRow.fetch_at) <= now
