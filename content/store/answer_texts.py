"""Answers that are often given, each save a row of its own that nobody changes."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from content.answer_texts import AnswerText
from content.tables import AnswerTextRow


class AnswerTexts:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def saves(self, name: str = "") -> list[AnswerText]:
        """All that was ever written down, or that of one name; oldest first."""
        query = select(AnswerTextRow).order_by(col(AnswerTextRow.id))
        if name:
            query = query.where(col(AnswerTextRow.name) == name)
        return [AnswerText(row.name, row.text, row.by, row.at) for row in self._session.scalars(query)]

    def add(self, save: AnswerText, now: datetime) -> None:
        self._session.add(AnswerTextRow(name=save.name, text=save.text, by=save.by, at=now))
        self._session.flush()
